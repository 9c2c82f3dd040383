"""What the bytes pane says of a record's size is what Apache Kafka compares with the topic's limit."""

from __future__ import annotations

import pytest
from confluent_kafka import KafkaError, Message, Producer
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource

from tests.brokers.cluster import RealCluster
from workbench.records.record import ProducerRecord
from workbench.records.wire_size import batch_size

LIMIT = 5_000
SHAPES = (
    ProducerRecord("", None, None),
    ProducerRecord("", b"user-42", None),
    ProducerRecord("", b"", b"", (("trace", b"x" * 300), ("é", None), ("trace", b""))),
)


def limit(cluster: RealCluster, topic: str) -> None:
    """Let the topic take batches of that size and no larger ones."""
    entry = ConfigEntry("max.message.bytes", str(LIMIT), incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ConfigResource.Type.TOPIC, topic, incremental_configs=[entry])
    client = AdminClient({"bootstrap.servers": cluster.bootstrap_servers})
    [done] = client.incremental_alter_configs([resource]).values()
    done.result(30)


def largest(shape: ProducerRecord, size: int) -> ProducerRecord:
    """The record with as long a value as makes a batch of that size; varints may leave a byte of room."""
    record = shape._replace(value=b"")
    while batch_size(record._replace(value=record.value_size * b"x" + b"x")) <= size:
        record = record._replace(value=(record.value or b"") + b"x" * max(1, (size - batch_size(record)) // 2))
    return record


@pytest.mark.kafka
def test_a_topic_takes_a_batch_of_its_limit_and_refuses_one_byte_more(kafka: RealCluster) -> None:
    topic = kafka.topic(1)
    limit(kafka, topic)
    outcomes: dict[int, str] = {}

    def reported(error: KafkaError | None, message: Message) -> None:
        outcomes[len(outcomes)] = "taken" if error is None else error.name()

    producer = Producer({"bootstrap.servers": kafka.bootstrap_servers, "linger.ms": 0, "acks": "all"})
    sizes: list[int] = []
    for shape in SHAPES:
        for record in (fits := largest(shape, LIMIT), fits._replace(value=(fits.value or b"") + b"x" * 3)):
            sizes.append(batch_size(record))
            producer.produce(topic, record.value, record.key, headers=list(record.headers), on_delivery=reported)
            producer.flush(60)
    assert [size <= LIMIT for size in sizes] == [True, False] * len(SHAPES)
    assert list(outcomes.values()) == ["taken", "MSG_SIZE_TOO_LARGE"] * len(SHAPES)
