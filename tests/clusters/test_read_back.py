"""Exactly one record from its place: byte for byte, who reads it, and every way in which it cannot be had."""

from __future__ import annotations

from threading import Event as Flag

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, RealCluster, unused_name
from tests.clusters.produced import RECORDS, delete_before, make, produce, transaction
from tests.clusters.servers import nobody
from tests.clusters.test_log_reader import config
from workbench.clusters import read_back as module
from workbench.clusters import reading
from workbench.clusters.faults import Faults
from workbench.clusters.log_reader import END
from workbench.clusters.offsets import Offsets
from workbench.clusters.read_back import Place, Stopped, fetch
from workbench.clusters.reading import NotThere, ReadError
from workbench.clusters.record_reader import Event
from workbench.clusters.sandbox import Sandbox
from workbench.records.fetched import FetchedRecord, TimestampType, Visibility
from workbench.records.record import ProducerRecord


def read(servers: str, topic: str, offset: int, partition: int = 0, timeout: float = 20) -> FetchedRecord:
    return fetch(config(servers), topic, partition, offset, timeout)


@pytest.mark.parametrize("offset", range(len(RECORDS)))
def test_the_record_byte_for_byte_and_nothing_is_made_or_joined(cluster: Cluster, offset: int) -> None:
    name, before = cluster.topic(), cluster.names()
    produce(cluster.bootstrap_servers, name, RECORDS)
    found, sent = read(cluster.bootstrap_servers, name, offset), RECORDS[offset]
    assert (found.partition, found.offset) == (0, offset)
    assert (found.key, found.value, found.headers, found.timestamp) == (
        sent.key,
        sent.value,
        sent.headers,
        sent.timestamp,
    )
    assert found.timestamp_type is TimestampType.CREATE
    assert found.visibility is Visibility.COMMITTED
    assert cluster.names() == before


def test_what_another_client_wrote(cluster: Cluster) -> None:
    name = cluster.topic(2)
    kcat.run(
        *("-P", "-b", cluster.bootstrap_servers, "-t", name, "-p", "1", "-K", "|"),
        *("-H", "trace=a", "-H", "trace=b"),
        stdin=b"k0|v0\nk1|v1\n",
    )
    found = read(cluster.bootstrap_servers, name, 1, partition=1)
    assert (found.key, found.value) == (b"k1", b"v1")
    assert found.headers == (("trace", b"a"), ("trace", b"b"))


def test_no_such_topic_partition_or_offset(cluster: Cluster) -> None:
    name, missing = cluster.topic(), unused_name()
    produce(cluster.bootstrap_servers, name, RECORDS)
    with pytest.raises(NotThere, match=f"there is no topic '{missing}' on this cluster"):
        read(cluster.bootstrap_servers, missing, 0)
    with pytest.raises(NotThere, match=f"the topic '{name}' has no partition 7"):
        read(cluster.bootstrap_servers, name, 0, partition=7)
    with pytest.raises(
        NotThere, match=r"offset 4 is not there: partition 0 of '.*' ends before 4; it was never written"
    ):
        read(cluster.bootstrap_servers, name, 4)
    assert missing not in cluster.names()


@pytest.mark.kafka
def test_log_append_time_is_the_broker_s(kafka: RealCluster) -> None:
    name = unused_name()
    make(kafka.bootstrap_servers, name, **{"message.timestamp.type": "LogAppendTime"})
    kafka.delete_later(name)
    produce(kafka.bootstrap_servers, name, RECORDS[:1])
    found = read(kafka.bootstrap_servers, name, 0)
    assert found.timestamp_type is TimestampType.APPEND
    assert found.timestamp is not None
    assert found.timestamp != RECORDS[0].timestamp


@pytest.mark.kafka
def test_a_record_that_was_deleted(kafka: RealCluster) -> None:
    name = kafka.topic()
    produce(kafka.bootstrap_servers, name, RECORDS)
    delete_before(kafka.bootstrap_servers, name, 2)
    with pytest.raises(NotThere, match=r"offset 1 is not there any more: partition 0 of '.*' begins at 2 now;"):
        read(kafka.bootstrap_servers, name, 1)
    assert read(kafka.bootstrap_servers, name, 2).key == b""
    delete_before(kafka.bootstrap_servers, name, 4)
    with pytest.raises(NotThere, match="is empty now"):
        read(kafka.bootstrap_servers, name, 2)


@pytest.mark.kafka
@pytest.mark.parametrize(
    ("end", "seen"),
    [("commit", Visibility.COMMITTED), ("abort", Visibility.ABORTED), ("leave", Visibility.UNDECIDED)],
)
@pytest.mark.parametrize("follows", [False, True], ids=["the last one", "others follow"])
def test_who_reads_a_record_of_a_transaction(kafka: RealCluster, end: str, seen: Visibility, follows: bool) -> None:
    name = kafka.topic()
    open_ = transaction(kafka.bootstrap_servers, name, RECORDS[:2], end)
    if follows:
        produce(kafka.bootstrap_servers, name, RECORDS[:1])
    found = read(kafka.bootstrap_servers, name, 1)
    assert (found.key, found.visibility) == (None, seen)
    if end != "leave":
        with pytest.raises(NotThere, match=r"offset 2 holds no record: .*the mark that a transaction leaves"):
            read(kafka.bootstrap_servers, name, 2)
    else:
        open_.abort_transaction(30)


def test_a_partition_without_a_leader(fresh_sandbox: Sandbox) -> None:
    produce(fresh_sandbox.bootstrap_servers, "orders", RECORDS)
    Faults(fresh_sandbox).set_leader("orders", 0, None)
    with pytest.raises(ReadError, match=r"partition 0 of 'orders' cannot be read: it has no leader"):
        read(fresh_sandbox.bootstrap_servers, "orders", 0)


def test_a_partition_that_changes_its_leader_is_waited_for(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    name, ask = unused_name(), reading.offsets_of
    sandbox.create_topic(name, 1)
    produce(sandbox.bootstrap_servers, name, RECORDS)
    answers: list[tuple[dict[int, Offsets], dict[int, str]]] = [({}, {0: "NOT_LEADER_FOR_PARTITION"})]
    monkeypatch.setattr(module, "offsets_of", lambda *given: answers.pop() if answers else ask(*given))
    assert read(sandbox.bootstrap_servers, name, 0).key == RECORDS[0].key


def test_a_topic_that_may_not_be_seen(fresh_sandbox: Sandbox) -> None:
    Faults(fresh_sandbox).topic_error("audit", 29)
    with pytest.raises(ReadError, match="TOPIC_AUTHORIZATION_FAILED"):
        read(fresh_sandbox.bootstrap_servers, "audit", 0)


def test_a_leader_that_is_silent(fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    produce(fresh_sandbox.bootstrap_servers, "orders", RECORDS)
    check = module._check_range

    def then_silent(*given: object) -> None:
        check(*given)  # type: ignore[arg-type]
        Faults(fresh_sandbox).round_trip(60_000)

    monkeypatch.setattr(module, "_check_range", then_silent)
    with pytest.raises(ReadError, match="gave no record within 0 s"):
        read(fresh_sandbox.bootstrap_servers, "orders", 0, timeout=0.3)


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WITHIN", 0.3)
    with nobody() as servers, pytest.raises(ReadError, match=f"the topic 'orders' cannot be read: .*{servers}"):
        read(servers, "orders", 0)


def test_somebody_who_wants_no_more_is_let_go(sandbox: Sandbox) -> None:
    name, stopped = unused_name(), Flag()
    sandbox.create_topic(name, 1)
    produce(sandbox.bootstrap_servers, name, RECORDS)
    stopped.set()
    with pytest.raises(Stopped):
        fetch(config(sandbox.bootstrap_servers), name, 0, 0, 20, stopped)


# What came instead, over values.

PLACE = Place("orders", 3, 1_204)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (END, NotThere, "offset 1,204 holds no record: partition 3 of 'orders' has no record from there on"),
        (-140, NotThere, "lost it while it was asked for"),
        (3, NotThere, "partition 3 of 'orders' is gone: the topic was deleted"),
        (29, ReadError, "may not be read: TOPIC_AUTHORIZATION_FAILED: .*the operation Read"),
        (-199, ReadError, "cannot be read: _BAD_MSG"),
    ],
)
def test_an_event_instead_of_the_record_is_a_sentence(error: int, kind: type[ReadError], words: str) -> None:
    with pytest.raises(kind, match=words):
        module._found(Event(3, error, 1_204), PLACE, 10)


def test_a_later_record_tells_of_a_hole() -> None:
    with pytest.raises(NotThere, match="goes on at 1,206; it was compacted away"):
        module._found(FetchedRecord(3, 1_206, None, None), PLACE, 10)


@pytest.mark.parametrize(
    ("seen", "visibility"),
    [
        (FetchedRecord(3, 7, None, None), Visibility.COMMITTED),
        (FetchedRecord(3, 8, None, None), Visibility.ABORTED),
        (Event(3, END, 9), Visibility.ABORTED),
        (Event(3, 29, 7), Visibility.NOT_ASKED),
        (None, Visibility.NOT_ASKED),
    ],
)
def test_what_a_reader_of_committed_records_comes_to(
    seen: FetchedRecord | Event | None, visibility: Visibility
) -> None:
    assert module._seen(seen, 7) is visibility


def test_records_hold_every_state() -> None:
    assert {one.value for one in RECORDS} >= {None, b""}
    assert isinstance(RECORDS[0], ProducerRecord)
