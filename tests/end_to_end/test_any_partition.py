"""Where a client promises no number none is shown, before sending and on the way, and the record lands in range."""

from __future__ import annotations

import re

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, EmbeddedCluster
from tests.end_to_end.delivering import deliver, opened_worker, reports
from tests.end_to_end.mixture import typed
from workbench.clusters.faults import Faults
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.settings import ProducerSettings
from workbench.compose import Composed, compose
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.partitioning.partitioners import LIBRDKAFKA, clients, find
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.record import ProducerRecord

PARTITIONS = 12
KEYS = (None, b"", b"user-42", b"\xff\xfe is no text", b"long enough for the key of a window")
LEFT_OPEN = [(client.name, key) for client in clients() for key in KEYS if client.partition(key, PARTITIONS) is None]
RANGE = range(PARTITIONS)


def composed(topic: str, name: str, key: bytes | None) -> Composed:
    draft = RecordDraft(topic, typed(key), FieldDraft(text="v"))
    return compose(draft, partitioner=find(name), partitions=PARTITIONS)


def left_open(topic: str) -> list[ProducerRecord]:
    records = [composed(topic, name, key).record for name, key in LEFT_OPEN]
    return [record for record in records if record is not None]


@pytest.mark.parametrize("name", sorted({name for name, _ in LEFT_OPEN}))
def test_no_number_is_shown_and_none_is_sent_along(name: str) -> None:
    """The words say any and how; a number in them is a setting's or the count of partitions, never a partition's."""
    for key in (key for client, key in LEFT_OPEN if client == name):
        result = composed("topic", name, key)
        assert result.placement is not None and result.record is not None, result.errors
        assert (result.placement.partition, result.placement.hash, result.record.partition) == (None, None, None)
        assert result.placement.why
        assert re.match(r"(any|none)\b", result.placement.steps[-1].value)
        assert not [step for step in result.placement.steps if re.match(r"(mod|partition) ", step.what)]


def test_most_clients_leave_something_open() -> None:
    names = {name for name, _ in LEFT_OPEN}
    assert {"java", "sarama", "kafka-go", "kafkajs", "consistent_random", "random", "brod", "flink-fixed"} <= names
    assert not {"murmur2", "consistent", "fnv1a", "kafka-node"} & names


def test_on_the_way_the_partition_is_unknown_until_the_broker_answers(fresh_sandbox: Sandbox) -> None:
    cluster = EmbeddedCluster(fresh_sandbox)
    records, log, faults = left_open(cluster.topic(PARTITIONS)), DeliveryLog(), Faults(fresh_sandbox)
    for broker in fresh_sandbox.brokers:
        faults.broker_down(broker)
    worker = opened_worker(cluster.bootstrap_servers, log)
    assert worker.send(records).wait(30)
    assert {(row.state, row.partition) for row in reports(log)} == {(DeliveryState.QUEUED, None)}
    for broker in fresh_sandbox.brokers:
        faults.broker_up(broker)
    worker.finish()
    assert worker.join(60), log.totals
    assert {row.state for row in reports(log)} == {DeliveryState.DELIVERED}
    assert {row.partition for row in reports(log)} <= set(RANGE)


@pytest.mark.parametrize("partitioner", ["java", *LIBRDKAFKA])
def test_they_land_within_the_topic(cluster: Cluster, partitioner: str) -> None:
    """Whatever the settings leave the choice to."""
    topic = cluster.topic(PARTITIONS)
    records = left_open(topic)
    sent = deliver(cluster.bootstrap_servers, records, ProducerSettings(partitioner=partitioner))
    assert {report.state for report in sent} == {DeliveryState.DELIVERED}
    assert {report.partition for report in sent} <= set(RANGE)
    arrived = [(one.partition, one.offset, one.key) for one in kcat.read_back(cluster.bootstrap_servers, topic)]
    shown = [(report.partition, report.offset, record.key) for report, record in zip(sent, records, strict=True)]
    assert sorted(arrived, key=lambda one: one[:2]) == sorted(shown, key=lambda one: (one[0] or 0, one[1] or 0))
