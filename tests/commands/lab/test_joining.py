"""Whether the keys of two topics meet."""

from __future__ import annotations

import json

import pytest

from tests.commands.lab.asking import asked
from workbench.commands.lab.asked import Asked
from workbench.commands.lab.gathering import gather
from workbench.commands.lab.joining import Meeting, json_lines, lines, meeting
from workbench.commands.lab.keys import Keys
from workbench.partitioning.partitioners import find


def topic(name: str, client: str, partitions: int = 12, of: str = "user", count: int = 100) -> Asked:
    """A topic that this client wrote."""
    texts = [f"{of}-{number}" for number in range(count)]
    data = [text.encode() for text in texts]
    landed = [find(client).partition(key, partitions) or 0 for key in data]
    return asked([Keys(texts, data, landed)], "java", partitions=partitions, spread=True, topic=name)


def met(one: Asked, other: Asked) -> Meeting:
    return meeting(one, gather(one), other, gather(other))


def test_they_join_where_every_common_key_lies_on_the_same_partition() -> None:
    found = met(topic("orders", "java"), topic("payments", "kafka-python", count=50))
    assert (found.keys, found.same, found.join) == (50, 50, True)
    assert found.sentence == "50 keys that both hold lie on the same partition"


def test_two_rules_do_not_join_and_both_are_named() -> None:
    found = met(topic("orders", "java"), topic("payments", "sarama"))
    assert found.join is False and found.keys == 100 > found.same
    assert "orders is written by java's rule and payments is written by sarama's rule" in found.sentence


def test_two_counts_do_not_join() -> None:
    found = met(topic("orders", "java"), topic("users", "java", partitions=8))
    assert found.join is False
    assert found.sentence == "orders has 12 and users has 8 partitions: a join needs the same number"


@pytest.mark.parametrize(("client", "join"), [("java", None), ("sarama", False)])
def test_without_a_common_key_the_rules_tell_or_nothing_does(client: str, join: bool | None) -> None:
    found = met(topic("orders", "java"), topic("payments", client, of="account"))
    assert (found.keys, found.join) == (0, join)
    assert "no key is in both" in found.sentence and "--doctor" in found.sentence


def test_one_key_is_no_plural() -> None:
    found = met(topic("orders", "java", count=1), topic("payments", "java", count=1))
    assert found.sentence == "1 key that both hold lies on the same partition"


def test_for_a_person_the_answer_comes_last() -> None:
    found = list(lines([topic("orders", "java"), topic("payments", "sarama")]))
    assert any("who wrote payments? = sarama's rule" in line for line in found)
    last = found.index("", len(found) - 6) + 1 if "" in found[-6:] else -3
    assert " ".join(found[last:]).startswith("do orders and payments join? ≠ ")


def test_json_ends_with_the_answer() -> None:
    found = [json.loads(text) for text in json_lines([topic("orders", "java"), topic("payments", "java")])]
    assert [one["topic"] for one in found if one["question"] == "spread"] == ["orders", "payments"]
    assert found[-1] == {
        "question": "do they join",
        "topics": ["orders", "payments"],
        "partitions": [12, 12],
        "keys": 100,
        "same": 100,
        "join": True,
        "sentence": "100 keys that both hold lie on the same partition",
    }
