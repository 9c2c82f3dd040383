"""A topic's partitions, as lines."""

from __future__ import annotations

import pytest

from tests.tui.still import topic
from workbench.clusters.offsets import Offsets
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.lab.partitions_page import HERE, PartitionRows, columns, head_line, state_of, summary_lines

ORDERS = topic("orders", 12, frozenset({2}))
OFFSETS = {number: Offsets(100, 1_304) for number in range(11)}
RACKS = {1: "eu-1a", 2: "eu-1b", 3: "\x1b"}


def rows(width: int = 120, partitions: int = 12, landing: int | None = 4) -> PartitionRows:
    return PartitionRows(ORDERS, partitions, OFFSETS, RACKS, landing, width)


@pytest.mark.parametrize("width", [76, 90, 116, 190])
def test_every_fact_that_has_room_and_the_landing_marked(width: int) -> None:
    found = rows(width)
    assert len(found) == 12
    here = plain([found[4]])
    assert here.startswith("▸") and "here" in here and "1,304" in here
    assert "✗ offline" in plain([found[2]])
    assert all(width_of(found[number]) <= width for number in range(12))
    assert width_of(head_line(ORDERS, RACKS, width)) <= width
    assert (HERE in here) == (width >= 116)
    assert {"partition", "leader", "replicas", "in sync", "low", "high"} <= {
        name for name, _ in columns(ORDERS, RACKS, width)
    }


def test_text_of_brokers_is_escaped_and_what_is_not_known_is_a_dash() -> None:
    words = [plain([row]) for row in rows()]
    assert any(r"\x1b" in one for one in words)
    assert "–" in words[11]


def test_partitions_that_an_as_if_count_adds_say_so() -> None:
    assert "not there yet" in plain([rows(partitions=24)[20]])
    assert len(rows(partitions=24)[10:14]) == 4


def test_a_thousand_are_made_as_they_are_seen() -> None:
    huge = PartitionRows(topic("huge", 1_000), 1_000, {}, {}, 999, 100)
    assert "999" in plain([huge[999]])
    with pytest.raises(IndexError):
        huge[1_000]


def test_the_summary_counts_what_is_wrong() -> None:
    words = plain(summary_lines(ORDERS, OFFSETS, "orders"))
    assert "12 partitions on 3 leaders" in words and "✗ 1 offline" in words and "13,244 records" in words
    assert "✓ none offline" in plain(summary_lines(topic("orders", 3), {}, "orders"))
    assert "Nothing is known of a topic" in plain(summary_lines(None, {}, ""))


def test_replicas_that_are_behind() -> None:
    from dataclasses import replace

    behind = replace(ORDERS.partitions[0], in_sync=(1,))
    assert state_of(behind) == ("! 2 of 3 behind", "any")
    assert state_of(behind, roomy=False) == ("! 2 behind", "any")
    assert state_of(ORDERS.partitions[0]) == ("", "plain")
