"""The independent reader, checked against bytes that confluent-kafka wrote."""

from __future__ import annotations

from tests.brokers import kcat
from tests.brokers.cluster import Cluster

EVERY_BYTE = bytes(range(256))


def test_every_byte_of_key_value_and_headers_is_read_back(cluster: Cluster) -> None:
    from confluent_kafka import Producer

    headers: list[tuple[str, str | bytes | None]] = [
        ("a", b"1"),
        ("a", b""),
        ("a", None),
        ("ключ\n", EVERY_BYTE),
        ("", b"x"),
    ]
    topic = cluster.topic(partitions=3)
    producer = Producer({"bootstrap.servers": cluster.bootstrap_servers})
    producer.produce(topic, key=EVERY_BYTE, value=EVERY_BYTE * 2, headers=headers, partition=0)
    producer.produce(topic, key=None, value=None, partition=1)
    producer.produce(topic, key=b"", value=b"", partition=2)
    producer.produce(topic, key=b"", value=b"last", partition=2)
    assert producer.flush(30) == 0

    whole, null, empty, last = kcat.read_back(cluster.bootstrap_servers, topic)
    assert (whole.key, whole.value, whole.headers) == (EVERY_BYTE, EVERY_BYTE * 2, tuple(headers))
    assert (null.partition, null.key, null.value, null.headers) == (1, None, None, ())
    assert (empty.partition, empty.key, empty.value) == (2, b"", b"")
    assert (last.partition, last.offset, last.value) == (2, 1, b"last")


def test_a_timestamp_is_read_back(cluster: Cluster) -> None:
    from confluent_kafka import Producer

    topic = cluster.topic()
    producer = Producer({"bootstrap.servers": cluster.bootstrap_servers})
    producer.produce(topic, value=b"x", timestamp=1_700_000_000_123)
    assert producer.flush(30) == 0
    assert [record.timestamp for record in kcat.read_back(cluster.bootstrap_servers, topic)] == [1_700_000_000_123]
