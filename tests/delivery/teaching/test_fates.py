"""What is said of a record that is on its way, unconfirmed, unknown, or perhaps written."""

from __future__ import annotations

import pytest
from confluent_kafka import KafkaError
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.teaching.lessons import CASES, MAYBE
from tests.delivery.teaching.test_catalogue import FACTS, UNENDED, is_well_formed
from workbench.delivery.errors import outcome
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.fates import MAYBE_WRITTEN, NEVER_SENT, Fate, fate, still_trying


def test_a_queued_record_whose_broker_is_away_is_tried_until_its_time_is_over() -> None:
    said = fate(DeliveryState.QUEUED, None, CASES["broker away"])
    assert said.meaning == (
        "Broker 2 at kafka-2:9092, which leads partition 4 of 'orders', is not connected; "
        "librdkafka is still trying, until 22:18:20 (message.timeout.ms 300,000)."
    )
    assert still_trying(CASES["no time limit"]) == "librdkafka is still trying, without end (message.timeout.ms 0)"


def test_a_delivered_record_needs_no_words() -> None:
    assert fate(DeliveryState.DELIVERED) == fate(DeliveryState.FAILED, DeliveryError("X", "x")) == Fate()


def test_sent_means_that_nobody_asked() -> None:
    assert "acks=0" in fate(DeliveryState.SENT).meaning


@pytest.mark.parametrize("idempotent", [True, False])
def test_a_resend_of_an_unknown_record_may_be_a_second_copy_idempotent_or_not(idempotent: bool) -> None:
    said = fate(DeliveryState.UNKNOWN, None, Facts(idempotent=idempotent))
    assert "may be a second copy" in said.meaning
    assert ("guards librdkafka's own retries alone" in said.meaning) is idempotent
    assert ("may have written it twice" in said.meaning) is not idempotent
    assert said.next_step == "look for it at the end of the partition before sending it again"


def test_the_words_of_a_report_are_known_here() -> None:
    _, left = outcome(KafkaError._MSG_TIMED_OUT, left=True)
    _, never = outcome(KafkaError._MSG_TIMED_OUT, left=False, reached=False)
    assert left.message.endswith(MAYBE_WRITTEN)
    assert never.message.endswith(NEVER_SENT)


def test_a_record_that_failed_and_may_be_written_says_so() -> None:
    assert "may be on the broker all the same" in fate(DeliveryState.FAILED, MAYBE).meaning


@given(st.sampled_from(DeliveryState), st.sampled_from([None, MAYBE]), FACTS)
def test_every_sentence_reads_well_whatever_is_known(
    state: DeliveryState, error: DeliveryError | None, facts: Facts
) -> None:
    said = fate(state, error, facts)
    assert not said.meaning or (is_well_formed(said.meaning) and said.meaning.endswith("."))
    assert not said.next_step or (is_well_formed(said.next_step) and not said.next_step.endswith(UNENDED))
