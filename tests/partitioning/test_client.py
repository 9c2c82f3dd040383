"""An entry of the catalogue places by its rule, under its own name."""

from __future__ import annotations

from workbench.partitioning.behaviours import MURMUR2
from workbench.partitioning.client import Client
from workbench.partitioning.picks import RANDOM
from workbench.partitioning.rules import HashPartitioner

RULE = HashPartitioner(MURMUR2, null=RANDOM)
CLIENT = Client("mine", "of mine", "Mine", "all", "mine.py", RULE)


def test_it_places_by_its_rule_under_its_own_name() -> None:
    placement = CLIENT.place(b"user-42", 12)
    assert (placement.partitioner, placement.partition) == ("mine", 4)
    assert placement.steps == RULE.place(b"user-42", 12).steps
    assert CLIENT.place(None, 12).partitioner == "mine"
    assert CLIENT.partition(b"user-42", 12) == 4
    assert CLIENT.partitions_of([b"user-42", None, b""], 12) == [4, None, 9]


def test_it_says_what_becomes_of_keys() -> None:
    assert (CLIENT.behaviour, CLIENT.null, CLIENT.empty) == (
        "murmur2, sign bit cleared",
        "any (random)",
        "hashed as no bytes",
    )


def test_clients_are_told_apart_by_themselves() -> None:
    assert Client("mine", "of mine", "Mine", "all", "mine.py", RULE) != CLIENT
