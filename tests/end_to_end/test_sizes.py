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


def sized(shape: ProducerRecord, size: int) -> ProducerRecord:
    """The record with as long a value as makes a batch of that size, to the byte."""
    lengths = (length for length in range(size) if batch_size(shape._replace(value=b"x" * length)) == size)
    return shape._replace(value=b"x" * next(lengths))


@pytest.mark.kafka
def test_a_topic_takes_a_batch_of_its_limit_and_refuses_one_byte_more(kafka: RealCluster) -> None:
    topic = kafka.topic(1)
    limit(kafka, topic)
    outcomes: list[str] = []

    def reported(error: KafkaError | None, message: Message) -> None:
        outcomes.append("taken" if error is None else error.name())

    producer = Producer({"bootstrap.servers": kafka.bootstrap_servers, "linger.ms": 0, "compression.type": "none"})
    for record in (sized(shape, size) for shape in SHAPES for size in (LIMIT, LIMIT + 1)):
        producer.produce(topic, record.value, record.key, headers=list(record.headers), on_delivery=reported)
        producer.flush(60)
    assert outcomes == ["taken", "MSG_SIZE_TOO_LARGE"] * len(SHAPES)
