"""Faults that are survived, in the order of the list: no record is lost from the books, none is reported delivered
that kcat does not find, none is there twice. The second half is in test_faults_of_time.py; the screen's answers to
keys meanwhile are in test_faults_on_the_screen.py.

The embedded cluster knows no sequence numbers (rdkafka_mock.c rd_kafka_mock_validate_records), so what was in flight
when a connection is cut may be there twice; that it is not is checked on Apache Kafka. For the same reason it gets
one request at a time where one of them fails: from a later success librdkafka concludes that the records before are
there, which a broker that counts warrants (rdkafka_broker.c rd_kafka_dr_implicit_ack).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice, repeat
from threading import Timer

import pytest

from tests.brokers import topics
from tests.brokers.apache_kafka import Running
from tests.brokers.cluster import Cluster, EmbeddedCluster, RealCluster, unused_name
from tests.brokers.maven import NotToBeHad
from tests.brokers.own_kafka import OwnBroker, own_kafka
from tests.brokers.rule import need
from tests.delivery.workers import Opened
from tests.end_to_end.accounting import PATIENCE, Halt, adds_up, agrees, in_the_books, numbered, on_the_broker, until
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.report import DeliveryState, Totals
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord


@pytest.fixture(scope="module")
def two_brokers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[OwnBroker]]:
    """Kafka of these tests' own, which makes no topic by itself."""
    try:
        with own_kafka(tmp_path_factory.mktemp("own"), 2, {"auto.create.topics.enable": "false"}) as brokers:
            yield brokers
    except NotToBeHad as reason:
        need(str(reason))


OUTAGE = 5.0
"""Seconds that a broker is down; the one wait of these tests that is as long as it says."""


def errors(worker: ProducerWorker) -> dict[bytes, str]:
    """The error of each record that has one."""
    return {key: row.error.name for key, row in in_the_books(worker.log).items() if row.error is not None}


def test_1_broker_down_for_5_s_in_the_middle_of_100_000_records(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic, half = cluster.topic(12), Halt.new()
    worker = opened(cluster.bootstrap_servers)
    sending = worker.send(half.within(numbered(topic, 100_000, 12), before=50_000))
    half.wait(worker)
    faults.broker_down(1)
    back = Timer(OUTAGE, faults.broker_up, [1])
    back.start()
    half.over.set()
    assert sending.wait_answered(PATIENCE)
    back.join()
    assert agrees(worker.log, cluster, topic, 100_000, once=False) == Totals(delivered=100_000)


@pytest.mark.kafka
def test_1_apache_kafka_silent_in_the_middle_of_100_000_records(kafka: RealCluster, opened: Opened) -> None:
    topic, half = kafka.topic(12), Halt.new()
    worker = opened(kafka.bootstrap_servers)
    sending = worker.send(half.within(numbered(topic, 100_000, 12), before=50_000))
    half.wait(worker)
    with kafka.silent():
        half.over.set()
        assert not sending.wait_answered(1), "records are in flight until it answers again"
    assert sending.wait_answered(PATIENCE)
    assert agrees(worker.log, kafka, topic, 100_000) == Totals(delivered=100_000)


def test_2_all_brokers_down_then_up(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic, half = cluster.topic(12), Halt.new()
    worker = opened(cluster.bootstrap_servers)
    sending = worker.send(half.within(numbered(topic, 20_000, 12), before=10_000))
    half.wait(worker)
    for broker in fresh_sandbox.brokers:
        faults.broker_down(broker)
    until(worker, lambda: "UP" not in worker.status.broker_states.values())
    half.over.set()
    assert sending.wait(PATIENCE)
    assert worker.log.totals.in_flight >= 10_000
    for broker in fresh_sandbox.brokers:
        faults.broker_up(broker)
    assert sending.wait_answered(PATIENCE)
    assert agrees(worker.log, cluster, topic, 20_000, once=False) == Totals(delivered=20_000)


def test_3_leader_moved(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic, half = cluster.topic(3), Halt.new()
    worker = opened(cluster.bootstrap_servers)
    sending = worker.send(half.within(numbered(topic, 20_000, 3), before=10_000))
    half.wait(worker)
    until(worker, lambda: worker.log.totals.in_flight == 0)
    old = [row.broker for row in map(worker.log.row, (1, 2, 3)) if row]
    for partition, broker in enumerate(old):
        assert broker is not None
        faults.set_leader(topic, partition, broker % 3 + 1)
    half.over.set()
    assert sending.wait_answered(PATIENCE)
    assert agrees(worker.log, cluster, topic, 20_000) == Totals(delivered=20_000)
    new = [row.broker for row in map(worker.log.row, (19_999, 20_000, 19_998)) if row]
    assert new == [(broker or 0) % 3 + 1 for broker in old]


def test_4_retriable_errors_on_every_third_request(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic = cluster.topic(12)
    retriable = cycle(("LEADER_NOT_AVAILABLE", "NOT_LEADER_FOR_PARTITION", "NOT_ENOUGH_REPLICAS"))
    codes = [code for name in islice(retriable, 300) for code in (0, 0, error_code(name))]
    worker = opened(cluster.bootstrap_servers, batch_num_messages=200, max_in_flight=1)
    faults.fail_next(Api.PRODUCE, *codes)
    assert worker.send(numbered(topic, 20_000, 12)).wait_answered(PATIENCE)
    assert agrees(worker.log, cluster, topic, 20_000) == Totals(delivered=20_000)


def test_5_permanent_error_on_one_batch(fresh_sandbox: Sandbox, opened: Opened) -> None:
    """The embedded cluster refuses a batch as one; which record it was it cannot say."""
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic = cluster.topic(3)
    worker = opened(cluster.bootstrap_servers, linger_ms=50)
    assert worker.send(numbered(topic, 3, 3)).wait_answered(PATIENCE)
    faults.partition_fail_next(topic, 1, Api.PRODUCE, error_code("INVALID_RECORD"))
    assert worker.send(numbered(topic, 997, 3, first=3)).wait_answered(PATIENCE)
    totals = agrees(worker.log, cluster, topic, 1_000)
    assert 0 < totals.failed < 400
    assert set(errors(worker).values()) == {"INVALID_RECORD"}
    assert all(int(key) % 3 == 1 for key in errors(worker))


@pytest.mark.kafka
def test_5_permanent_error_on_one_record_of_a_batch(kafka: RealCluster, opened: Opened) -> None:
    """A compacted topic refuses a record without a key, and with it the batch that it is in."""
    topic = kafka.topic(1)
    topics.configure(kafka.bootstrap_servers, topic, {"cleanup.policy": "compact"})
    worker = opened(kafka.bootstrap_servers, linger_ms=200)
    assert worker.send(numbered(topic, 10)).wait_answered(PATIENCE)
    assert worker.send([*numbered(topic, 5, first=10), refused(topic)]).wait_answered(PATIENCE)
    assert worker.send([*numbered(topic, 5, first=15), *[refused(topic)] * 2]).wait_answered(PATIENCE)
    assert worker.send(numbered(topic, 10, first=20)).wait_answered(PATIENCE)
    rows = [row for row in map(worker.log.row, range(1, worker.log.next)) if row is not None]
    assert worker.log.totals == Totals(delivered=20, failed=13)
    # Of one bad record librdkafka does not tell which it was, of two it does.
    different = ["_INVALID_DIFFERENT_RECORD"] * 5
    assert [row.error.name for row in rows if row.error] == ["INVALID_RECORD"] * 6 + different + ["INVALID_RECORD"] * 2
    delivered = [row.key for row in rows if row.state is DeliveryState.DELIVERED]
    assert on_the_broker(kafka, topic) == dict.fromkeys(delivered, 1)


def refused(topic: str) -> ProducerRecord:
    """A record that a compacted topic does not take."""
    return ProducerRecord(topic, None, b"no key", (), 0)


def test_6_message_too_large(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic = cluster.topic(1)
    worker = opened(cluster.bootstrap_servers)
    assert worker.send(numbered(topic, 10)).wait_answered(PATIENCE)
    faults.fail_next(Api.PRODUCE, error_code("MSG_SIZE_TOO_LARGE"))
    assert worker.send(numbered(topic, 1, first=10)).wait_answered(PATIENCE)
    assert worker.send(numbered(topic, 9, first=11)).wait_answered(PATIENCE)
    assert agrees(worker.log, cluster, topic, 20) == Totals(delivered=19, failed=1)
    assert errors(worker) == {b"10": "MSG_SIZE_TOO_LARGE"}


@pytest.mark.kafka
def test_6_message_too_large_for_apache_kafka(kafka: RealCluster, opened: Opened) -> None:
    topic = kafka.topic(1)
    worker = opened(kafka.bootstrap_servers, message_max_bytes=3_000_000)
    large = ProducerRecord(topic, b"10", bytes(2_000_000), (), 0)
    worker.send(numbered(topic, 10))
    worker.send([large])
    worker.send(numbered(topic, 1_000, first=11))
    worker.finish()
    assert worker.join(PATIENCE)
    totals = agrees(worker.log, kafka, topic, 1_011)
    assert errors(worker)[b"10"] == "MSG_SIZE_TOO_LARGE"
    assert totals == Totals(delivered=1_010, failed=1)


def test_7_topic_deleted_while_sending(cluster: Cluster, opened: Opened) -> None:
    topic, half = cluster.topic(3), Halt.new()
    worker = opened(cluster.bootstrap_servers, topic_metadata_propagation_max_ms=500, message_timeout_ms=15_000)
    sending = worker.send(half.within(numbered(topic, 2_000, 3), before=1_000))
    half.wait(worker)
    until(worker, lambda: worker.log.totals.in_flight == 0)
    assert on_the_broker(cluster, topic) == {b"%d" % number: 1 for number in range(1_000)}
    cluster.delete(topic)
    half.over.set()
    assert sending.wait_answered(PATIENCE)
    assert adds_up(worker.log) == Totals(delivered=1_000, failed=1_000)
    assert set(errors(worker)) == {b"%d" % number for number in range(1_000, 2_000)}
    said = {"_UNKNOWN_TOPIC", "UNKNOWN_TOPIC_OR_PART", "_UNKNOWN_PARTITION", "_DESTROY"}
    assert set(errors(worker).values()) <= said
    assert topic not in cluster.names(), "it was made anew by sending to it"


def test_8_unknown_topic_with_auto_creation_off(cluster: Cluster, opened: Opened) -> None:
    topic, unknown = cluster.topic(1), unused_name()
    worker = opened(cluster.bootstrap_servers, topic_metadata_propagation_max_ms=500)
    worker.send(numbered(unknown, 100, first=100))
    assert worker.send(numbered(topic, 100)).wait_answered(PATIENCE)
    until(worker, lambda: worker.log.totals.in_flight == 0)
    assert adds_up(worker.log) == Totals(delivered=100, failed=100)
    assert set(errors(worker).values()) <= {"_UNKNOWN_TOPIC", "UNKNOWN_TOPIC_OR_PART"}
    assert on_the_broker(cluster, topic) == {b"%d" % number: 1 for number in range(100)}
    assert unknown not in cluster.names()


@pytest.mark.kafka
def test_8_unknown_topic_with_auto_creation_off_at_the_broker(two_brokers: list[OwnBroker], opened: Opened) -> None:
    """And on in the client, which may be told so."""
    cluster, unknown = RealCluster(Running(two_brokers[0].bootstrap_servers)), unused_name()
    properties = {"allow_auto_create_topics": True, "topic_metadata_propagation_max_ms": 500}
    worker = opened(cluster.bootstrap_servers, **properties)
    assert worker.send(numbered(unknown, 100)).wait_answered(PATIENCE)
    assert adds_up(worker.log) == Totals(failed=100)
    assert set(errors(worker).values()) <= {"_UNKNOWN_TOPIC", "UNKNOWN_TOPIC_OR_PART"}
    assert unknown not in cluster.names()


def test_9_not_enough_replicas(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic = cluster.topic(3)
    worker = opened(cluster.bootstrap_servers, max_in_flight=1)
    faults.fail_next(Api.PRODUCE, *repeat(error_code("NOT_ENOUGH_REPLICAS"), 10))
    assert worker.send(numbered(topic, 5_000, 3)).wait_answered(PATIENCE)
    assert agrees(worker.log, cluster, topic, 5_000) == Totals(delivered=5_000)


@pytest.mark.kafka
def test_9_not_enough_replicas_until_there_are(two_brokers: list[OwnBroker], opened: Opened) -> None:
    first, second = two_brokers
    topic = replicated(first)
    worker, half = opened(first.bootstrap_servers), Halt.new()
    sending = worker.send(half.within(numbered(topic, 20_000), before=10_000))
    half.wait(worker)
    second.kill()
    half.over.set()
    try:
        until(worker, lambda: in_sync(first, topic) == 1)
        assert not sending.answered
    finally:
        second.start()
    assert sending.wait_answered(PATIENCE)
    assert agrees(worker.log, RealCluster(Running(first.bootstrap_servers)), topic, 20_000) == Totals(delivered=20_000)


@pytest.mark.kafka
def test_9_not_enough_replicas_and_time_runs_out(two_brokers: list[OwnBroker], opened: Opened) -> None:
    first, second = two_brokers
    topic = replicated(first)
    worker = opened(first.bootstrap_servers, message_timeout_ms=3_000)
    assert worker.send(numbered(topic, 1_000)).wait_answered(PATIENCE)
    second.kill()
    try:
        until(worker, lambda: in_sync(first, topic) == 1)
        assert worker.send(numbered(topic, 1_000, first=1_000)).wait_answered(PATIENCE)
    finally:
        second.start()
    totals = agrees(worker.log, RealCluster(Running(first.bootstrap_servers)), topic, 2_000)
    # Of what is on its way once more when the time is over nobody knows.
    assert (totals.delivered, totals.failed + totals.unknown) == (1_000, 1_000)
    assert set(errors(worker).values()) == {"_MSG_TIMED_OUT"}


def replicated(leader: OwnBroker) -> str:
    """A topic whose one partition this broker leads, and that takes records while both brokers have it."""
    while True:
        topics.create(leader.bootstrap_servers, name := unused_name(), 1, replicas=2)
        topics.configure(leader.bootstrap_servers, name, {"min.insync.replicas": "2"})
        if topics.metadata(leader.bootstrap_servers, name).topics[name].partitions[0].leader == 1:
            return name


def in_sync(broker: OwnBroker, topic: str) -> int:
    """How many replicas of its one partition are in sync, as this broker has it."""
    return len(topics.metadata(broker.bootstrap_servers, topic).topics[topic].partitions[0].isrs)
