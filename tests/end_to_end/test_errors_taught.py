"""Errors as the embedded cluster's brokers give them: what a person reads about the record that met one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from workbench.clusters.connection import ConnectionState
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.report import DeliveryReport, DeliveryState
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.fates import fate
from workbench.delivery.teaching.teach import Taught, teach
from workbench.records.record import ProducerRecord
from workbench.session import Session

PATIENCE = 60.0
RECORD = ProducerRecord("orders", b"k", b"v", (), 0)
TIMES = 5_000
"""Answers that outlast every retry."""


@contextmanager
def opened(sandbox: Sandbox, **properties: str) -> Iterator[Session]:
    """A session on it, with the producer's properties by name: `message_timeout_ms="500"`."""
    given = {name.replace("_", "."): value for name, value in properties.items()}
    session = Session(ClusterProfile("test", sandbox.bootstrap_servers, given))
    try:
        session.open()
        assert session.connection is not None
        assert session.connection.wait(PATIENCE).state is ConnectionState.UP
        session.worker.wait_open(PATIENCE)
        yield session
    finally:
        session.close()


def sent(session: Session, record: ProducerRecord = RECORD) -> tuple[DeliveryReport, Facts]:
    """One record with its outcome, and what is known around it."""
    sending = session.send_records([record])
    assert sending.wait_answered(PATIENCE)
    assert sending.first is not None
    report = session.log.report(sending.first)
    assert report is not None
    return report, session.facts(report)


def told(session: Session, record: ProducerRecord = RECORD) -> Taught:
    """What is said of a record that fails."""
    report, facts = sent(session, record)
    assert report.state is DeliveryState.FAILED
    assert report.error is not None
    return teach(report.error, facts)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("INVALID_RECORD", "see what the topic 'orders' asks of a record"),
        ("INVALID_TIMESTAMP", "leave the timestamp at now"),
        ("UNSUPPORTED_COMPRESSION_TYPE", "choose another compression.type, none now"),
        ("POLICY_VIOLATION", "ask those who run the cluster"),
        ("RECORD_LIST_TOO_LARGE", "raise the topic's segment.bytes"),
        ("MSG_SIZE_TOO_LARGE", "raise the topic's max.message.bytes"),
        ("INVALID_REQUIRED_ACKS", "set acks to all, 1 or 0; it is all now"),
        ("UNKNOWN", "look into the log of broker "),
    ],
)
def test_what_a_broker_refuses_for_good(fresh_sandbox: Sandbox, name: str, words: str) -> None:
    with opened(fresh_sandbox) as session:
        Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code(name))
        taught = told(session)
        assert (taught.name, taught.kind) == (name, ErrorKind.PERMANENT)
        assert taught.next_step.startswith(words)
        assert sent(session)[0].state is DeliveryState.DELIVERED


def test_a_right_that_is_missing_is_asked_for_again_by_a_new_producer_alone(fresh_sandbox: Sandbox) -> None:
    with opened(fresh_sandbox) as session:
        Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("TOPIC_AUTHORIZATION_FAILED"))
        for _ in range(2):  # librdkafka holds it against the topic: the brokers are not asked about the second record
            taught = told(session)
            assert (taught.name, taught.kind) == ("TOPIC_AUTHORIZATION_FAILED", ErrorKind.PERMANENT)
            assert taught.next_step.startswith("have these credentials allowed to write to the topic 'orders'")
            assert taught.next_step.endswith(", then reconnect")
        session.reconnect()
        session.worker.wait_open(PATIENCE)
        assert sent(session)[0].state is DeliveryState.DELIVERED


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("REQUEST_TIMED_OUT", "look for it at the end of partition 0 of 'orders' before sending it again; 3 of 3"),
        ("NOT_ENOUGH_REPLICAS", "send it again; 3 of 3 replicas in sync now"),
        ("NOT_ENOUGH_REPLICAS_AFTER_APPEND", "look for it at the end of partition 0 of 'orders'"),
        ("KAFKA_STORAGE_ERROR", "look at the disks of broker "),
        ("THROTTLING_QUOTA_EXCEEDED", "send more slowly"),
    ],
)
def test_what_may_go_through_at_another_time(fresh_sandbox: Sandbox, name: str, words: str) -> None:
    with opened(fresh_sandbox, retries="0") as session:
        Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code(name))
        taught = told(session)
        assert (taught.name, taught.kind) == (name, ErrorKind.RETRIABLE)
        assert taught.next_step.startswith(words)
        assert sent(session)[0].state is DeliveryState.DELIVERED


@pytest.mark.parametrize("name", ["LEADER_NOT_AVAILABLE", "UNKNOWN_TOPIC_OR_PART"])
def test_what_is_tried_again_until_the_time_is_over(fresh_sandbox: Sandbox, name: str) -> None:
    with opened(fresh_sandbox, message_timeout_ms="500", linger_ms="0") as session:
        Faults(fresh_sandbox).fail_next(Api.PRODUCE, *[error_code(name)] * TIMES)
        taught = told(session)
        assert (taught.name, taught.kind) == ("_MSG_TIMED_OUT", ErrorKind.RETRIABLE)
        assert taught.meaning.startswith("The record could not be delivered before message.timeout.ms was over")


def test_of_what_was_cut_off_until_the_time_was_over_nobody_knows(fresh_sandbox: Sandbox) -> None:
    with opened(fresh_sandbox, message_timeout_ms="500", linger_ms="0") as session:
        Faults(fresh_sandbox).fail_next(Api.PRODUCE, *[error_code("_TRANSPORT")] * TIMES)
        report, facts = sent(session, RECORD)
        assert report.state is DeliveryState.UNKNOWN
        assert report.error is not None
        assert teach(report.error, facts).name == "_MSG_TIMED_OUT"


def test_a_producer_out_of_step_is_fatal_and_the_next_record_is_told_why(fresh_sandbox: Sandbox) -> None:
    name = "OUT_OF_ORDER_SEQUENCE_NUMBER"
    with opened(fresh_sandbox) as session:
        Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code(name))
        first = told(session)
        assert (first.name, first.kind) == (name, ErrorKind.FATAL)
        after = told(session)
        assert (after.name, after.kind) == ("_FATAL", ErrorKind.FATAL)
        assert after.meaning == f"The producer has taken no record since it met {name}. {first.meaning}"
        session.reconnect()
        session.worker.wait_open(PATIENCE)
        assert sent(session)[0].state is DeliveryState.DELIVERED


def test_a_producer_that_gets_no_id_says_what_it_lacks(fresh_sandbox: Sandbox) -> None:
    code = error_code("CLUSTER_AUTHORIZATION_FAILED")
    Faults(fresh_sandbox).fail_next(Api.INIT_PRODUCER_ID, *[code] * 10)
    with opened(fresh_sandbox) as session:
        taught = told(session)
        assert (taught.name, taught.kind) == ("_FATAL", ErrorKind.FATAL)
        assert taught.next_step.startswith("have IdempotentWrite on the cluster allowed for these credentials")


def test_an_old_epoch_is_sent_again_by_the_same_producer(fresh_sandbox: Sandbox) -> None:
    with opened(fresh_sandbox) as session:
        Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("INVALID_PRODUCER_EPOCH"))
        taught = told(session)
        assert (taught.kind, taught.next_step) == (ErrorKind.RETRIABLE, "send it again")
        assert sent(session)[0].state is DeliveryState.DELIVERED


def test_a_record_over_the_producers_limit_names_it_and_its_size(fresh_sandbox: Sandbox) -> None:
    with opened(fresh_sandbox) as session:
        large = RECORD._replace(value=bytes(1_400_000))
        assert told(session, large).next_step == (
            "raise the producer's message.max.bytes with -X, 1,000,000 now; this record is 1,400,037 bytes"
        )


def test_a_partition_that_is_not_there(fresh_sandbox: Sandbox) -> None:
    with opened(fresh_sandbox) as session:
        taught = told(session, RECORD._replace(partition=12))
        assert taught.name == "_UNKNOWN_PARTITION"
        assert taught.next_step == "choose a partition from 0 to 11; the topic 'orders' has 12, and 12 was asked for"


def test_a_topic_that_is_not_there(fresh_sandbox: Sandbox) -> None:
    with opened(fresh_sandbox, topic_metadata_propagation_max_ms="0", message_timeout_ms="2000") as session:
        taught = told(session, RECORD._replace(topic="ordres"))
        assert taught.name in ("_UNKNOWN_TOPIC", "UNKNOWN_TOPIC_OR_PART")
        assert taught.next_step.startswith("create the topic 'ordres' first, or choose one that there is")


def test_a_queued_record_whose_broker_is_down_says_who_and_until_when(fresh_sandbox: Sandbox) -> None:
    with opened(fresh_sandbox) as session:
        assert sent(session)[0].state is DeliveryState.DELIVERED
        topic = session.topic("orders")
        assert topic is not None
        leader = topic.partitions[0].leader
        assert leader is not None
        Faults(fresh_sandbox).broker_down(leader)
        sending = session.send_records([RECORD])
        assert sending.wait(PATIENCE)
        assert session.connection is not None
        number = 2
        queued = session.log.report(number)
        assert queued is not None
        session.connection.until(lambda _status: session.facts(queued).leader_up is False, PATIENCE)
        facts = session.facts(queued)
        meaning = fate(queued.state, queued.error, facts).meaning
        assert meaning.startswith(
            f"Broker {leader} at {facts.leader_address}, which leads partition 0 of 'orders', is not"
        )
        assert "; librdkafka is still trying, until " in meaning
        assert meaning.endswith(" (message.timeout.ms 300,000).")


def test_what_was_in_flight_when_it_was_given_up_is_unknown(fresh_sandbox: Sandbox) -> None:
    with opened(fresh_sandbox) as session:
        assert sent(session)[0].state is DeliveryState.DELIVERED
        Faults(fresh_sandbox).round_trip(30_000)
        sending = session.send_records([RECORD])
        assert sending.wait(PATIENCE)
        session.worker.abandon()
        assert session.worker.join(PATIENCE)
        report = session.log.report(2)
        assert report is not None
        if report.error is not None and report.error.name == "_PURGE_QUEUE":
            assert "never left" in teach(report.error).meaning
            return
        assert report.state is DeliveryState.UNKNOWN
        assert "may be a second copy" in fate(report.state, report.error, session.facts(report)).meaning
