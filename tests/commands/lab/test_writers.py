"""Who wrote a topic."""

from __future__ import annotations

import json

import pytest

from workbench.commands.lab.gathering import Gathered
from workbench.commands.lab.writers import agreements, is_clear, json_lines, lines, verdict
from workbench.commands.table import cells
from workbench.partitioning.agreement import Agreement
from workbench.partitioning.partitioners import find

KEYS = [b"user-%d" % number for number in range(200)]


def written_by(*names: str, partitions: int = 12) -> tuple[Agreement, ...]:
    """A topic whose keys these clients wrote in turn."""
    clients = [find(name) for name in names]
    lying = {key: clients[at % len(clients)].partition(key, partitions) or 0 for at, key in enumerate(KEYS)}
    return agreements(Gathered((), KEYS, lying), partitions)


@pytest.mark.parametrize("name", ["java", "sarama", "confluent-kafka-python", "brod"])
def test_the_rule_that_explains_every_key(name: str) -> None:
    found = written_by(name)
    assert find(name) in found[0].clients
    assert is_clear(found)
    said = verdict(found)
    assert said.startswith("= ") and find(name).behaviour in said and "100.0% of the keys" in said


def test_two_writers_are_no_clear_answer() -> None:
    found = written_by("java", "java", "java", "sarama")
    assert not is_clear(found)
    assert verdict(found).startswith("≠ java's rule") and "several clients wrote it" in verdict(found)


def test_nobody_known() -> None:
    found = agreements(Gathered((), KEYS, {key: at % 12 for at, key in enumerate(KEYS)}), 12)
    assert "no client's rule explains it" in verdict(found)


def test_too_few_keys_tell_nothing() -> None:
    few = agreements(Gathered((), KEYS[:3], dict.fromkeys(KEYS[:3], 0)), 12)
    for found in (few, (), agreements(Gathered((), [], {}), 12)):
        assert verdict(found).startswith("? too few keys")
        assert not is_clear(found)


@pytest.mark.parametrize("width", [None, 40, 100])
def test_the_best_are_listed_within_the_width(width: int | None) -> None:
    found = list(lines("orders", written_by("sarama"), width))
    assert " ".join(" ".join(found).split()).startswith("who wrote orders? = sarama's rule (fnv1a, signed, absolute)")
    assert sum("of 200 keys" in line for line in found) == 3
    assert all(cells(line) <= max(width or 80, 66) for line in found)


def test_json_is_one_object_a_behaviour_the_best_first() -> None:
    found = [json.loads(text) for text in json_lines("orders", 12, written_by("sarama"))]
    assert {key: found[0][key] for key in ("question", "topic", "partitions", "agreeing", "of", "share")} == {
        "question": "who wrote it",
        "topic": "orders",
        "partitions": 12,
        "agreeing": 200,
        "of": 200,
        "share": 1.0,
    }
    assert "sarama" in found[0]["clients"]
    assert [one["share"] for one in found] == sorted((one["share"] for one in found), reverse=True)
