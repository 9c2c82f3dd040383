"""A bounded read of a topic's keys: which records, where each lies, and every way in which it can end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from confluent_kafka import Producer
from hypothesis import given
from hypothesis import strategies as st

from tests.brokers.cluster import Cluster, RealCluster, unused_name
from tests.clusters.servers import nobody
from tests.clusters.test_log_reader import config, produce
from workbench.clusters import reading as module
from workbench.clusters.faults import Faults
from workbench.clusters.log_reader import END, Taken
from workbench.clusters.offsets import Offsets
from workbench.clusters.reading import KeysRead, Progress, ReadError, read_keys, shares
from workbench.clusters.sandbox import Sandbox

Rows = list[tuple[bytes | None, int]]


def fill(servers: str, topic: str, partitions: int, count: int) -> Rows:
    """Records with their number as key, spread unevenly over the partitions; the keys and where they are."""
    producer = Producer({"bootstrap.servers": servers, "linger.ms": 20})
    rows: Rows = [(b"%d" % number, number * number % partitions) for number in range(count)]
    for key, partition in rows:
        producer.produce(topic, value=b"v", key=key, partition=partition)
    assert producer.flush(60) == 0
    return rows


def read(servers: str, topic: str, limit: int = 1_000_000, partitions: list[int] | None = None) -> Rows:
    """All rows; the share done only grows, and ends at 1."""
    rows: Rows = []
    done = 0.0
    for block in read_keys(config(servers), topic, partitions, limit):
        assert done <= block.done <= 1.0
        done = block.done
        rows += zip(block.keys, block.landed, strict=True)
    assert not rows or done == 1.0
    return rows


def test_every_key_and_where_it_lies(cluster: Cluster) -> None:
    name, before = cluster.topic(5), cluster.names()
    rows = fill(cluster.bootstrap_servers, name, 5, 3_000)
    assert Counter(read(cluster.bootstrap_servers, name)) == Counter(rows)
    assert Counter(read(cluster.bootstrap_servers, name, partitions=[1])) == Counter(row for row in rows if row[1] == 1)
    assert cluster.names() == before | {name}


def test_the_newest_ones_in_the_proportion_of_all(cluster: Cluster) -> None:
    name = cluster.topic(5)
    rows = fill(cluster.bootstrap_servers, name, 5, 3_000)
    some = read(cluster.bootstrap_servers, name, limit=300)
    lies = Counter(place for _, place in rows)
    assert Counter(place for _, place in some) == {place: count // 10 for place, count in lies.items()}
    for place in lies:
        newest = [row for row in rows if row[1] == place][-lies[place] // 10 :]
        assert [row for row in some if row[1] == place] == newest[-len(newest) :][-(lies[place] // 10) :]


def test_null_and_empty_keys(cluster: Cluster) -> None:
    name = cluster.topic()
    produce(cluster.bootstrap_servers, name, [None, b"", b"k"])
    assert read(cluster.bootstrap_servers, name) == [(None, 0), (b"", 0), (b"k", 0)]


def test_an_empty_topic_has_no_keys(cluster: Cluster) -> None:
    assert read(cluster.bootstrap_servers, cluster.topic(3)) == []


def test_a_topic_that_there_is_not_is_a_sentence_and_stays_away(cluster: Cluster) -> None:
    name = unused_name()
    with pytest.raises(ReadError, match=f"there is no topic '{name}' on this cluster"):
        read(cluster.bootstrap_servers, name)
    assert name not in cluster.names()


@pytest.mark.kafka
def test_markers_of_transactions_are_no_records_and_end_nothing_too_late(kafka: RealCluster) -> None:
    name = kafka.topic(2)
    settings = {"bootstrap.servers": kafka.bootstrap_servers, "transactional.id": name}
    producer = Producer(settings)
    producer.init_transactions(30)
    for end in (producer.commit_transaction, producer.abort_transaction):
        producer.begin_transaction()
        for key in (b"a", b"b"):
            producer.produce(name, value=b"v", key=key, partition=1)
        producer.flush(30)
        end(30)
    assert read(kafka.bootstrap_servers, name) == [(b"a", 1), (b"b", 1)] * 2  # aborted ones lie there as well


def test_what_is_written_meanwhile_is_left_out(sandbox: Sandbox) -> None:
    name = unused_name()
    sandbox.create_topic(name, 2)
    produce(sandbox.bootstrap_servers, name, [b"old"] * 30_000)
    reading = read_keys(config(sandbox.bootstrap_servers), name, None, 1_000_000)
    keys = list(next(reading).keys)
    produce(sandbox.bootstrap_servers, name, [b"new"] * 100)
    for block in reading:
        keys += block.keys
    assert Counter(keys) == {b"old": 30_000}


def test_a_closed_iterator_reads_no_more(sandbox: Sandbox) -> None:
    name = unused_name()
    sandbox.create_topic(name, 1)
    produce(sandbox.bootstrap_servers, name, [b"k"] * 30_000)
    reading = read_keys(config(sandbox.bootstrap_servers), name, None, 1_000_000)
    assert next(reading).done < 1
    reading.close()  # type: ignore[attr-defined]
    assert list(reading) == []


def test_a_partition_without_a_leader_is_said_after_the_others(fresh_sandbox: Sandbox) -> None:
    rows = fill(fresh_sandbox.bootstrap_servers, "orders", 12, 1_000)
    Faults(fresh_sandbox).set_leader("orders", 1, None)
    found: Rows = []
    with pytest.raises(ReadError, match=r"not all of 'orders' could be read: partition 1: it has no leader$"):
        for block in read_keys(config(fresh_sandbox.bootstrap_servers), "orders", None, 10_000):
            found += zip(block.keys, block.landed, strict=True)
    assert Counter(found) == Counter(row for row in rows if row[1] != 1)


def test_a_leader_that_falls_silent_is_given_up(fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE", 0.5)
    produce(fresh_sandbox.bootstrap_servers, "orders", [b"k"] * 100, 3)
    asked = module.offsets_of

    def then_silent(*given: object) -> object:
        answer = asked(*given)  # type: ignore[arg-type]
        Faults(fresh_sandbox).round_trip(60_000)
        return answer

    monkeypatch.setattr(module, "offsets_of", then_silent)
    with pytest.raises(ReadError, match=r"partition 3: its leader has sent nothing for 0 s"):
        read(fresh_sandbox.bootstrap_servers, "orders")


def test_a_topic_that_is_deleted_while_it_is_read_ends_in_a_sentence(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK", 0.3)
    name, asked = cluster.topic(2), module.offsets_of
    produce(cluster.bootstrap_servers, name, [b"k"] * 100)

    def then_deleted(*given: object) -> object:
        answer = asked(*given)  # type: ignore[arg-type]
        cluster.delete(name)
        return answer

    monkeypatch.setattr(module, "offsets_of", then_deleted)
    with pytest.raises(ReadError, match=r"partition 0: it is gone$"):
        read(cluster.bootstrap_servers, name)
    assert name not in cluster.names()


def test_a_cluster_that_is_not_there_is_a_sentence_with_the_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WITHIN", 0.3)
    with nobody() as servers, pytest.raises(ReadError, match=f"the topic 'orders' cannot be read: .*{servers}"):
        read(servers, "orders")


def test_settings_that_are_refused_are_a_sentence() -> None:
    given = config("127.0.0.1:1", {"security.protocol": "tls"})
    with pytest.raises(ReadError, match="librdkafka refuses these settings"):
        list(read_keys(given, "orders", None, 1))


def test_a_topic_that_answers_with_an_error_is_not_called_missing(fresh_sandbox: Sandbox) -> None:
    Faults(fresh_sandbox).topic_error("audit", 29)
    with pytest.raises(ReadError, match="TOPIC_AUTHORIZATION_FAILED"):
        read(fresh_sandbox.bootstrap_servers, "audit")


# Which records, and how far: over values.


@given(
    st.dictionaries(st.integers(0, 50), st.tuples(st.integers(0, 9), st.integers(0, 10_000))), st.integers(0, 20_000)
)
def test_shares_are_in_range_as_many_as_asked_for_and_in_proportion(
    held: Mapping[int, tuple[int, int]], limit: int
) -> None:
    offsets = {number: Offsets(low, low + size) for number, (low, size) in held.items()}
    total = sum(size for _, size in held.values())
    found = shares(offsets, limit)
    assert sum(end - start for start, end in found.values()) == min(limit, total)
    for number, (start, end) in found.items():
        low, size = held[number]
        assert low <= start < end == low + size
        assert abs((end - start) - min(limit, total) * size / total) <= 1


def test_records_after_the_end_are_dropped_and_end_their_partition() -> None:
    progress = Progress({0: (0, 10), 1: (5, 7)})
    block = progress.take(Taken([b"a", b"b", b"c", b"d"], [0, 1, 1, 1], [4, 5, 6, 7], []))
    assert (block.keys, block.landed) == ([b"a", b"b", b"c"], [0, 1, 1])
    assert block.done == pytest.approx(7 / 12)
    assert progress.open == {0: 5}
    assert progress.take(Taken([b"e"], [1], [8], [])).keys == []


def test_a_compacted_partition_ends_with_its_end_or_beyond_it() -> None:
    progress = Progress({0: (0, 10), 1: (0, 10)})
    progress.take(Taken([b"a", b"b"], [0, 1], [3, 3], [(0, END)]))
    assert (list(progress.open), progress.problems) == ([1], {})
    assert progress.take(Taken([b"late"], [1], [12], [])) == KeysRead([], [], 1.0)
    assert not progress.open


def test_an_error_of_a_partition_ends_it_and_one_of_none_ends_nothing() -> None:
    progress = Progress({0: (0, 10), 1: (0, 10), 2: (0, 10)})
    progress.take(Taken([], [], [], [(0, 3), (1, 29), (-1, -195), (7, 3)]))
    assert list(progress.open) == [2]
    assert progress.problems == {0: "it is gone", 1: "TOPIC_AUTHORIZATION_FAILED: Broker: Topic authorization failed"}


def test_causes_are_said_once_with_all_their_partitions() -> None:
    problems = dict.fromkeys(range(9), "it is gone") | {9: "it has no leader"}
    assert module.not_all_read("t", problems) == (
        "not all of 't' could be read: partitions 0, 1, 2, 3, 4 and 4 more: it is gone; partition 9: it has no leader"
    )
