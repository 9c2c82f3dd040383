"""The keys gone through once: counted for each client, and where they lie."""

from __future__ import annotations

import pytest

from tests.commands.lab.asking import asked, keys
from workbench.commands.lab.gathering import gather
from workbench.commands.lab.keys import Keys
from workbench.commands.refused import Refused
from workbench.partitioning.partitioners import find


def test_each_client_counts_all_blocks() -> None:
    found = gather(asked([keys("a", "b"), keys("a", None)], "java", "consistent"))
    java, consistent = found.spreads
    assert (java.total, java.unplaced, java.distinct) == (4, 1, 3)
    assert (consistent.total, consistent.unplaced) == (4, 0)
    assert java.counts[find("java").partition(b"a", 12) or 0] >= 2
    assert sorted(found.keys) == [b"a", b"b"]
    assert found.lying == {}


def test_where_the_newest_of_each_key_lies() -> None:
    blocks = [Keys(["a", None], [b"a", None], [3, 1]), Keys(["a", ""], [b"a", b""], [4, 0])]
    assert gather(asked(blocks, "java", topic="orders")).lying == {b"a": 4, b"": 0}


def test_no_keys() -> None:
    found = gather(asked([], "java"))
    assert (found.spreads[0].total, list(found.keys), found.lying) == (0, [], {})


def test_a_key_that_cannot_be_placed_is_named() -> None:
    with pytest.raises(Refused, match=r"key 'null': .*banana"):
        gather(asked([keys("a"), keys("b", None)], "banana"))
