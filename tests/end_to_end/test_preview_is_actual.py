"""The partition shown before sending is the partition the record lands on, and the one librdkafka itself would pick.

10,000 random keys under each partitioner on the embedded cluster, 1,000 on Apache Kafka, read back by kcat.
"""

from __future__ import annotations

import random

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, EmbeddedCluster, RealCluster
from tests.end_to_end.delivering import deliver
from workbench.clusters.settings import ProducerSettings
from workbench.compose import compose
from workbench.delivery.report import DeliveryState
from workbench.records.draft import FieldDraft, Presence, RecordDraft
from workbench.records.record import ProducerRecord

PARTITIONS = 12  # no power of two: clients that differ only in the sign agree on those
PARTITIONERS = ("murmur2_random", "consistent_random", "fnv1a_random", "murmur2", "consistent", "fnv1a")
ANY = {  # what librdkafka leaves to its sticky partitioner (rdkafka_msg.c); the other null and empty keys have a place
    ("murmur2_random", None),
    ("fnv1a_random", None),
    ("consistent_random", None),
    ("consistent_random", b""),
}


@pytest.mark.parametrize("partitioner", PARTITIONERS)
def test_ten_thousand_keys_on_the_embedded_cluster(embedded: EmbeddedCluster, partitioner: str) -> None:
    _check_preview_is_actual(embedded, partitioner, _keys(partitioner, 10_000))


@pytest.mark.kafka
@pytest.mark.parametrize("partitioner", PARTITIONERS)
def test_a_thousand_keys_on_apache_kafka(kafka: RealCluster, partitioner: str) -> None:
    _check_preview_is_actual(kafka, partitioner, _keys(partitioner, 1_000))


def _check_preview_is_actual(cluster: Cluster, partitioner: str, keys: list[bytes | None]) -> None:
    ours, theirs = cluster.topic(PARTITIONS), cluster.topic(PARTITIONS)
    records = [_composed(ours, partitioner, number, key) for number, key in enumerate(keys)]
    previews = [record.partition for record in records]
    assert {key for key, shown in zip(keys, previews, strict=True) if shown is None} == {
        key for name, key in ANY if name == partitioner
    }

    reports = deliver(cluster.bootstrap_servers, records, ProducerSettings(partitioner=partitioner))
    assert {report.state for report in reports} == {DeliveryState.DELIVERED}
    landed = _landed(cluster, ours, keys)
    assert [report.partition for report in reports] == landed
    _agree(previews, landed)

    _send_as_librdkafka_would(cluster, theirs, partitioner, keys)
    _agree(previews, _landed(cluster, theirs, keys))


def _keys(seed: str, count: int) -> list[bytes | None]:
    """Random keys of 0 to 40 bytes, among them null and empty ones; the same ones in every run."""
    chance = random.Random(seed)
    keys: list[bytes | None] = [chance.randbytes(chance.randint(0, 40)) for _ in range(count - 40)]
    keys += [None, b""] * 20
    chance.shuffle(keys)
    return keys


def _composed(topic: str, partitioner: str, number: int, key: bytes | None) -> ProducerRecord:
    """What the preview shows and the send hands over: one `compose` does both."""
    draft = RecordDraft(topic=topic, key=_typed(key), value=FieldDraft(text=str(number)))
    composed = compose(draft, partitioner=partitioner, partitions=PARTITIONS)
    assert composed.record is not None and composed.placement is not None, composed.errors
    assert composed.record.partition == composed.placement.partition
    assert composed.record.key == key
    return composed.record


def _typed(key: bytes | None) -> FieldDraft:
    if key is None:
        return FieldDraft(presence=Presence.NULL)
    return FieldDraft(serializer="hex", text=key.hex(), presence=Presence.TEXT if key else Presence.EMPTY)


def _send_as_librdkafka_would(cluster: Cluster, topic: str, partitioner: str, keys: list[bytes | None]) -> None:
    """The same keys with the partition left open, to librdkafka's own partitioner of that name."""
    from confluent_kafka import Producer

    producer = Producer({"bootstrap.servers": cluster.bootstrap_servers, "partitioner": partitioner})
    for number, key in enumerate(keys):
        producer.produce(topic, key=key, value=str(number))
    assert producer.flush(60) == 0


def _landed(cluster: Cluster, topic: str, keys: list[bytes | None]) -> list[int]:
    """Where each key's record stands, by kcat; its value is the key's number."""
    arrived = {int(record.value or b"-1"): record for record in kcat.read_back(cluster.bootstrap_servers, topic)}
    assert [arrived[number].key for number in range(len(keys))] == keys
    assert len(arrived) == len(keys)
    return [arrived[number].partition for number in range(len(keys))]


def _agree(previews: list[int | None], actual: list[int]) -> None:
    """Wherever a number was shown it is the actual one; `any` still arrives in the topic."""
    assert {place for shown, place in zip(previews, actual, strict=True) if shown not in (None, place)} == set()
    assert set(actual) <= set(range(PARTITIONS))
