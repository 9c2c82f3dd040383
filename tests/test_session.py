"""The session: what the cluster last said, composing with it, sending, and an end in which every record has a fate."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from threading import enumerate as enumerate_threads

import pytest

from tests.brokers.cluster import unused_name
from tests.tui.still import DOWN, UP, StillSession, metadata, topic
from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.metadata import Metadata
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.settings import ProducerSettings
from workbench.delivery.report import DeliveryState
from workbench.delivery.worker import WorkerStatus
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.errors import Part
from workbench.records.record import ProducerRecord
from workbench.session import Session

CONNECTING = ConnectionStatus(ConnectionState.CONNECTING)
DRAFT = RecordDraft("orders", FieldDraft(text="user-42"), FieldDraft(text="v"))


def on(sandbox: Sandbox, settings: ProducerSettings | None = None) -> Session:
    session = Session(ClusterProfile("shared", sandbox.bootstrap_servers), settings)
    session.open()
    return session


def send_and_wait(session: Session, count: int) -> None:
    """Send, and wait until the worker has every record."""
    session.send(DRAFT, count)
    end = time.monotonic() + 20
    while session.log.totals.handed_over < count:
        assert time.monotonic() < end
        time.sleep(0.001)


def up(session: Session) -> Session:
    assert session.connection is not None
    assert session.connection.wait(20).state is ConnectionState.UP
    return session


def test_before_it_is_opened_it_is_connecting_and_knows_nothing() -> None:
    session = Session(ClusterProfile("nowhere", "127.0.0.1:1"))
    assert session.status.state is ConnectionState.CONNECTING
    assert (session.topic("orders"), session.partitions("orders")) == (None, None)
    session.close()


@pytest.mark.parametrize(
    ("status", "name", "what", "valid"),
    [
        (CONNECTING, "orders", "has not answered yet", "patience"),
        (DOWN, "orders", "is down", "reconnect"),
        (UP, "ordres", "no such topic", "orders"),
        (UP, "zzz", "no such topic", "audit, huge, orders"),
        (ConnectionStatus(ConnectionState.UP), "orders", "no such topic", "create it first"),
    ],
)
def test_why_no_record_can_go_to_a_topic(status: ConnectionStatus, name: str, what: str, valid: str) -> None:
    problem = StillSession(status).topic_problem(name)
    assert problem is not None
    assert what in problem.what
    assert valid in problem.valid


def test_a_topic_that_is_there_is_no_problem_and_internal_ones_are_not_proposed() -> None:
    assert StillSession().topic_problem("orders") is None
    internal = metadata(topic("__consumer_offsets", 50), topic("orders", 1))
    problem = StillSession(ConnectionStatus(ConnectionState.UP, metadata=internal)).topic_problem("q")
    assert problem is not None
    assert "__consumer" not in problem.valid


def test_the_settings_partitioner_composes() -> None:
    placed = [
        StillSession(settings=ProducerSettings(partitioner=name)).compose(DRAFT).placement
        for name in ("murmur2_random", "consistent_random")
    ]
    assert [one.partition if one else None for one in placed] == [4, 7]


def test_a_rule_file_is_read_once_and_again_with_a_new_connection(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[[rule]]\nkey = 'user-42'\nto = 3\n")
    session = Session(ClusterProfile("nowhere", "127.0.0.1:1"), ProducerSettings(partitioner=str(path)))
    rules = session.partitioner
    assert (rules.name, rules.partition(b"user-42", 12)) == ("mine", 3)
    path.write_text("[[rule]]\nkey = 'user-42'\nto = 5\n")
    assert session.partitioner is rules
    session.reconnect()
    assert session.partitioner.partition(b"user-42", 12) == 5
    session.change(ProducerSettings(partitioner="sarama"))
    assert session.partitioner.name == "sarama"
    session.close()


def test_a_partitioner_that_is_gone_or_does_not_fit_is_an_error_of_the_partition(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    session = StillSession(settings=ProducerSettings(partitioner=str(path)))
    composed = session.send(DRAFT)
    assert (composed.record, composed.placement) == (None, None)
    assert [error.address.part for error in composed.errors] == [Part.PARTITION]
    assert "cannot be read: No such file or directory" in str(composed.errors[0])
    path.write_text("[[rule]]\nkey = 'x'\nto = 12\n")
    (error,) = StillSession(settings=ProducerSettings(partitioner=str(path))).send(DRAFT).errors
    assert str(error) == (
        "partition: rule 1 of mine does not fit this topic: it sends to partition 12, and the topic has partitions "
        "0 to 11"
    )
    assert session.send(RecordDraft("orders", DRAFT.key, DRAFT.value, partition="2")).record is not None


def test_a_draft_with_errors_is_not_handed_over() -> None:
    session = StillSession()
    composed = session.send(RecordDraft("nope", FieldDraft("long", text="x"), FieldDraft(text="v")))
    assert composed.record is None
    assert [error.address.part for error in composed.errors] == [Part.TOPIC, Part.KEY]
    assert session.log.next == 1


def test_a_producer_that_cannot_be_opened_is_said_with_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    session = StillSession()
    monkeypatch.setattr(type(session.worker), "status", WorkerStatus(problem="the producer cannot be opened: why"))
    composed = session.send(DRAFT)
    assert composed.record is None
    assert "why" in str(composed.errors[0])


def test_records_are_sent_where_the_preview_said_and_counted(sandbox: Sandbox) -> None:
    session = up(on(sandbox))
    shown = session.compose(DRAFT).placement
    session.send(DRAFT, 10)
    session.close(wait=20)
    reports = [session.log.row(number) for number in range(1, 11)]
    assert [report.state for report in reports if report] == [DeliveryState.DELIVERED] * 10
    assert {report.partition for report in reports if report} == {shown.partition if shown else None} == {4}
    assert session.log.totals.handed_over == 10


def test_changed_settings_hold_from_the_next_record_on_and_lose_none(sandbox: Sandbox) -> None:
    session = up(on(sandbox, ProducerSettings(linger_ms=200)))
    send_and_wait(session, 1)
    session.change(ProducerSettings(acks="0", idempotence=False))
    session.change(session.settings)
    session.send(DRAFT)
    session.close(wait=20)
    states = [report.state for number in (1, 2) if (report := session.log.row(number))]
    assert states == [DeliveryState.DELIVERED, DeliveryState.SENT]


def test_reconnecting_keeps_the_log_and_the_sending(sandbox: Sandbox) -> None:
    session = up(on(sandbox))
    session.send(DRAFT)
    session.reconnect()
    up(session).send(DRAFT)
    session.close(wait=20)
    assert session.log.totals.delivered == 2


def test_what_was_sent_just_before_the_end_is_in_the_books(sandbox: Sandbox) -> None:
    session = on(sandbox)
    assert session.connection is not None
    assert session.connection.wait(20).state is ConnectionState.UP
    session.send(DRAFT, 5)
    assert session.is_sending
    session.close()
    assert session.log.totals.handed_over == 5
    assert session.log.totals.in_flight == 0


def test_changed_settings_do_not_reach_back(sandbox: Sandbox) -> None:
    session = on(sandbox)
    assert session.connection is not None and session.connection.wait(20).state is ConnectionState.UP
    try:
        session.send(DRAFT)
        session.change(ProducerSettings(acks="0", idempotence=False))
        for sending in [*session._sendings, session.send_records([ProducerRecord("orders", b"k")])]:
            sending.wait_answered(20)
        states = [row.state for row in map(session.log.row, (1, 2)) if row]
        assert states == [DeliveryState.DELIVERED, DeliveryState.SENT]
    finally:
        session.close()


def test_opening_and_reconnecting_at_once_start_one_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(ClusterProfile("sandbox", embedded=True))
    started: list[int] = []
    start = session._start_sandbox

    def counted() -> None:
        started.append(1)
        start()

    monkeypatch.setattr(session, "_start_sandbox", counted)
    threads = [Thread(target=act) for act in (session.open, session.reconnect, session.reconnect)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    try:
        assert started == [1]
        assert sum(one.name == "cluster-connection" for one in enumerate_threads()) == 1
    finally:
        session.close()
    session.open()
    assert session.connection is None or not any(one.name == "cluster-connection" for one in enumerate_threads())


def test_a_topic_that_answers_with_an_error_is_not_called_missing() -> None:
    status = ConnectionStatus(ConnectionState.UP, metadata=Metadata(failed={"secret": "TOPIC_AUTHORIZATION_FAILED"}))
    problem = StillSession(status).topic_problem("secret")
    assert problem is not None
    assert "TOPIC_AUTHORIZATION_FAILED" in problem.what


def test_the_embedded_cluster_comes_and_goes_with_the_session() -> None:
    session = Session(ClusterProfile("sandbox", embedded=True))
    session.open()
    assert session.sandbox is not None
    assert session.profile.bootstrap_servers == session.sandbox.bootstrap_servers
    before = session.sandbox
    up(session).reconnect()
    assert session.sandbox is before
    assert session.partitions("orders") in (None, 12)
    session.close()
    session.close()


def test_what_has_no_answer_at_the_end_is_failed_or_unknown() -> None:
    session = Session(ClusterProfile("sandbox", embedded=True))
    session.open()
    up(session)
    assert session.sandbox is not None
    from workbench.clusters.faults import Faults

    Faults(session.sandbox).round_trip(30_000)
    send_and_wait(session, 5)
    session.close()
    totals = session.log.totals
    assert (totals.in_flight, totals.failed + totals.unknown) == (0, 5)


def test_a_topic_is_asked_for_while_what_is_known_is_old_and_the_cluster_is_up(sandbox: Sandbox) -> None:
    name = unused_name()
    sandbox.create_topic(name, 3)
    session = up(on(sandbox))
    session.freshen_all(20)
    while session.is_fresh(name):
        time.sleep(0.01)
    sandbox.delete_topic(name)
    sandbox.create_topic(name, 12)
    assert session.partitions(name) == 3
    assert session.freshen(name, 20)
    assert session.partitions(name) == 12
    session.ask_offsets(name)
    while len(session.offsets(name)) < 12:
        time.sleep(0.01)
    session.close()


def test_where_nobody_can_be_asked_nothing_is_waited_for() -> None:
    for session in (StillSession(), Session(ClusterProfile("nowhere", "127.0.0.1:1"))):
        session.look_at("orders")
        session.ask_offsets("orders")
        session.freshen_all(60)
        assert session.freshen("orders", 60)
        assert session.is_fresh("orders")
        assert session.offsets("nope") == {}


def test_an_answer_that_does_not_come_in_time_is_said(fresh_sandbox: Sandbox) -> None:
    from workbench.clusters.faults import Faults

    session = up(on(fresh_sandbox))
    Faults(fresh_sandbox).round_trip(60_000)
    while session.is_fresh("orders"):
        time.sleep(0.01)
    assert not session.freshen("orders", 0.1)
    assert session.partitions("orders") == 12
    session.close()


def test_importing_it_loads_no_client_library() -> None:
    program = (
        "import sys, workbench.session; "
        "print([name for name in ('confluent_kafka', 'orjson', 'fastavro', 'http', 'ssl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
