"""The connection pane: facts of the cluster, and settings that are asked for one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.holding import Held, holding
from tests.tui.still import DOWN, REFUSED, UP, metadata
from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.metadata import Broker, Metadata
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings
from workbench.tui import client_options
from workbench.tui.panes.connection import LONGEST_CAUSE, Connection, facts, settings_words, state_words
from workbench.tui.screens.ask import Ask
from workbench.tui.screens.pick import Option
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.line_input import LineInput

SANDBOX = ClusterProfile("sandbox", embedded=True)
REAL = ClusterProfile("b1:9092,b2:9092", "b1:9092,b2:9092")


def asked(held: Held) -> list[ProducerSettings]:
    return [message.settings for message in held.heard(Connection.SettingsChanged)]


def pane(settings: ProducerSettings | None = None) -> Connection:
    return Connection(SANDBOX, settings or ProducerSettings())


async def fill_in(held: Held, text: str) -> None:
    """Paste a text into the dialog and take it."""
    held.app.screen.query_one(LineInput).value = text
    await held.press("enter")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ConnectionStatus(ConnectionState.CONNECTING), "… connecting"),
        (UP, "✓ up · 3 brokers"),
        (ConnectionStatus(ConnectionState.UP, metadata=Metadata(brokers=(Broker(1, "b", 9092),))), "✓ up · 1 broker"),
        (ConnectionStatus(ConnectionState.UP), "✓ up · 0 brokers"),
        (DOWN, "✗ down"),
    ],
)
def test_every_state_has_a_sign_and_a_word(status: ConnectionStatus, words: str) -> None:
    assert state_words(status).plain == words


def test_facts_of_a_cluster_that_is_up() -> None:
    assert facts(UP, SANDBOX).plain.split("\n") == [
        "sandbox  embedded",
        "✓ up · 3 brokers",
        "1  127.0.0.1:39091",
        "2  127.0.0.1:39092",
        "3  127.0.0.1:39093",
    ]


def test_facts_of_one_that_is_down_say_why_and_what_to_press() -> None:
    lines = facts(DOWN, REAL).plain.split("\n")
    assert lines == ["b1:9092,b2:9092", "✗ down", REFUSED, "F3 tries again", "b1:9092", "b2:9092"]


def test_many_brokers_are_summed_up() -> None:
    brokers = tuple(Broker(number, f"b{number}", 9092) for number in range(1_000))
    lines = facts(ConnectionStatus(ConnectionState.UP, metadata=Metadata(brokers=brokers)), REAL).plain.split("\n")
    assert len(lines) == 9
    assert lines[-1] == "and 994 more"


def test_texts_from_outside_are_escaped_and_no_markup() -> None:
    status = ConnectionStatus(ConnectionState.DOWN, "\x1b[31m[red]why[/] \u202e[@click=app.quit]")
    shown = facts(status, ClusterProfile("[/]\x07", "[bold]h:1"))
    assert r"\x1b[31m[red]why[/] \u202e[@click=app.quit]" in shown.plain
    assert not {str(span.style) for span in shown.spans} & {"red", "bold", "@click=app.quit"}


def test_a_long_cause_is_cut_so_that_the_settings_stay_in_sight() -> None:
    status = ConnectionStatus(ConnectionState.DOWN, "because " * 500)
    cause = facts(status, REAL).plain.split("\n")[2]
    assert len(cause) == LONGEST_CAUSE
    assert cause.endswith("…")


def test_a_rule_file_in_one_line_goes_without_its_folder() -> None:
    assert settings_words(ProducerSettings(partitioner="/a/b/banana.toml"), short=True) == "acks all · banana.toml"


def test_settings_in_one_line() -> None:
    assert settings_words(ProducerSettings(), short=False) == "acks all · idempotent · linger 5 ms · murmur2_random"
    other = ProducerSettings("0", idempotence=False, linger_ms=0.5, compression="zstd", partitioner="murmur2")
    assert settings_words(other, short=False) == "acks 0 · not idempotent · linger 0.5 ms · zstd · murmur2"
    assert settings_words(other, short=True) == "acks 0 · murmur2"


async def test_labels_stand_there_at_once() -> None:
    async with holding(pane()) as held:
        for words in ("… connecting", "acks         all ▾", "idempotence  on ▾", "linger       5", "murmur2_random ▾"):
            assert words in held.screen


@pytest.mark.parametrize("name", ["consistent_random", "confluent-kafka-python", "franz-go-sticky-key"])
async def test_a_client_has_room_beside_its_label_or_below_it(name: str) -> None:
    connection = pane(ProducerSettings(partitioner=name))
    async with holding(connection, size=(37, 24)) as held:
        assert f"{name} ▾" in held.screen
        connection.show_settings(ProducerSettings())
        await held.pilot.pause()
        assert "partitioner  murmur2_random ▾" in held.screen


async def test_a_name_longer_than_the_pane_is_cut_and_a_rule_file_goes_without_its_folder() -> None:
    connection = pane(ProducerSettings(partitioner="confluent-kafka-javascript-rdkafka"))
    async with holding(connection, size=(37, 24)) as held:
        assert "confluent-kafka-javascript… ▾" in held.screen
        connection.show_settings(ProducerSettings(partitioner="/somewhere/else/banana.toml"))
        await held.pilot.pause()
        assert "partitioner  banana.toml ▾" in held.screen


async def test_no_client_is_looked_up_before_the_list_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def options(present: str) -> tuple[Option, ...]:
        asked.append(present)
        return (Option("java"), Option("sarama"))

    monkeypatch.setattr(client_options, "client_options", options)
    connection = pane(ProducerSettings(partitioner="java"))
    async with holding(connection) as held:
        connection.show_settings(ProducerSettings(partitioner="sarama"))
        await held.pilot.pause()
        assert asked == []
        connection.query_one("#partitioner", Choice).focus()
        await held.press("enter")
        assert asked[0] == "sarama"


async def test_any_client_is_chosen_by_typing_what_it_is() -> None:
    connection = pane()
    async with holding(connection, size=(120, 40)) as held:
        connection.query_one("#partitioner", Choice).focus()
        await held.press("enter", *"Sarama's default:", "enter")
        assert [one.partitioner for one in asked(held)] == ["sarama"]


async def test_a_rule_file_is_asked_for_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('[[rule]]\nkey = "x"\nto = 0\n')
    connection = pane()
    async with holding(connection, size=(120, 40)) as held:
        connection.query_one("#partitioner", Choice).focus()
        await held.press("enter", *"rule file", "enter")
        assert isinstance(held.app.screen, Ask)
        await fill_in(held, str(file).removesuffix(".toml"))
        assert [one.partitioner for one in asked(held)] == [str(file)]


async def test_one_that_cannot_be_used_says_why_and_the_old_choice_holds(tmp_path: Path) -> None:
    connection = pane(ProducerSettings(partitioner="sarama"))
    async with holding(connection, size=(120, 40)) as held:
        connection.query_one("#partitioner", Choice).focus()
        await held.press("enter", *"rule file", "enter")
        await fill_in(held, str(tmp_path / "nope.toml"))
        assert "✗ the rule file" in held.screen
        assert "cannot be read" in " ".join(held.screen.split())
        assert "sarama ▾" in held.screen
        assert asked(held) == []
        await held.press("enter", *"rule file", "enter")
        assert held.app.screen.query_one(LineInput).value.endswith("nope.toml")  # what was typed is not lost
        await held.press("escape")
        assert asked(held) == []


async def test_acks_below_all_let_go_of_idempotence_and_all_takes_it_up() -> None:
    connection = pane()
    async with holding(connection) as held:
        connection.query_one("#acks", Choice).focus()
        await held.press("right")
        connection.show_settings(asked(held)[-1])
        await held.press("left")
        assert [(one.acks, one.idempotence) for one in asked(held)] == [("1", False), ("all", True)]


async def test_idempotence_asks_for_acks_all() -> None:
    connection = pane(ProducerSettings("1", idempotence=False))
    async with holding(connection) as held:
        connection.query_one("#idempotence", Choice).focus()
        await held.press("left")
        assert asked(held) == [ProducerSettings("all", idempotence=True)]


async def test_compression_and_partitioner() -> None:
    connection = pane()
    async with holding(connection) as held:
        connection.query_one("#compression", Choice).focus()
        await held.press("right")
        connection.query_one("#partitioner", Choice).focus()
        await held.press("right")
        assert [one.compression for one in asked(held)] == ["gzip", "none"]
        assert asked(held)[1].partitioner == "consistent_random"


async def test_linger_is_taken_with_enter_and_on_leaving_the_field() -> None:
    connection = pane()
    async with holding(connection) as held:
        connection.query_one("#linger").focus()
        await held.press("end", "ctrl+u", "2", "0", "enter")
        assert asked(held) == [ProducerSettings(linger_ms=20)]
        connection.show_settings(asked(held)[0])
        await held.press("0", "tab")
        assert asked(held)[1:] == [ProducerSettings(linger_ms=200)]


@pytest.mark.parametrize("typed", ["", ".", "1.2.3", "300000", "900001", "999999999999"])
async def test_a_wrong_linger_says_what_is_valid_until_it_is_right(typed: str) -> None:
    connection = pane()
    async with holding(connection) as held:
        connection.query_one("#linger").focus()
        await held.press("end", "ctrl+u", *typed, "enter")
        assert "✗ linger" in held.screen
        assert "0 to 299999" in held.screen
        await held.press("end", "ctrl+u", "5", "enter")
        assert "✗ linger" not in held.screen
        assert asked(held) == []


async def test_letters_do_not_get_into_linger() -> None:
    connection = pane()
    async with holding(connection) as held:
        connection.query_one("#linger").focus()
        await held.press("end", "x", "minus", "left_square_bracket", "7", "enter")
        assert asked(held) == [ProducerSettings(linger_ms=57)]


async def test_settings_in_force_show_with_their_notes() -> None:
    connection = pane()
    async with holding(connection) as held:
        connection.show_settings(ProducerSettings("0", idempotence=False))
        await held.pilot.pause()
        assert "acks         0 ▾" in held.screen
        assert "!" in held.screen
        assert asked(held) == []


@pytest.mark.parametrize("size", [(1, 1), (12, 4), (40, 10)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    connection = pane()
    async with holding(connection, size=size) as held:
        connection.show(ConnectionStatus(ConnectionState.UP, metadata=metadata()), REAL)
        await held.press("tab", "tab")
        assert all(len(line) == size[0] for line in held.screen.split("\n"))


def test_brokers_that_the_producer_has_lost_are_told_by_a_sign_and_words() -> None:
    assert state_words(UP, frozenset({2})).plain == "! up · 3 brokers, 1 not connected"
    lines = facts(UP, SANDBOX, frozenset({2})).plain.split("\n")
    assert [line.endswith("! lost") for line in lines if line[:1].isdigit()] == [False, True, False]
