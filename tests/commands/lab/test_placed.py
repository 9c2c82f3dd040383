"""In bulk or one by one: the same partition, the same hash."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.lab.asking import keys
from workbench.commands.lab.placed import placeable, placed, unplaceable
from workbench.lab.choosing import choose
from workbench.partitioning import partitioners
from workbench.partitioning.unusable import Unusable
from workbench.records.errors import Problem, Unplaceable

KEYS = st.lists(st.none() | st.binary(max_size=9), max_size=40)


EACH_RULE = {client.rule: client.name for client in partitioners.clients()}


@pytest.mark.parametrize("name", EACH_RULE.values())
@settings(max_examples=20)
@given(some=KEYS, partitions=st.integers(1, 1000))
def test_as_the_working_says(name: str, some: list[bytes | None], partitions: int) -> None:
    client = partitioners.find(name)
    found = placed(client, some, partitions)
    each = [client.place(key, partitions) for key in some]
    assert list(found.partitions) == [one.partition for one in each]
    assert list(found.hashes) == [one.hash for one in each]


def test_a_rule_file_too() -> None:
    rule = choose("banana")
    some = [b"Banana", b"Apple", b"Pear"]
    each = [rule.place(key, 12) for key in some]
    found = placed(rule, some, 12)
    assert [*zip(found.partitions, found.hashes, strict=True)] == [(one.partition, one.hash) for one in each]


def test_the_keys_before_the_one_that_cannot_be_placed() -> None:
    before, refused = placeable([choose("java"), Unusable("gone", "the file is gone")], keys("a", "b"), 3)
    assert len(before) == 0
    assert str(refused) == "key 'a': the file is gone"
    assert placeable([choose("java")], keys("a", "b"), 3) == (keys("a", "b"), None)


def test_the_sentence_shows_the_key_escaped() -> None:
    assert str(unplaceable(b"\x1b[2J", Unplaceable(Problem("no")))) == r"key '\x1b[2J': no"
