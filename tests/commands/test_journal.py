"""`workbench journal`: what it lists, shows, dismisses and lets go."""

from __future__ import annotations

import json

import pytest

from tests.brokers.cluster import EmbeddedCluster
from tests.commands.schemas.answered import answered

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def topic(embedded: EmbeddedCluster, capsys: Capture) -> str:
    """A topic that two records went to."""
    name = embedded.topic(3)
    answered(capsys, "send", "-b", embedded.bootstrap_servers, "-t", name, "--key", "user-42", "--value", "v")
    answered(capsys, "send", "-b", embedded.bootstrap_servers, "-t", name, "--null-value", "-n", "2000", "--quiet")
    return name


def test_sends_are_listed_the_newest_first(topic: str, capsys: Capture) -> None:
    headings, second, first = answered(capsys, "journal", "list").out.splitlines()
    assert headings.split()[4:] == ["handed", "delivered", "sent", "failed", "unknown", "is"]
    assert second.split()[0] == "2"
    assert f"{topic}  record × 2,000   2,000      2,000     0       0        0  settled" in second
    assert first.split()[-7:] == ["1", "1", "1", "0", "0", "0", "settled"]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (("--key", "user"), [1]),
        (("--key", "nobody"), []),
        (("--state", "delivered"), [2, 1]),
        (("--state", "failed"), []),
        (("--open",), []),
        (("--until", "2020-01-01"), []),
        (("--since", "2020-01-01"), [2, 1]),
        (("-n", "1"), [2]),
        (("--profile", "elsewhere"), []),
    ],
)
def test_what_is_looked_for(topic: str, capsys: Capture, arguments: tuple[str, ...], numbers: list[int]) -> None:
    found = answered(capsys, "journal", "list", "--json", "-t", topic, *arguments)
    assert [json.loads(line)["send"] for line in found.out.splitlines()] == numbers


def test_one_send_with_its_records(topic: str, capsys: Capture) -> None:
    shown = answered(capsys, "journal", "show", "1")
    assert f"delivered  {topic}-" in shown.out
    assert "user-42" in shown.out
    sent, record = map(json.loads, answered(capsys, "journal", "show", "1", "--json").out.splitlines())
    assert (sent["handed_over"], record["key_hex"], record["value_hex"]) == (1, b"user-42".hex(), b"v".hex())
    assert len(answered(capsys, "journal", "show", "2", "--json").out.splitlines()) == 1, "all of many were delivered"


def test_there_is_nothing_to_decide_about_a_settled_one(topic: str, embedded: EmbeddedCluster, capsys: Capture) -> None:
    assert topic
    assert "send 1 is settled" in answered(capsys, "journal", "dismiss", "1").words
    checked = answered(capsys, "journal", "check", "1", "-b", embedded.bootstrap_servers)
    assert (checked.code, checked.out) == (2, "")
    assert "send 1 is settled" in checked.words
    assert "-b is missing" in answered(capsys, "journal", "check", "1").words


def test_old_sends_leave(topic: str, capsys: Capture) -> None:
    assert topic
    assert answered(capsys, "journal", "prune").out.startswith("0 sends left the journal")
    assert answered(capsys, "journal", "prune", "--days", "0.0000001").out.startswith("2 sends left the journal")
    assert "there is no such send" in answered(capsys, "journal", "list").words


def test_nothing_was_sent_yet(capsys: Capture) -> None:
    found = answered(capsys, "journal", "list")
    assert (found.code, found.out, found.words) == (0, "", "workbench journal: nothing was sent yet\n")
    assert answered(capsys, "journal", "show", "1").code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "x"), "'x' is no number"),
        (("list", "--since", "soon"), "'soon' is no time; valid: 12:05, 2026-11-22"),
        (("prune", "--days", "-1"), "is no number of days"),
        (("drop",), "invalid choice"),
    ],
)
def test_what_cannot_be(capsys: Capture, arguments: tuple[str, ...], words: str) -> None:
    found = answered(capsys, "journal", *arguments)
    assert (found.code, found.out) == (2, "")
    assert words in found.words
