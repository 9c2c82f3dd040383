"""Many messages in one call, and many answers in one: the same bytes that one by one would have, read by a consumer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from confluent_kafka import Consumer, TopicPartition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.brokers.cluster import Cluster
from workbench.librdkafka import events
from workbench.librdkafka.events import EventKind, EventQueue
from workbench.librdkafka.handle import ClientKind, open_handle
from workbench.librdkafka.library import function
from workbench.librdkafka.messages import Delivered, TopicNames, delivered, produce
from workbench.librdkafka.single import produce_one

PATIENCE = 60.0
COLUMN = st.lists(st.one_of(st.none(), st.just(b""), st.binary(max_size=40)), min_size=1, max_size=60)


class Producing:
    """A producer, a topic's handle, and what its events tell."""

    def __init__(self, bootstrap_servers: str, topic: str) -> None:
        config = {"bootstrap.servers": bootstrap_servers, "linger.ms": 1}
        self.handle = open_handle(ClientKind.PRODUCER, config, events=EventKind.DELIVERY)
        self.topic: int = function("rd_kafka_topic_new")(self.handle, topic.encode(), None)
        self.queue = EventQueue(self.handle)

    def answers(self, count: int) -> list[tuple[int, int, int, int, tuple[int, int]]]:
        """Opaque, error, partition, offset and timestamp of each, until there are as many."""
        found: list[tuple[int, int, int, int, tuple[int, int]]] = []
        while len(found) < count:
            event = self.queue.poll(PATIENCE)
            assert event is not None
            found += _rows(delivered([event], TopicNames()))
            events.done(event)
        return sorted(found)

    def close(self) -> None:
        """The end."""
        self.queue.close()
        function("rd_kafka_topic_destroy")(self.topic)
        function("rd_kafka_destroy")(self.handle)


def _rows(told: Delivered) -> Iterator[tuple[int, int, int, int, tuple[int, int]]]:
    assert {answer.topic for answer in told.answers} != {""}
    columns = (told.opaques, told.errors, told.partitions, told.offsets)
    for index, row in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        yield (*row, told.timestamp(index))


def _read(bootstrap_servers: str, topic: str, first: int, count: int) -> list[tuple[bytes | None, bytes | None]]:
    consumer = Consumer({"bootstrap.servers": bootstrap_servers, "group.id": "reader"})
    consumer.assign([TopicPartition(topic, 0, first)])
    messages: list[tuple[bytes | None, bytes | None]] = []
    while len(messages) < count:
        message = consumer.poll(PATIENCE)
        assert message is not None
        messages.append((message.key(), message.value()))
    consumer.close()
    return messages


@pytest.fixture
def producing(cluster: Cluster) -> Iterator[tuple[Producing, Cluster, str]]:
    name = cluster.topic(2)
    made = Producing(cluster.bootstrap_servers, name)
    yield made, cluster, name
    made.close()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=COLUMN, values=COLUMN)
def test_null_empty_and_bytes_arrive_as_they_are(
    producing: tuple[Producing, Cluster, str], keys: Sequence[bytes | None], values: Sequence[bytes | None]
) -> None:
    producer, cluster, name = producing
    count = min(len(keys), len(values))
    keys, values = keys[:count], values[:count]
    errors = produce(producer.topic, keys, values, [0] * count, np.arange(7, 7 + count))
    assert not errors.any()
    answers = producer.answers(count)
    offsets = [offset for _, _, _, offset, _ in answers]
    assert [opaque for opaque, *_ in answers] == list(range(7, 7 + count))
    assert offsets == list(range(offsets[0], offsets[0] + count))
    assert {(error, partition) for _, error, partition, _, _ in answers} == {(0, 0)}
    assert _read(cluster.bootstrap_servers, name, offsets[0], count) == list(zip(keys, values, strict=True))


def test_one_call_is_one_create_time(producing: tuple[Producing, Cluster, str]) -> None:
    """What the log relies on, which asks once for all of a call."""
    producer, _, _ = producing
    produce(producer.topic, [None] * 500, [b"v"] * 500, [0, 1] * 250, np.arange(500))
    assert len({timestamp for *_, timestamp in producer.answers(500)}) == 1


def test_one_by_one_with_headers_and_a_time(producing: tuple[Producing, Cluster, str]) -> None:
    producer, cluster, name = producing
    headers = [("h", None), ("h", b""), ("ü", b"=\0=")]
    code = produce_one(producer.handle, producer.topic, None, b"", 1, 9, timestamp=1_700_000_000_000, headers=headers)
    assert code == 0
    opaque, error, partition, offset, timestamp = producer.answers(1)[0]
    assert (opaque, error, partition) == (9, 0, 1)
    assert timestamp[1] in (1_700_000_000_000, 1234)  # the embedded cluster answers with a time that means nothing
    consumer = Consumer({"bootstrap.servers": cluster.bootstrap_servers, "group.id": "reader"})
    consumer.assign([TopicPartition(name, 1, offset)])
    message = consumer.poll(PATIENCE)
    consumer.close()
    assert message is not None
    assert (message.key(), message.value(), message.headers()) == (None, b"", headers)
    assert message.timestamp()[1] == 1_700_000_000_000


def test_what_is_not_taken_has_its_code(producing: tuple[Producing, Cluster, str]) -> None:
    producer, _, _ = producing
    errors = produce(producer.topic, [b"k"] * 3, [b"v", bytes(3_000_000), b"v"], [0, 0, 0], np.arange(3))
    assert errors.tolist() == [0, 10, 0]
    assert produce_one(producer.handle, producer.topic, None, bytes(3_000_000), 0, 1, headers=[("h", b"")]) == 10
