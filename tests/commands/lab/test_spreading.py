"""The spread: bars and figures for a person, all of it as JSON."""

from __future__ import annotations

import json

import pytest

from tests.commands.lab.asking import asked, keys
from workbench.commands.lab.keys import Keys
from workbench.commands.lab.spreading import json_lines, lines
from workbench.commands.table import cells
from workbench.partitioning.partitioners import find

USERS = keys(*(f"user-{number}" for number in range(1000)))


@pytest.mark.parametrize("width", [None, 40, 80, 200])
@pytest.mark.parametrize("partitions", [1, 12, 1000])
def test_it_keeps_to_the_width_and_to_a_screen(width: int | None, partitions: int) -> None:
    found = list(lines(asked([USERS], "java", width=width, partitions=partitions, spread=True)))
    bars = [line for line in found if "█" in line]
    assert 1 <= len(bars) <= 32
    assert all(cells(line) <= (width or 80) for line in bars)
    assert {cells(line) for line in bars} == {min(width or 80, 120)}
    assert found[0].startswith("1,000 records, 1,000 distinct keys")
    assert found[-1].startswith(("→ ", "  "))


def test_the_most_frequent_keys_are_shown_as_they_are_read() -> None:
    many = Keys(["7"] * 9 + ["8"], [b"\0\0\0\7"] * 9 + [b"\0\0\0\10"])
    found = list(lines(asked([many], "java", serializer="integer", spread=True)))
    frequent = [line.split() for line in found if "(90.0%)" in line]
    assert frequent == [["most", "frequent", "9", "(90.0%)", "7"]]


def test_what_a_terminal_would_act_on_is_shown_escaped() -> None:
    text = "\n".join(lines(asked([keys("\x1b[2J", "\x1b[2J", "")], "java", spread=True)))
    assert "\x1b" not in text and r"\x1b[2J" in text


def test_several_clients_one_below_the_other() -> None:
    found = list(lines(asked([USERS], "java", "sarama", spread=True)))
    assert sum("by java over" in line or "by sarama over" in line for line in found) == 2


def test_without_a_number_there_are_no_bars() -> None:
    found = list(lines(asked([keys("a")], "random", spread=True)))
    assert not any("█" in line for line in found)
    assert any("~ 1 record for which no number is promised" in line for line in found)


def test_no_keys() -> None:
    assert list(lines(asked([], "java", spread=True)))[-1] == "→ there are no keys"
    [found] = json_lines(asked([], "java", spread=True))
    assert json.loads(found)["counts"] == [0] * 12


def test_json_has_every_figure() -> None:
    [text] = json_lines(asked([keys("a", "a", "b", None)], "java", spread=True))
    found = json.loads(text)
    java = find("java")
    counts = [0] * 12
    for key in (b"a", b"a", b"b"):
        counts[java.partition(key, 12) or 0] += 1
    assert text.isascii()
    assert (found["question"], found["topic"], found["partitioner"], found["partitions"]) == (
        "spread",
        None,
        "java",
        12,
    )
    assert (found["records"], found["unplaced"], found["distinct"], found["counts"]) == (4, 1, 3, counts)
    assert found["largest"] == {"partition": counts.index(max(counts)), "records": max(counts)}
    assert (found["mean"], found["p_value"]) == (0.25, None)
    assert found["frequent"][0] == {"key": "a", "key_hex": "61", "records": 2}
    assert {"key": None, "key_hex": None, "records": 1} in found["frequent"]
    assert set(found) >= {"skew", "chi_square", "empty", "verdict"}


def test_what_if_comes_after_the_spread_or_alone() -> None:
    both = [json.loads(text)["question"] for text in json_lines(asked([USERS], "java", spread=True, counts=(24,)))]
    assert both == ["spread", "what if", "what if"]
    alone = list(lines(asked([USERS], "java", counts=(24,))))
    assert alone[0].startswith("what if, by java")
    assert "" in list(lines(asked([USERS], "java", spread=True, counts=(24,))))


def test_of_a_topic_it_is_said_who_wrote_it() -> None:
    landed = [find("sarama").partition(key, 12) or 0 for key in USERS.data]
    block = Keys(USERS.texts, USERS.data, landed)
    found = "\n".join(lines(asked([block], "java", spread=True, topic="orders")))
    assert "1,000 records of orders" in found
    assert "who wrote orders? = sarama's rule" in found
    questions = [
        json.loads(text)["question"] for text in json_lines(asked([block], "java", spread=True, topic="orders"))
    ]
    assert questions[:2] == ["spread", "who wrote it"]
