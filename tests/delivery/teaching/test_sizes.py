"""Which limit a record broke, and what to raise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.delivery.teaching.choosing import chosen, step
from tests.delivery.teaching.lessons import WHOLE
from workbench.delivery.teaching.facts import UNKNOWN, Facts
from workbench.delivery.teaching.lesson import Mender
from workbench.delivery.teaching.sizes import LESSONS

NAME = "MSG_SIZE_TOO_LARGE"


@pytest.mark.parametrize(
    ("facts", "mender"),
    [
        (WHOLE, Mender.TOPIC),
        (replace(WHOLE, producer_limit=1_400_177), Mender.PRODUCER),
        (replace(WHOLE, producer_limit=1_400_178), Mender.TOPIC),
        (replace(WHOLE, topic_limit=1_400_212), Mender.PRODUCER),
        (replace(WHOLE, topic_limit=None), Mender.TOPIC),
        (UNKNOWN, Mender.TOPIC),
    ],
)
def test_the_limit_that_was_broken_is_the_one_to_change(facts: Facts, mender: Mender) -> None:
    assert chosen(LESSONS, NAME, facts).mender is mender


def test_a_record_over_both_limits_is_told_so_at_once() -> None:
    assert step(LESSONS, NAME, replace(WHOLE, producer_limit=1_000_000)) == (
        "raise the producer's message.max.bytes with -X, 1,000,000 now, and the topic's max.message.bytes, "
        "1,048,588 now; this record is 1,400,178 bytes"
    )


def test_a_record_that_fits_was_in_a_batch_that_did_not() -> None:
    facts = replace(WHOLE, batch_size=812, topic_limit=10_000)
    assert "lower the producer's batch.size" in step(LESSONS, NAME, facts)
    assert "the record alone is not" in chosen(LESSONS, NAME, facts).meaning
