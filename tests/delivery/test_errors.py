"""Errors of librdkafka and of brokers, in words."""

from __future__ import annotations

import pytest
from confluent_kafka import KafkaError

from workbench.delivery.errors import RETRIABLE, outcome, refused
from workbench.delivery.report import DeliveryState


def test_every_name_is_one_of_librdkafkas() -> None:
    for name in RETRIABLE:
        assert KafkaError(getattr(KafkaError, name)).name() == name


@pytest.mark.parametrize(
    ("name", "can_help"),
    [
        ("NOT_LEADER_FOR_PARTITION", True),
        ("NOT_ENOUGH_REPLICAS", True),
        ("_MSG_TIMED_OUT", True),
        ("MSG_SIZE_TOO_LARGE", False),
        ("TOPIC_AUTHORIZATION_FAILED", False),
        ("INVALID_RECORD", False),
        ("_FATAL", False),
    ],
)
def test_whether_a_retry_can_help(name: str, can_help: bool) -> None:
    assert outcome(getattr(KafkaError, name), left=True)[1].retriable is can_help


@pytest.mark.parametrize(
    ("name", "left", "state", "words"),
    [
        ("MSG_SIZE_TOO_LARGE", True, DeliveryState.FAILED, "Broker: Message size too large"),
        ("_PURGE_QUEUE", True, DeliveryState.FAILED, "not sent: given up while it waited in the producer's queue"),
        (
            "_PURGE_INFLIGHT",
            True,
            DeliveryState.UNKNOWN,
            "given up before the broker's answer; it may have been written",
        ),
        ("_MSG_TIMED_OUT", True, DeliveryState.UNKNOWN, "Local: Message timed out; it may have been written"),
        (
            "_MSG_TIMED_OUT",
            False,
            DeliveryState.FAILED,
            "Local: Message timed out; no broker has taken it",
        ),
        ("_TRANSPORT", True, DeliveryState.UNKNOWN, "Local: Broker transport failure; it may have been written"),
    ],
)
def test_states_and_words(name: str, left: bool, state: DeliveryState, words: str) -> None:
    found, error = outcome(getattr(KafkaError, name), left=left)
    assert (found, error.name, error.message) == (state, name, words)


def test_a_refusal_carries_the_producers_own_error() -> None:
    error = refused(KafkaError.MSG_SIZE_TOO_LARGE)
    assert (error.name, error.message, error.retriable) == (
        "MSG_SIZE_TOO_LARGE",
        "Broker: Message size too large",
        False,
    )
