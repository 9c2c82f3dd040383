"""Where on each partition a moment begins, on brokers that look for times and on one that does not."""

from __future__ import annotations

import pytest

from tests.brokers.cluster import Cluster, unused_name
from tests.clusters.produced import produce
from tests.clusters.test_log_reader import config
from workbench.clusters.faults import Faults
from workbench.clusters.reading import NotThere, ReadError
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.since import starts_since
from workbench.clusters.tail import tail
from workbench.records.record import ProducerRecord

BEGIN = 1_700_000_000_000


def at(second: int, partition: int) -> ProducerRecord:
    return ProducerRecord("", b"%d" % second, b"v", (), partition, BEGIN + second * 1_000)


def filled(cluster: Cluster) -> str:
    """Ten seconds on partition 0, one early record on 1, nothing on 2."""
    name = cluster.topic(3)
    produce(cluster.bootstrap_servers, name, [at(0, 1)])
    for second in range(10):  # a batch each: the embedded cluster and an old broker know no time within one
        produce(cluster.bootstrap_servers, name, [at(second, 0)])
    return name


def test_nothing_that_was_written_since_is_left_out_and_partitions_that_are_older_are(cluster: Cluster) -> None:
    name = filled(cluster)
    starts = starts_since(config(cluster.bootstrap_servers), name, BEGIN + 7_000)
    assert (starts[1], starts[2]) == (1, 0)
    read = tail(config(cluster.bootstrap_servers), name, starts)
    since = [one.key for one in read if one.timestamp is not None and one.timestamp >= BEGIN + 7_000]
    assert since == [b"7", b"8", b"9"]


@pytest.mark.kafka
def test_a_broker_that_looks_for_times_says_exactly_where(kafka: Cluster) -> None:
    name = filled(kafka)
    assert starts_since(config(kafka.bootstrap_servers), name, BEGIN + 7_000) == {0: 7, 1: 1, 2: 0}
    assert starts_since(config(kafka.bootstrap_servers), name, BEGIN + 99_000, {0}) == {0: 10}


def test_only_some_partitions(cluster: Cluster) -> None:
    name = filled(cluster)
    assert starts_since(config(cluster.bootstrap_servers), name, BEGIN + 99_000, {0, 2}) == {0: 10, 2: 0}


def test_what_cannot_be_asked_is_a_sentence(fresh_sandbox: Sandbox) -> None:
    with pytest.raises(NotThere, match="there is no topic"):
        starts_since(config(fresh_sandbox.bootstrap_servers), unused_name(), BEGIN)
    Faults(fresh_sandbox).set_leader("orders", 1, None)
    with pytest.raises(ReadError, match="partition 1: it has no leader"):
        starts_since(config(fresh_sandbox.bootstrap_servers), "orders", BEGIN)
