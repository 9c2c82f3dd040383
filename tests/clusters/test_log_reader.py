"""Partitions read without a group: keys, offsets and ends, on both tiers; and configurations that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

import pytest
from confluent_kafka import Producer

from tests.brokers.cluster import Cluster
from workbench.clusters.log_reader import END, CannotRead, LogReader, Taken
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.settings import admin_config

KEYS = [b"k", b"", None, b"\x00\xff" * 700, b"x" * 5_000, "ключ".encode()]


def config(servers: str, properties: Mapping[str, str] | None = None) -> dict[str, object]:
    return admin_config(ClusterProfile("x", servers, properties or {}))


def produce(servers: str, topic: str, keys: list[bytes | None], partition: int = 0) -> None:
    producer = Producer({"bootstrap.servers": servers})
    for key in keys:
        producer.produce(topic, value=b"v" * 100, key=key, partition=partition)
    assert producer.flush(30) == 0


def to_the_end(reader: LogReader, partitions: int) -> Taken:
    """All there is in so many partitions."""
    every = Taken()
    while len(every.events) < partitions:
        taken = reader.take(1)
        every.keys += taken.keys
        every.partitions += taken.partitions
        every.offsets += taken.offsets
        every.events += taken.events
    return every


def test_keys_come_as_they_are_from_the_offset_on(cluster: Cluster) -> None:
    name = cluster.topic(2)
    produce(cluster.bootstrap_servers, name, [b"before", *KEYS], 1)
    before = cluster.names()
    with LogReader(config(cluster.bootstrap_servers), name) as reader:
        reader.start(1, 1)
        reader.start(0, 0)
        taken = to_the_end(reader, 2)
    assert (taken.keys, taken.offsets) == (KEYS, [1, 2, 3, 4, 5, 6])
    assert set(taken.partitions) == {1}
    assert sorted(taken.events) == [(0, END), (1, END)]
    assert cluster.names() == before  # no __consumer_offsets, which the coordinator of a group would need


def test_closed_before_its_end_and_twice(sandbox: Sandbox) -> None:
    with closing(LogReader(config(sandbox.bootstrap_servers), "orders")) as reader:
        for partition in range(12):
            reader.start(partition, 0)
        reader.close()


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"security.protocol": "tls"}, "security.protocol"),
        ({"security.protocol": "ssl", "ssl.ca.location": "/nowhere"}, "ca.location"),
    ],
    ids=["a value", "a file"],
)
def test_what_librdkafka_refuses(properties: dict[str, str], words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        LogReader(config("127.0.0.1:1", properties), "orders")


def test_no_setting_makes_it_a_member_of_a_group(sandbox: Sandbox) -> None:
    given = {**config(sandbox.bootstrap_servers), "group.id": "theirs", "enable.auto.commit": "true"}
    produce(sandbox.bootstrap_servers, "audit", [b"k"])
    with LogReader(given, "audit") as reader:
        reader.start(0, 0)
        assert b"k" in to_the_end(reader, 1).keys
