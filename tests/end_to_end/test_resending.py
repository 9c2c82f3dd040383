"""Records handed over again and read back, on both tiers, with kcat as the reader that is not ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, RealCluster, unused_name
from tests.clusters.produced import delete_before, make
from workbench.clusters.connection import ConnectionState
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.reading import NotThere
from workbench.clusters.settings import ProducerSettings
from workbench.lab.comparing import Likeness
from workbench.lab.reading_back import NothingToRead
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.record import ProducerRecord
from workbench.session import Session

HEADERS = (
    HeaderDraft("trace", FieldDraft(text="a")),
    HeaderDraft("trace", FieldDraft(presence=Presence.NULL)),
    HeaderDraft("empty", FieldDraft(presence=Presence.EMPTY)),
    HeaderDraft("n", FieldDraft("long", text="42")),
)


def draft(topic: str, **other: str) -> RecordDraft:
    key, value = FieldDraft("integer", text="42"), FieldDraft("json", text='{ "id": 1 }')
    return RecordDraft(topic, key, value, HEADERS, **other)


@contextmanager
def on(cluster: Cluster, settings: ProducerSettings | None = None) -> Iterator[Session]:
    session = Session(ClusterProfile("theirs", cluster.bootstrap_servers), settings)
    session.open()
    try:
        assert session.connection is not None
        assert session.connection.wait(30).state is ConnectionState.UP
        yield session
    finally:
        session.close(30)


def until(holds: Callable[[], bool]) -> None:
    """Wait for an outcome; each look lets the worker go on."""
    waiting = Event()
    for _ in range(6_000):
        if holds():
            return
        waiting.wait(0.005)
    raise AssertionError("it never came")


def delivered(session: Session, count: int) -> None:
    until(lambda: session.log.totals.delivered >= count)


def test_resent_records_are_the_same_ones_on_the_same_partitions(cluster: Cluster) -> None:
    name = cluster.topic(12)
    with on(cluster) as session:
        assert session.send(draft(name), 3).record is not None
        assert session.send(draft(name, partition="7", timestamp="1700000000000")).record is not None
        session.send_records([ProducerRecord(name, None, b"left to librdkafka")])
        delivered(session, 5)
        resent = session.resend([5, 4, 1])
        assert (resent.count, resent.gone, resent.problem) == (3, (), "")
        delivered(session, 8)
        again = [session.log.report(number) for number in (6, 7, 8)]
        assert [one.record for one in again if one] == [one.record for n in (1, 4, 5) if (one := session.log.report(n))]
    there = kcat.read_back(cluster.bootstrap_servers, name)
    assert len(there) == 8
    computed = [one for one in there if one.key == b"\0\0\0\x2a" and one.timestamp != 1_700_000_000_000]
    assert (len(computed), len({one.partition for one in computed})) == (4, 1)
    chosen = [one for one in there if one.timestamp == 1_700_000_000_000]
    assert [one.partition for one in chosen] == [7, 7]
    assert {one.headers for one in there if one.key is not None} == {
        (("trace", b"a"), ("trace", None), ("empty", b""), ("n", b"\0" * 7 + b"\x2a"))
    }


def test_a_draft_comes_back_exactly_also_of_a_resent_record(cluster: Cluster) -> None:
    name = cluster.topic(12)
    with on(cluster) as session:
        typed = draft(name, timestamp="2026-11-22T12:00:00Z")
        session.send(typed, 2)
        delivered(session, 2)
        session.resend([2])
        delivered(session, 3)
        for number in (1, 2, 3):
            redrafted = session.redraft(number)
            assert redrafted is not None
            assert (redrafted.draft, redrafted.notes) == (typed, ())
        assert session.redraft(99) is None


def test_read_back_is_what_was_sent(cluster: Cluster) -> None:
    name = cluster.topic(12)
    with on(cluster) as session:
        session.send(draft(name, timestamp="1700000000000"))
        session.send(draft(name))
        session.send_records([ProducerRecord(name, None, None, (), 3)])
        delivered(session, 3)
        for number in (1, 2, 3):
            back = session.read_back(number)
            assert (back.is_whole, back.differences) == (True, ())
        first = session.read_back(1).compared
        assert [part.sent.decoded.text for part in first.parts if part.sent] == ["42", '{ "id": 1 }', "a", "", "", "42"]
        assert first.time.likeness is Likeness.EQUAL


@pytest.mark.kafka
def test_a_topic_with_the_broker_s_time_differs_by_design(kafka: RealCluster) -> None:
    name = unused_name()
    make(kafka.bootstrap_servers, name, **{"message.timestamp.type": "LogAppendTime"})
    kafka.delete_later(name)
    with on(kafka) as session:
        while session.topic(name) is None:  # it has just been made
            session.freshen_all()
        assert session.send(draft(name, timestamp="1700000000000")).record is not None
        delivered(session, 1)
        back = session.read_back(1)
        assert (back.differences, back.compared.time.likeness) == ((), Likeness.AS_INTENDED)
        assert back.compared.time.found == back.report.timestamp


@pytest.mark.kafka
def test_a_record_that_is_deleted_meanwhile_is_said_to_be(kafka: RealCluster) -> None:
    name = kafka.topic()
    with on(kafka) as session:
        session.send(draft(name), 2)
        delivered(session, 2)
        delete_before(kafka.bootstrap_servers, name, 1)
        with pytest.raises(NotThere, match="offset 0 is not there any more"):
            session.read_back(1)
        assert session.read_back(2).differences == ()


def test_another_record_in_its_place_is_shown_to_be_another_one(cluster: Cluster) -> None:
    name = cluster.topic()
    with on(cluster) as session:
        session.send(draft(name, timestamp="1700000000000"))
        delivered(session, 1)
        cluster.remake(name, 1)
        kcat.run("-P", "-b", cluster.bootstrap_servers, "-t", name, "-K", "|", stdin=b"other|record\n")
        differences = session.read_back(1).differences
        assert [one.partition(":")[0] for one in differences] == [
            *("key", "value", "header trace", "header trace", "header empty", "header n", "timestamp")
        ]


def test_what_has_no_offset_cannot_be_read_back(cluster: Cluster) -> None:
    name = cluster.topic()
    with on(cluster, ProducerSettings("0", idempotence=False)) as session:
        session.send(draft(name))
        until(lambda: session.log.totals.sent == 1)
        with pytest.raises(NothingToRead, match="without asking for an answer"):
            session.read_back(1)


def test_tens_of_thousands_are_resent_in_their_order(cluster: Cluster) -> None:
    name = cluster.topic(4)
    with on(cluster) as session:
        session.send_records([ProducerRecord(name, b"%d" % one, None, (), one % 4) for one in range(40_000)])
        delivered(session, 40_000)
        resent = session.resend(range(1, 40_001))
        assert (resent.count, resent.gone) == (40_000, ())
        delivered(session, 80_000)
        assert session.log.totals.failed == 0
    there = kcat.read_back(cluster.bootstrap_servers, name)
    if len(there) == 80_000:  # the embedded cluster lets the oldest go
        for partition in range(4):
            keys = [one.key for one in there if one.partition == partition]
            assert keys[:10_000] == keys[10_000:]
