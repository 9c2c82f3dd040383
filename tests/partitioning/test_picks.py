"""Where no number can be promised, words are: what the producer will do, and why."""

from __future__ import annotations

import re

import pytest

from workbench.partitioning import picks
from workbench.partitioning.picks import Pick
from workbench.partitioning.placement import Step

ALL = [value for value in vars(picks).values() if isinstance(value, Pick)]


def test_the_working_and_the_sentence() -> None:
    placement = picks.STICKY.place(1_000, "null key", "null")
    assert (placement.partition, placement.hash, placement.partitions) == (None, None, 1_000)
    assert placement.steps == (
        Step("null key", "not hashed"),
        Step("kept for", "2 x linger.ms (10 ms)"),
        Step("of 1000", "any (sticky)"),
    )
    assert placement.why == (
        "any of 1,000 (sticky): the key is null; sticks for 10 ms (2 x linger.ms), then draws another"
    )


@pytest.mark.parametrize("pick", ALL, ids=lambda pick: pick.how)
def test_no_number_is_made_up_and_the_answer_fits(pick: Pick) -> None:
    placement = pick.place(2**31 - 1, "empty key", "empty")
    assert placement.partition is None
    assert placement.steps[-1].value == pick.words
    assert re.fullmatch(r"(any|none) \(.+\)", pick.words)
    widest = max(len(step.what) for step in placement.steps) + 2 + max(len(step.value) for step in placement.steps)
    assert widest <= 46


def test_a_refusal_is_no_partition_at_all() -> None:
    assert picks.REFUSED.place(12, "null key", "null").why == (
        "none of 12 (refused): the key is null; the partitioner raises an error"
    )
