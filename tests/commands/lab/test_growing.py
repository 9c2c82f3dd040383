"""Other partition counts side by side."""

from __future__ import annotations

import json

import pytest

from tests.commands.lab.asking import asked, keys
from workbench.commands.lab.gathering import gather
from workbench.commands.lab.growing import json_lines, lines
from workbench.commands.table import cells
from workbench.partitioning.partitioners import find

USERS = keys(*(f"user-{number}" for number in range(1000)))


def moved(now: int, then: int) -> int:
    java = find("java")
    return sum(java.partition(key, now) != java.partition(key, then) for key in USERS.data)


def test_the_table_has_a_sign_and_a_word_for_every_state() -> None:
    question = asked([USERS], "java", counts=(24, 16, 12))
    heading, names, *rows = lines(question, gather(question))
    assert heading == "what if, by java: 1,000 distinct keys over 12 partitions now"
    assert names.split("  ")[0] == "partitions"
    assert rows[0].split()[:4] == ["12", "–", "●", "now"] and "≠ shows on" in rows[0]
    many = moved(12, 24)
    assert f"{many} ({many / 10:.1f}%)" in rows[1] and "≠ breaks for these" in rows[1]
    assert rows[2].lstrip().startswith("16 ") and rows[2].endswith("○ hidden")


@pytest.mark.parametrize("width", [40, 60, 80])
def test_it_keeps_to_the_width(width: int) -> None:
    question = asked([USERS], "java", counts=(24,), width=width)
    found = list(lines(question, gather(question)))
    assert all(cells(line) <= width for line in found[1:])
    text = " ".join(" ".join(found).split())
    assert "the order per key breaks" in text and "≠ breaks for these" in text


def test_what_promises_no_number_moves_anywhere() -> None:
    question = asked([USERS], "random", counts=(24,))
    assert any("~ any" in line for line in lines(question, gather(question)))


def test_no_keys_say_nothing() -> None:
    question = asked([], "java", counts=(24,))
    found = list(lines(question, gather(question)))
    assert found[0] == "what if, by java: 0 distinct keys over 12 partitions now"
    assert "nan" not in " ".join(found)


def test_json_is_one_object_a_client_and_count() -> None:
    question = asked([USERS], "java", "sarama", counts=(24, 12, 8))
    found = [json.loads(text) for text in json_lines(question, gather(question))]
    assert [(one["partitioner"], one["partitions"]) for one in found] == [
        (client, count) for client in ("java", "sarama") for count in (12, 24, 8)
    ]
    assert {key: found[1][key] for key in ("question", "topic", "now", "keys", "moved", "unplaced")} == {
        "question": "what if",
        "topic": None,
        "now": 12,
        "keys": 1000,
        "moved": moved(12, 24),
        "unplaced": 0,
    }
    assert (found[0]["moved"], found[2]["sign_bug"]) == (0, 0.0)
    assert set(found[0]["largest"]) == {"partition", "keys"}
