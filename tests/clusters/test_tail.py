"""The ends of partitions record by record: from where on, up to where, and what keeps one from being read."""

from __future__ import annotations

from threading import Event

import pytest

from tests.brokers.cluster import Cluster, RealCluster, unused_name
from tests.clusters.produced import RECORDS, delete_before, produce, transaction
from tests.clusters.test_log_reader import config
from workbench.clusters import tail as module
from workbench.clusters.faults import Faults
from workbench.clusters.reading import NotThere, ReadError, offsets_of
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.tail import tail
from workbench.records.record import ProducerRecord

Row = tuple[int, int, bytes | None]


def numbered(count: int, partitions: int = 1) -> list[ProducerRecord]:
    return [ProducerRecord("", b"%d" % number, b"v", (), number % partitions) for number in range(count)]


def rows(servers: str, topic: str, starts: dict[int, int]) -> list[Row]:
    return sorted((one.partition, one.offset, one.key) for one in tail(config(servers), topic, starts))


def test_from_each_partition_s_offset_to_its_end(cluster: Cluster) -> None:
    name, before = cluster.topic(3), cluster.names()
    produce(cluster.bootstrap_servers, name, numbered(3_000, 3))
    found = rows(cluster.bootstrap_servers, name, {0: 998, 2: 999, 1: 1_000})
    assert found == [(0, 998, b"2994"), (0, 999, b"2997"), (2, 999, b"2999")]
    assert cluster.names() == before | {name}


def test_whole_records(cluster: Cluster) -> None:
    name = cluster.topic()
    produce(cluster.bootstrap_servers, name, RECORDS)
    found = list(tail(config(cluster.bootstrap_servers), name, {0: 0}))
    assert [(one.key, one.value, one.headers, one.timestamp) for one in found] == [
        (one.key, one.value, one.headers, one.timestamp) for one in RECORDS
    ]


def test_beyond_the_end_there_is_nothing(sandbox: Sandbox) -> None:
    name = unused_name()
    sandbox.create_topic(name, 1)
    assert rows(sandbox.bootstrap_servers, name, {0: 0}) == []
    assert rows(sandbox.bootstrap_servers, name, {0: 5}) == []
    assert rows(sandbox.bootstrap_servers, name, {}) == []


@pytest.mark.kafka
def test_before_the_beginning_it_begins_there(kafka: RealCluster) -> None:
    name = kafka.topic()
    produce(kafka.bootstrap_servers, name, numbered(10))
    delete_before(kafka.bootstrap_servers, name, 8)
    assert rows(kafka.bootstrap_servers, name, {0: 3}) == [(0, 8, b"8"), (0, 9, b"9")]


@pytest.mark.kafka
def test_aborted_records_are_among_them_and_marks_end_nothing_too_late(kafka: RealCluster) -> None:
    name = kafka.topic()
    transaction(kafka.bootstrap_servers, name, numbered(2), "abort")
    transaction(kafka.bootstrap_servers, name, numbered(1), "commit")
    assert rows(kafka.bootstrap_servers, name, {0: 0}) == [(0, 0, b"0"), (0, 1, b"1"), (0, 3, b"0")]


def test_a_partition_that_there_is_not_is_said_after_the_others(sandbox: Sandbox) -> None:
    name, found = unused_name(), list[bytes | None]()
    sandbox.create_topic(name, 1)
    produce(sandbox.bootstrap_servers, name, numbered(2))
    with pytest.raises(ReadError, match="partition 9: there is none of that number"):
        found.extend(one.key for one in tail(config(sandbox.bootstrap_servers), name, {0: 0, 9: 0}))
    assert found == [b"0", b"1"]


def test_a_topic_that_there_is_not(cluster: Cluster) -> None:
    with pytest.raises(NotThere, match="there is no topic"):
        rows(cluster.bootstrap_servers, unused_name(), {0: 0})


def test_it_stops_when_somebody_says_so_and_when_it_is_closed(sandbox: Sandbox) -> None:
    name, stopped = unused_name(), Event()
    sandbox.create_topic(name, 1)
    produce(sandbox.bootstrap_servers, name, numbered(20_000))
    reading = tail(config(sandbox.bootstrap_servers), name, {0: 0}, stopped)
    assert next(reading).key == b"0"
    stopped.set()
    assert len(list(reading)) < 19_999
    other = tail(config(sandbox.bootstrap_servers), name, {0: 0})
    next(other)
    other.close()  # type: ignore[attr-defined]
    assert list(other) == []


def test_a_leader_that_falls_silent_is_given_up(fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE", 0.5)
    produce(fresh_sandbox.bootstrap_servers, "orders", numbered(10))
    asked = offsets_of

    def then_silent(*given: object) -> object:
        answer = asked(*given)  # type: ignore[arg-type]
        Faults(fresh_sandbox).round_trip(60_000)
        return answer

    monkeypatch.setattr(module, "offsets_of", then_silent)
    with pytest.raises(ReadError, match="partition 0: its leader has sent nothing"):
        rows(fresh_sandbox.bootstrap_servers, "orders", {0: 0})


def test_a_topic_that_is_deleted_meanwhile(fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK", 0.3)
    produce(fresh_sandbox.bootstrap_servers, "orders", numbered(10))
    asked = offsets_of

    def then_deleted(*given: object) -> object:
        answer = asked(*given)  # type: ignore[arg-type]
        fresh_sandbox.delete_topic("orders")
        return answer

    monkeypatch.setattr(module, "offsets_of", then_deleted)
    with pytest.raises(ReadError, match="partition 0: it is gone"):
        rows(fresh_sandbox.bootstrap_servers, "orders", {0: 0})


def test_settings_that_are_refused() -> None:
    with pytest.raises(ReadError, match="librdkafka refuses these settings"):
        list(tail(config("127.0.0.1:1", {"security.protocol": "tls"}), "orders", {0: 0}))
