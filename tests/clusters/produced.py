"""Records put into partitions in the ways that a reader has to tell apart."""

from __future__ import annotations

from collections.abc import Sequence

from confluent_kafka import Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from workbench.records.record import ProducerRecord

HEADERS = (("trace", b"abc"), ("trace", None), ("empty", b""), ("trace", b"\x00\xff"), ("имя", b"1"))

RECORDS = (
    ProducerRecord("", b"user-42", b'{"id": 1}', HEADERS, 0, 1_700_000_000_000),
    ProducerRecord("", None, None, (), 0, 1_700_000_000_001),
    ProducerRecord("", b"", b"", (("", b""),), 0, 1_700_000_000_002),
    ProducerRecord("", b"\x00\xff" * 300, b"x" * 300_000, (), 0, 1_700_000_000_003),
)
"""Every state of every part; the topic is the test's."""


def produce(servers: str, topic: str, records: Sequence[ProducerRecord], **settings: str) -> None:
    """Write them, each to its partition."""
    producer = Producer({"bootstrap.servers": servers, **settings})
    _hand_over(producer, topic, records)
    assert producer.flush(30) == 0


def transaction(servers: str, topic: str, records: Sequence[ProducerRecord], end: str) -> Producer:
    """Write them in a transaction and `commit`, `abort` or `leave` it open; the producer is the caller's to keep."""
    producer = Producer({"bootstrap.servers": servers, "transactional.id": f"{topic}-{end}"})
    producer.init_transactions(30)
    producer.begin_transaction()
    _hand_over(producer, topic, records)
    producer.flush(30)
    if end == "commit":
        producer.commit_transaction(30)
    elif end == "abort":
        producer.abort_transaction(30)
    return producer


def make(servers: str, name: str, **settings: str) -> None:
    """A topic of one partition with settings of its own."""
    admin = AdminClient({"bootstrap.servers": servers})
    admin.create_topics([NewTopic(name, num_partitions=1, config=settings)])[name].result(timeout=30)


def delete_before(servers: str, topic: str, offset: int) -> None:
    """DeleteRecords: partition 0 begins at `offset` from then on."""
    admin = AdminClient({"bootstrap.servers": servers})  # it answers for as long as it is held
    for answer in admin.delete_records([TopicPartition(topic, 0, offset)]).values():
        answer.result(timeout=30)


def _hand_over(producer: Producer, topic: str, records: Sequence[ProducerRecord]) -> None:
    for one in records:
        producer.produce(
            topic,
            value=one.value,
            key=one.key,
            partition=one.partition or 0,
            headers=list(one.headers),
            timestamp=one.timestamp or 0,
        )
