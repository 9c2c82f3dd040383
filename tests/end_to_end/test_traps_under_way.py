"""The traps that take more than one record or a fault: changed choices, errors, Ctrl-C, latency, looking around."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, EmbeddedCluster, RealCluster, unused_name
from tests.brokers.topics import metadata
from tests.end_to_end.command import send, start_send
from tests.end_to_end.delivering import open_session, opened_worker, reports
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.record import ProducerRecord


def test_4_auto_then_partition_2_then_auto_each_honour_their_own_choice(cluster: Cluster) -> None:
    topic = cluster.topic(partitions=12)
    with open_session(cluster.bootstrap_servers) as session:
        draft = RecordDraft(topic=topic, key=FieldDraft(text="user-42"), value=FieldDraft(text="v"))
        shown = [
            session.send(RecordDraft(topic, draft.key, draft.value, partition=partition)).placement
            for partition in ("auto", "2", "auto", "2", "auto")
        ]
    auto = shown[0].partition if shown[0] else None
    assert auto not in (None, 2)
    assert [placement and placement.partition for placement in shown] == [auto, 2, auto, 2, auto]
    assert [report.partition for report in reports(session.log)] == [auto, 2, auto, 2, auto]
    arrived = kcat.read_back(cluster.bootstrap_servers, topic)
    assert sorted(record.partition for record in arrived) == sorted([auto, 2, auto, 2, auto])


def test_5_the_brokers_own_error_reaches_the_user(fresh_sandbox: Sandbox) -> None:
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("TOPIC_AUTHORIZATION_FAILED"))
    done = send(fresh_sandbox.bootstrap_servers, "audit", "--key", "k", "--value", "v")
    assert done.code == 1
    assert [(line["state"], line["error"]["name"]) for line in done.lines] == [("failed", "TOPIC_AUTHORIZATION_FAILED")]
    assert "Topic authorization failed" in done.lines[0]["error"]["message"]
    assert "Topic authorization failed" in done.words


@pytest.mark.kafka
def test_5_apache_kafkas_own_error_reaches_the_user(kafka: RealCluster) -> None:
    topic = kafka.topic()
    too_large = b"x" * 20_000_000 + b"\n"
    done = send(kafka.bootstrap_servers, topic, "-X", "message.max.bytes=30000000", lines=too_large)
    assert done.code == 1
    assert [(line["state"], line["error"]["name"]) for line in done.lines] == [("failed", "MSG_SIZE_TOO_LARGE")]
    assert "Broker: Message size too large" in done.words
    assert kcat.read_back(kafka.bootstrap_servers, topic) == []


def test_12_ctrl_c_while_input_is_awaited_stops_and_says_how_many_were_acknowledged(cluster: Cluster) -> None:
    topic = cluster.topic()
    with sending(cluster, topic) as process:
        acknowledge(process, 3)
        code, words = interrupt(process)
    assert code == 130
    assert "3 of 3 handed over were acknowledged" in words
    assert [record.value for record in kcat.read_back(cluster.bootstrap_servers, topic)] == [b"0", b"1", b"2"]


def test_12_ctrl_c_while_no_broker_answers(fresh_sandbox: Sandbox) -> None:
    faults = Faults(fresh_sandbox)
    check_interrupted_without_answers(EmbeddedCluster(fresh_sandbox), all_brokers_down(fresh_sandbox, faults))


@pytest.mark.kafka
def test_12_ctrl_c_while_apache_kafka_does_not_answer(kafka: RealCluster) -> None:
    check_interrupted_without_answers(kafka, kafka.silent())


def check_interrupted_without_answers(cluster: Cluster, silence: AbstractContextManager[None]) -> None:
    topic = cluster.topic()
    with sending(cluster, topic) as process:
        acknowledge(process, 3)
        with silence:
            write(process, b"never answered\n" * 5)
            code, words = interrupt(process)
    assert code == 130
    said = re.search(r"(\d+) of (\d+) handed over were acknowledged, (\d+) unknown, (\d+) never sent", words)
    assert said is not None, words
    acknowledged, handed_over, unknown, never_sent = map(int, said.groups())
    assert acknowledged == 3
    assert handed_over == acknowledged + unknown + never_sent <= 8


def test_15_latency_holds_no_connection_set_up() -> None:
    with Sandbox(brokers=1) as sandbox:
        silence = all_brokers_down(sandbox, Faults(sandbox))
        check_latency_without_set_up(EmbeddedCluster(sandbox), silence)


@pytest.mark.kafka
def test_15_latency_holds_no_connection_set_up_to_apache_kafka(kafka: RealCluster) -> None:
    check_latency_without_set_up(kafka, kafka.silent())


def check_latency_without_set_up(cluster: Cluster, silence: AbstractContextManager[None]) -> None:
    """A record handed over before the broker answers: its latency fits between that answer and its own."""
    topic, log = cluster.topic(), DeliveryLog()
    with silence:
        worker = opened_worker(cluster.bootstrap_servers, log)
        sending = worker.send([ProducerRecord(topic, b"k", b"v", partition=0)])
        check_no_answer(cluster.bootstrap_servers)
        answering_from = time.monotonic()
    assert sending.wait_answered(60)
    after = time.monotonic() - answering_from
    worker.finish()
    assert worker.join(60)
    (report,) = reports(log)
    assert report.state is DeliveryState.DELIVERED
    assert report.latency is not None and report.latency < after


def test_17_looking_at_a_topic_in_every_way_there_is_creates_none(cluster: Cluster) -> None:
    name = unused_name()
    with open_session(cluster.bootstrap_servers) as session:
        composed = session.compose(RecordDraft(topic=name, value=FieldDraft(text="v")))
        assert composed.record is None and composed.errors
        assert (session.topic(name), session.partitions(name)) == (None, None)
        assert session.send(RecordDraft(topic=name, value=FieldDraft(text="v")), count=3).errors
        assert session.connection is not None
        session.connection.fresh(30)
        assert name not in session.status.metadata.topics
    assert session.log.totals.handed_over == 0
    assert name not in cluster.names() | kcat.topics(cluster.bootstrap_servers)


@contextmanager
def sending(cluster: Cluster, topic: str) -> Iterator[subprocess.Popen[bytes]]:
    """`workbench send` that waits for lines."""
    with start_send(cluster.bootstrap_servers, topic) as process:
        try:
            yield process
        finally:
            process.kill()


def write(process: subprocess.Popen[bytes], lines: bytes) -> None:
    assert process.stdin is not None
    process.stdin.write(lines)
    process.stdin.flush()


def acknowledge(process: subprocess.Popen[bytes], count: int) -> None:
    """Send that many lines, and wait for the report of each."""
    write(process, b"".join(b"%d\n" % number for number in range(count)))
    assert process.stdout is not None
    for _ in range(count):
        assert b'"state": "delivered"' in process.stdout.readline()


def interrupt(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Ctrl-C with the input still open; the exit code and the last words."""
    process.send_signal(signal.SIGINT)
    code = process.wait(timeout=30)
    assert process.stderr is not None
    return code, process.stderr.read().decode()


@contextmanager
def all_brokers_down(sandbox: Sandbox, faults: Faults) -> Iterator[None]:
    for broker in sandbox.brokers:
        faults.broker_down(broker)
    try:
        yield
    finally:
        for broker in sandbox.brokers:
            faults.broker_up(broker)


def check_no_answer(bootstrap_servers: str) -> None:
    """Ask until the question's own time is up: the broker is silent, and has been for that long."""
    from confluent_kafka import KafkaException

    with pytest.raises(KafkaException):
        metadata(bootstrap_servers, timeout=0.5)
