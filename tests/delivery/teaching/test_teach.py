"""An error explained: by its name, by what it says of itself, by what is known."""

from __future__ import annotations

from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.errors import NO_NAME, NO_ROOM, NOT_SENT, not_open
from workbench.delivery.report import DeliveryError
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.fates import NEVER_SENT
from workbench.delivery.teaching.lesson import Mender
from workbench.delivery.teaching.teach import Taught, teach


def test_all_of_it() -> None:
    error = DeliveryError("TOPIC_AUTHORIZATION_FAILED", "Broker: Topic authorization failed")
    assert teach(error, Facts(topic="orders", user="alice")) == Taught(
        "TOPIC_AUTHORIZATION_FAILED",
        ErrorKind.PERMANENT,
        "These credentials may not write to the topic. Nothing was written, and this producer asks no more.",
        Mender.CREDENTIALS,
        "have the user 'alice' allowed to write to the topic 'orders' (kafka-acls.sh --producer), then reconnect",
    )


def test_a_full_buffer_is_back_pressure_and_a_record_larger_than_it_is_not() -> None:
    full = teach(DeliveryError("_QUEUE_FULL", "Local: Queue full", retriable=True))
    assert (full.kind, "no record is lost" in full.meaning) == (ErrorKind.RETRIABLE, True)
    alone = teach(NO_ROOM, Facts(producer_size=5_000))
    assert alone.kind is ErrorKind.PERMANENT
    assert alone.next_step == "raise queue.buffering.max.kbytes with -X; this record is 5,000 bytes"


def test_a_record_that_never_left_is_not_looked_for() -> None:
    error = DeliveryError("_TRANSPORT", f"Local: Broker transport failure; {NEVER_SENT}", retriable=True)
    taught = teach(error, Facts(leader=2, leader_up=False, partition=1))
    assert "never left" in taught.meaning
    assert taught.next_step == "bring back broker 2, which leads partition 1, then send it again"


def test_a_record_after_the_fatal_error_is_told_about_that_one() -> None:
    error = DeliveryError("_FATAL", "Local: Fatal error")
    taught = teach(error, Facts(fatal="CLUSTER_AUTHORIZATION_FAILED", user="alice"))
    assert taught.meaning == (
        "The producer has taken no record since it met CLUSTER_AUTHORIZATION_FAILED. "
        "The cluster does not let these credentials open an idempotent producer."
    )
    assert (taught.name, taught.kind, taught.mender) == ("_FATAL", ErrorKind.FATAL, Mender.CREDENTIALS)
    assert taught.next_step.startswith("have IdempotentWrite on the cluster allowed for the user 'alice'")
    assert "see the first error" in teach(error, Facts(fatal="_SOMETHING_NEW")).next_step


def test_the_workbenchs_own_errors_are_taught_too() -> None:
    assert teach(NOT_SENT).kind is teach(not_open("x")).kind is ErrorKind.RETRIABLE
    assert teach(NO_NAME).kind is ErrorKind.PERMANENT
    assert "reconnect" in teach(not_open("x")).next_step
