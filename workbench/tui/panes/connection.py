"""The connection: which cluster, its state and why, and the producer settings that matter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static

from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.metadata import Broker
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings, SettingsError, read_linger
from workbench.lab.choosing import SUFFIX, choose, is_rule_file, shown_name
from workbench.records.escape import escape
from workbench.records.way import Way
from workbench.tui.figures import plural, short
from workbench.tui.screens.pick import Option
from workbench.tui.widgets.choice import Choice, Options

ACKS = (
    Option("all", "every in-sync replica has it"),
    Option("1", "the leader has it; idempotence off"),
    Option("0", "no answer asked for: sent, not confirmed"),
)
SWITCH = (Option("on", "no duplicates, order kept"), Option("off", "a retry may write twice"))
WAYS = tuple(Option(way, way.words) for way in Way)
COMPRESSIONS = tuple(Option(name) for name in ("none", "gzip", "snappy", "lz4", "zstd"))
LONGEST_CAUSE = 300
"""Cells of a cause: ten lines, so that the settings stay in sight."""
LONGEST_NAME = 17
"""Cells of a client's name that has room beside its label; a longer one stands below it, and ends at LINE."""
LINE = 27
RULE_FILE = "a rule file …"
"""What is picked to be asked for the path of one."""
STATE_SIGNS = {ConnectionState.CONNECTING: "…", ConnectionState.UP: "✓", ConnectionState.DOWN: "✗"}
STATE_COLOURS = {ConnectionState.CONNECTING: "$warning", ConnectionState.UP: "$success", ConnectionState.DOWN: "$error"}


class Connection(VerticalScroll, can_focus=False):
    """Shows the cluster and changes the settings; the app does the connecting."""

    DEFAULT_CSS = """
    Connection { scrollbar-size-vertical: 1; }
    Connection .setting { height: 1; }
    Connection .setting Label { width: 12; color: $quiet; }
    Connection .setting Input { width: 8; background: $field; padding: 0 1; }
    Connection .setting.-long { layout: vertical; height: 2; }
    Connection .setting.-long Choice { margin: 0 0 0 2; }
    Connection .unit { width: 4; color: $quiet; padding: 0 0 0 1; }
    Connection #cluster-facts { height: auto; margin: 0 0 1 0; }
    Connection #setting-notes { height: auto; color: $warning; margin: 1 0 0 0; }
    """

    class SettingsChanged(Message):
        """The person asked for other producer settings."""

        def __init__(self, settings: ProducerSettings) -> None:
            super().__init__()
            self.settings = settings

    def __init__(self, profile: ClusterProfile, settings: ProducerSettings) -> None:
        super().__init__(id="connection", classes="pane")
        self.border_title = "Connection"
        self.profile = profile
        self.settings = settings
        self._path = ""

    def compose(self) -> ComposeResult:
        yield Static(id="cluster-facts")
        yield from self._choice("acks", ACKS, self.settings.acks)
        yield from self._choice("idempotence", SWITCH, "on" if self.settings.idempotence else "off")
        yield from self._choice("compression", COMPRESSIONS, self.settings.compression)
        with Horizontal(classes="setting"):
            yield Label("linger")
            yield Input(f"{self.settings.linger_ms:g}", id="linger", restrict=r"[0-9.]*", select_on_focus=True)
            yield Static("ms", classes="unit")
        yield from self._choice("way", WAYS, self.settings.way)
        yield from self._choice("partitioner", self._clients, self.settings.partitioner)
        yield Static(id="setting-notes")

    @staticmethod
    def _choice(name: str, options: Options, value: str) -> ComposeResult:
        with Horizontal(classes="setting"):
            yield Label(name)
            yield Choice(name, options, value, id=name, shown=_named)

    def _clients(self) -> tuple[Option, ...]:
        """Made when the list is opened: the catalogue is no part of the first paint."""
        from workbench.tui.client_options import client_options

        return client_options(self.settings.partitioner)

    def on_mount(self) -> None:
        """The labels at once; facts follow in their place."""
        self.show(ConnectionStatus(ConnectionState.CONNECTING), self.profile)
        self._make_room(self.settings.partitioner)

    def show(self, status: ConnectionStatus, profile: ClusterProfile, lost: Collection[int] = ()) -> None:
        """The cluster as last heard of, and the brokers that the producer has lost."""
        self.profile = profile
        self.query_one("#cluster-facts", Static).update(facts(status, profile, lost))

    def show_settings(self, settings: ProducerSettings) -> None:
        """The settings in force, which may be others than were asked for."""
        self.settings = settings
        values = {
            "acks": settings.acks,
            "idempotence": "on" if settings.idempotence else "off",
            "compression": settings.compression,
            "way": settings.way,
            "partitioner": settings.partitioner,
        }
        for name, value in values.items():
            self.query_one(f"#{name}", Choice).value = value
        self._make_room(settings.partitioner)
        self._note(Content("\n".join(f"! {note}" for note in settings.notes())))

    def _make_room(self, name: str) -> None:
        """A name that is too long for its place beside the label stands below it."""
        row = self.query_one("#partitioner", Choice).parent
        if isinstance(row, Horizontal):
            row.set_class(cell_len(shown_name(name)) > LONGEST_NAME, "-long")

    def _note(self, words: Content) -> None:
        notes = self.query_one("#setting-notes", Static)
        notes.update(words)
        notes.display = bool(words)

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        name, value = event.choice.id, event.value
        if name == "acks":
            self._ask(replace(self.settings, acks=value, idempotence=value == "all"))
        elif name == "idempotence":
            on_ = value == "on"
            self._ask(replace(self.settings, idempotence=on_, acks="all" if on_ else self.settings.acks))
        elif name == "compression":
            self._ask(replace(self.settings, compression=value))
        elif name == "way":
            self._ask(replace(self.settings, way=Way(value)))
        elif value == RULE_FILE:
            self._ask_for_a_file(event.choice)
        else:
            self._choose(value)

    def _ask_for_a_file(self, choice: Choice) -> None:
        from workbench.tui.screens.ask import Ask

        self.app.push_screen(Ask("rule file", self._path, "path/to/rules.toml", choice.region), self._named_a_file)

    def _named_a_file(self, path: str | None) -> None:
        if path is not None:
            self._path = path
            self._choose(path if is_rule_file(path) else f"{path}{SUFFIX}")

    def _choose(self, name: str) -> None:
        """Place keys by that client or rule file from now on; where it cannot be had, the old choice holds."""
        try:
            choose(name)
        except LookupError as error:
            self.query_one("#partitioner", Choice).value = self.settings.partitioner
            self._note(Content.styled(f"✗ {error.args[0]}", "$error"))
            return
        self._ask(replace(self.settings, partitioner=name))

    @on(Input.Submitted, "#linger")
    @on(Input.Blurred, "#linger")
    def _lingered(self, event: Input.Submitted | Input.Blurred) -> None:
        event.stop()
        try:
            linger = read_linger(event.value, self.profile.properties)
        except SettingsError as error:
            self._note(Content.styled(f"✗ {error}", "$error"))
            return
        if linger == self.settings.linger_ms:
            self.show_settings(self.settings)
        else:
            self._ask(replace(self.settings, linger_ms=linger))

    @on(Input.Changed, "#linger")
    def _typing(self, event: Input.Changed) -> None:
        event.stop()

    def _ask(self, settings: ProducerSettings) -> None:
        self.post_message(self.SettingsChanged(settings))


def _named(value: str) -> str:
    return short(shown_name(value), LINE)


def state_words(status: ConnectionStatus, lost: Collection[int] = ()) -> Content:
    """Sign, word, the number of brokers, and of those that the producer has lost."""
    words = f"{STATE_SIGNS[status.state]} {status.state}"
    if status.state is not ConnectionState.UP:
        return Content.styled(words, STATE_COLOURS[status.state])
    words += f" · {plural(len(status.metadata.brokers), 'broker')}"
    if lost:
        return Content.styled(f"!{words[1:]}, {len(lost)} not connected", "$warning")
    return Content.styled(words, STATE_COLOURS[status.state])


def facts(status: ConnectionStatus, profile: ClusterProfile, lost: Collection[int] = ()) -> Content:
    """Name, state, addresses, which brokers the producer has lost, and why it is down with what to press."""
    lines = [
        Content.assemble(
            (escape(profile.name), "bold $foreground"), ("  embedded" if profile.embedded else "", "$quiet")
        ),
        state_words(status, lost),
    ]
    if status.why:
        lines.append(Content.assemble((short(escape(status.why), LONGEST_CAUSE), "$error")))
        lines.append(Content.assemble(("F3 tries again", "$accent")))
    if brokers := status.metadata.brokers[:6]:
        lines += [_broker(broker, broker.id in lost) for broker in brokers]
    else:
        servers = profile.bootstrap_servers.split(",")[:6]
        lines += [Content.styled(escape(one), "$quiet") for one in servers if one]
    if len(status.metadata.brokers) > 6:
        lines.append(Content.styled(f"and {len(status.metadata.brokers) - 6:,} more", "$quiet"))
    return Content("\n").join(lines)


def _broker(broker: Broker, lost: bool) -> Content:
    words = f"{broker.id}  {escape(broker.host)}:{broker.port}"
    return Content.styled(f"{words}  ! lost", "$warning") if lost else Content.styled(words, "$quiet")


def settings_words(settings: ProducerSettings, *, short: bool) -> str:
    """The settings in one line for the top of the screen."""
    words = [f"acks {settings.acks}"]
    if not short:
        words += ["idempotent" if settings.idempotence else "not idempotent", f"linger {settings.linger_ms:g} ms"]
        words += [] if settings.compression == "none" else [settings.compression]
    words += [] if settings.way is Way.ASYNC else [settings.way]
    return " · ".join([*words, shown_name(settings.partitioner)])
