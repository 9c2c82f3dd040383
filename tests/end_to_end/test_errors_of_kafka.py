"""Errors that Apache Kafka itself answers with: the topic's own figures are in the next step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.brokers.cluster import RealCluster, unused_name
from workbench.clusters.connection import ConnectionState
from workbench.clusters.profile import ClusterProfile
from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.report import DeliveryState
from workbench.delivery.teaching.teach import Taught, teach
from workbench.records.record import ProducerRecord
from workbench.records.wire_size import batch_size
from workbench.session import Session

pytestmark = pytest.mark.kafka
PATIENCE = 60.0
LONG_AGO = 1_000_000_000_000


@contextmanager
def opened(kafka: RealCluster, **properties: str) -> Iterator[Session]:
    """A session on it, with the producer's properties by name."""
    given = {name.replace("_", "."): value for name, value in properties.items()}
    with closing(Session(ClusterProfile("test", kafka.bootstrap_servers, given))) as session:
        session.open()
        assert session.connection is not None
        assert session.connection.wait(PATIENCE).state is ConnectionState.UP
        session.worker.wait_open(PATIENCE)
        yield session


def topic(kafka: RealCluster, **settings: str) -> str:
    """A new topic of one partition with these settings: `min_insync_replicas="2"`."""
    from confluent_kafka.admin import AdminClient, NewTopic

    name = unused_name()
    config = {setting.replace("_", "."): value for setting, value in settings.items()}
    admin = AdminClient({"bootstrap.servers": kafka.bootstrap_servers, "log_level": 0})
    admin.create_topics([NewTopic(name, num_partitions=1, config=config)])[name].result(timeout=PATIENCE)
    kafka.delete_later(name)
    return name


def told(session: Session, record: ProducerRecord) -> Taught:
    """What is said of a record that fails."""
    assert session.connection is not None
    session.freshen_all(PATIENCE)
    sending = session.send_records([record])
    assert sending.wait_answered(PATIENCE)
    report = session.log.report(1)
    assert report is not None
    assert report.state is DeliveryState.FAILED
    assert report.error is not None
    assert session.connection.limits.wait(record.topic, PATIENCE)
    return teach(report.error, session.facts(report))


def test_a_record_over_the_topics_limit(kafka: RealCluster) -> None:
    name = topic(kafka, max_message_bytes="2000")
    with opened(kafka) as session:
        taught = told(session, large := ProducerRecord(name, b"k", bytes(5_000), (), 0))
    assert (taught.name, taught.kind) == ("MSG_SIZE_TOO_LARGE", ErrorKind.PERMANENT)
    assert taught.next_step == (
        f"raise the topic's max.message.bytes, 2,000 now; this record is {batch_size(large):,} bytes"
    )


def test_a_record_of_exactly_the_size_that_is_named_would_go_through(kafka: RealCluster) -> None:
    fits = ProducerRecord("", b"k", bytes(5_000), (), 0)
    name = topic(kafka, max_message_bytes=str(batch_size(fits)))
    with opened(kafka) as session:
        sending = session.send_records([fits._replace(topic=name)])
        assert sending.wait_answered(PATIENCE)
        report = session.log.report(1)
    assert report is not None
    assert report.state is DeliveryState.DELIVERED


def test_a_compacted_topic_and_a_record_without_a_key(kafka: RealCluster) -> None:
    name = topic(kafka, cleanup_policy="compact")
    with opened(kafka) as session:
        taught = told(session, ProducerRecord(name, None, b"v", (), 0))
    assert taught.name == "INVALID_RECORD"
    assert taught.next_step.startswith(f"give the record a key, if the topic '{name}' is compacted")


def test_a_timestamp_from_long_ago(kafka: RealCluster) -> None:
    name = topic(kafka, message_timestamp_before_max_ms="1000")
    with opened(kafka) as session:
        taught = told(session, ProducerRecord(name, b"k", b"v", (), 0, LONG_AGO))
    assert taught.name == "INVALID_TIMESTAMP"
    assert "message.timestamp.before.max.ms" in taught.next_step
