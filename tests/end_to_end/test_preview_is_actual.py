"""The partition shown before sending is the partition the record lands on, for every client of the catalogue.

For each client that promises numbers 10,000 records on the embedded cluster and 2,000 on Apache Kafka, with and without
headers, timestamps, keys and values, read back by kcat. Of clients that share their rule object one is sent; each of
the others, by its name, is composed and gives the same records. And librdkafka itself, left to its own partitioners,
lands where the preview of the same name says.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, EmbeddedCluster, RealCluster
from tests.end_to_end.delivering import deliver
from tests.end_to_end.mixture import drafts, keys
from workbench.clusters.settings import ProducerSettings
from workbench.compose import compose
from workbench.delivery.report import DeliveryReport, DeliveryState
from workbench.partitioning.client import Client
from workbench.partitioning.partitioners import LIBRDKAFKA, clients, find
from workbench.partitioning.rules import Rule
from workbench.records.draft import RecordDraft
from workbench.records.record import ProducerRecord

PARTITIONS = 12  # no power of two: clients that differ only in the sign agree on those
ON_EMBEDDED, ON_KAFKA = 10_000, 2_000
ON_NAME = 1_000  # records composed for each further name of a rule
ANY = {  # what librdkafka leaves to its sticky partitioner (rdkafka_msg.c); the other null and empty keys have a place
    ("murmur2_random", None),
    ("fnv1a_random", None),
    ("consistent_random", None),
    ("consistent_random", b""),
}
HASHING = [name for name in LIBRDKAFKA if name != "random"]


def _promises_numbers(client: Client) -> bool:
    return client.partition(b"long enough for the key of a window", PARTITIONS) is not None


@cache
def _by_rule() -> tuple[tuple[Client, ...], ...]:
    """The clients that promise numbers; those with the very same rule together."""
    together: dict[Rule, list[Client]] = {}
    for client in filter(_promises_numbers, clients()):
        together.setdefault(client.rule, []).append(client)
    return tuple(tuple(alike) for alike in together.values())


def _names(alike: Sequence[Client]) -> str:
    return "=".join(client.name for client in alike)


@pytest.mark.parametrize("alike", _by_rule(), ids=_names)
def test_ten_thousand_keys_a_client_on_the_embedded_cluster(
    embedded: EmbeddedCluster, alike: tuple[Client, ...]
) -> None:
    _check_preview_is_actual(embedded, alike, ON_EMBEDDED)


@pytest.mark.kafka
@pytest.mark.parametrize("alike", _by_rule(), ids=_names)
def test_two_thousand_keys_a_client_on_apache_kafka(kafka: RealCluster, alike: tuple[Client, ...]) -> None:
    _check_preview_is_actual(kafka, alike, ON_KAFKA)


def test_every_client_of_the_catalogue_was_sent_or_promises_nothing() -> None:
    sent = {client.name for alike in _by_rule() for client in alike}
    assert len(sent) > 70
    assert set(HASHING) < sent
    for client in (client for client in clients() if client.name not in sent):
        assert {client.partition(key, PARTITIONS) for key in keys(2_000)} == {None}, client.name


@pytest.mark.parametrize("partitioner", HASHING)
def test_librdkafka_left_to_itself_agrees_on_the_embedded_cluster(embedded: EmbeddedCluster, partitioner: str) -> None:
    _check_librdkafka_agrees(embedded, partitioner, ON_EMBEDDED)


@pytest.mark.kafka
@pytest.mark.parametrize("partitioner", HASHING)
def test_librdkafka_left_to_itself_agrees_on_apache_kafka(kafka: RealCluster, partitioner: str) -> None:
    _check_librdkafka_agrees(kafka, partitioner, ON_KAFKA)


def _check_preview_is_actual(cluster: Cluster, alike: tuple[Client, ...], count: int) -> None:
    topic = cluster.topic(PARTITIONS)
    composing = drafts(topic, count)
    first, *others = alike
    records = [_composed(draft, first) for draft in composing]
    for client in others:
        assert [_composed(draft, client) for draft in composing[:ON_NAME]] == records[:ON_NAME], client.name

    sent = deliver(cluster.bootstrap_servers, records, ProducerSettings(partitioner=first.name))
    assert {report.state for report in sent} == {DeliveryState.DELIVERED}
    _agree([record.partition for record in records], [report.partition for report in sent])
    _all_arrived(cluster, topic, records, sent)


def _composed(draft: RecordDraft, client: Client) -> ProducerRecord:
    """What the preview shows and the send hands over: one `compose` does both."""
    composed = compose(draft, partitioner=client, partitions=PARTITIONS)
    assert composed.record is not None and composed.placement is not None, composed.errors
    assert composed.placement.partitioner == client.name
    assert composed.record.partition == composed.placement.partition
    return composed.record


def _all_arrived(cluster: Cluster, topic: str, records: list[ProducerRecord], sent: list[DeliveryReport]) -> None:
    """Each record stands, whole, where its report says, and nothing else stands in the topic."""
    arrived = {(one.partition, one.offset): one for one in kcat.read_back(cluster.bootstrap_servers, topic)}
    assert len(arrived) == len(records)
    for record, report in zip(records, sent, strict=True):
        assert report.partition is not None and report.offset is not None
        one = arrived[report.partition, report.offset]
        assert (one.key, one.value, one.headers) == (record.key, record.value, record.headers)
        assert record.timestamp in (None, one.timestamp)


def _agree(previews: Sequence[int | None], actual: Sequence[int | None]) -> None:
    """Wherever a number was shown it is the actual one; `any` still arrives in the topic."""
    assert {place for shown, place in zip(previews, actual, strict=True) if shown not in (None, place)} == set()
    assert set(actual) <= set(range(PARTITIONS))


def _check_librdkafka_agrees(cluster: Cluster, partitioner: str, count: int) -> None:
    topic, asked = cluster.topic(PARTITIONS), keys(count)
    previews = [find(partitioner).place(key, PARTITIONS).partition for key in asked]
    shown_any = {key for key, shown in zip(asked, previews, strict=True) if shown is None}
    assert shown_any == {key for name, key in ANY if name == partitioner}
    _send_as_librdkafka_would(cluster, topic, partitioner, asked)
    _agree(previews, _landed(cluster, topic, asked))


def _send_as_librdkafka_would(cluster: Cluster, topic: str, partitioner: str, asked: Sequence[bytes | None]) -> None:
    """The same keys with the partition left open, to librdkafka's own partitioner of that name."""
    from confluent_kafka import Producer

    producer = Producer({"bootstrap.servers": cluster.bootstrap_servers, "partitioner": partitioner})
    for number, key in enumerate(asked):
        producer.produce(topic, key=key, value=str(number))
    assert producer.flush(60) == 0


def _landed(cluster: Cluster, topic: str, asked: Sequence[bytes | None]) -> list[int]:
    """Where each key's record stands, by kcat; its value is the key's number."""
    arrived = {int(record.value or b"-1"): record for record in kcat.read_back(cluster.bootstrap_servers, topic)}
    assert len(arrived) == len(asked)
    assert [arrived[number].key for number in range(len(asked))] == list(asked)
    return [arrived[number].partition for number in range(len(asked))]
