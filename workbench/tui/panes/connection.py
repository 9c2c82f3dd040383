"""The connection: which cluster, its state and why, and the producer settings that matter."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static

from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings, SettingsError, read_linger
from workbench.partitioning.partitioners import partitioners
from workbench.records.escape import escape
from workbench.tui.figures import plural, short
from workbench.tui.screens.pick import Option
from workbench.tui.widgets.choice import Choice

ACKS = (
    Option("all", "every in-sync replica has it"),
    Option("1", "the leader has it; idempotence off"),
    Option("0", "no answer asked for: sent, not confirmed"),
)
SWITCH = (Option("on", "no duplicates, order kept"), Option("off", "a retry may write twice"))
COMPRESSIONS = tuple(Option(name) for name in ("none", "gzip", "snappy", "lz4", "zstd"))
LONGEST_CAUSE = 300
"""Cells of a cause: ten lines, so that the settings stay in sight."""
STATE_SIGNS = {ConnectionState.CONNECTING: "…", ConnectionState.UP: "✓", ConnectionState.DOWN: "✗"}
STATE_COLOURS = {ConnectionState.CONNECTING: "$warning", ConnectionState.UP: "$success", ConnectionState.DOWN: "$error"}


class Connection(VerticalScroll, can_focus=False):
    """Shows the cluster and changes the settings; the app does the connecting."""

    DEFAULT_CSS = """
    Connection { scrollbar-size-vertical: 1; }
    Connection .setting { height: 1; }
    Connection .setting Label { width: 12; color: $quiet; }
    Connection .setting Input { width: 8; background: $field; padding: 0 1; }
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

    def compose(self) -> ComposeResult:
        yield Static(id="cluster-facts")
        yield from self._choice("acks", ACKS, self.settings.acks)
        yield from self._choice("idempotence", SWITCH, "on" if self.settings.idempotence else "off")
        yield from self._choice("compression", COMPRESSIONS, self.settings.compression)
        with Horizontal(classes="setting"):
            yield Label("linger")
            yield Input(f"{self.settings.linger_ms:g}", id="linger", restrict=r"[0-9.]*", select_on_focus=True)
            yield Static("ms", classes="unit")
        options = tuple(Option(one.name, one.about) for one in partitioners())
        yield from self._choice("partitioner", options, self.settings.partitioner)
        yield Static(id="setting-notes")

    @staticmethod
    def _choice(name: str, options: tuple[Option, ...], value: str) -> ComposeResult:
        with Horizontal(classes="setting"):
            yield Label(name)
            yield Choice(name, options, value, id=name)

    def on_mount(self) -> None:
        """The labels at once; facts follow in their place."""
        self.show(ConnectionStatus(ConnectionState.CONNECTING), self.profile)

    def show(self, status: ConnectionStatus, profile: ClusterProfile) -> None:
        """The cluster as last heard of."""
        self.profile = profile
        self.query_one("#cluster-facts", Static).update(facts(status, profile))

    def show_settings(self, settings: ProducerSettings) -> None:
        """The settings in force, which may be others than were asked for."""
        self.settings = settings
        values = {
            "acks": settings.acks,
            "idempotence": "on" if settings.idempotence else "off",
            "compression": settings.compression,
            "partitioner": settings.partitioner,
        }
        for name, value in values.items():
            self.query_one(f"#{name}", Choice).value = value
        self._note(Content("\n".join(f"! {note}" for note in settings.notes())))

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
        else:
            self._ask(replace(self.settings, partitioner=value))

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


def state_words(status: ConnectionStatus) -> Content:
    """Sign, word and the number of brokers."""
    words = f"{STATE_SIGNS[status.state]} {status.state}"
    if status.state is ConnectionState.UP:
        words += f" · {plural(len(status.metadata.brokers), 'broker')}"
    return Content.styled(words, STATE_COLOURS[status.state])


def facts(status: ConnectionStatus, profile: ClusterProfile) -> Content:
    """Name, state, addresses, and why it is down with what to press."""
    lines = [
        Content.assemble(
            (escape(profile.name), "bold $foreground"), ("  embedded" if profile.embedded else "", "$quiet")
        ),
        state_words(status),
    ]
    if status.why:
        lines.append(Content.assemble((short(escape(status.why), LONGEST_CAUSE), "$error")))
        lines.append(Content.assemble(("F3 tries again", "$accent")))
    brokers = [f"{broker.id}  {escape(broker.host)}:{broker.port}" for broker in status.metadata.brokers[:6]]
    addresses = brokers or [escape(one) for one in profile.bootstrap_servers.split(",")[:6] if one]
    lines += [Content.styled(address, "$quiet") for address in addresses]
    if len(status.metadata.brokers) > 6:
        lines.append(Content.styled(f"and {len(status.metadata.brokers) - 6:,} more", "$quiet"))
    return Content("\n").join(lines)


def settings_words(settings: ProducerSettings, *, short: bool) -> str:
    """The settings in one line for the top of the screen."""
    words = [f"acks {settings.acks}"]
    if not short:
        words += ["idempotent" if settings.idempotence else "not idempotent", f"linger {settings.linger_ms:g} ms"]
        words += [] if settings.compression == "none" else [settings.compression]
    return " · ".join([*words, settings.partitioner])
