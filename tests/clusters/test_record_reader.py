"""Whole records: every part in every state, headers in their order, repeated names among them."""

from __future__ import annotations

from contextlib import closing

from tests.brokers.cluster import Cluster
from tests.clusters.produced import RECORDS, produce
from tests.clusters.test_log_reader import config
from workbench.clusters.log_reader import END
from workbench.clusters.record_reader import RecordReader, TakenWhole
from workbench.records.fetched import TimestampType


def taken_to_the_end(reader: RecordReader) -> TakenWhole:
    every = TakenWhole()
    while not every.events:
        taken = reader.take_whole(1)
        every.records += taken.records
        every.events += taken.events
    return every


def test_records_come_as_they_were_written_byte_for_byte(cluster: Cluster) -> None:
    name, before = cluster.topic(), cluster.names()
    produce(cluster.bootstrap_servers, name, RECORDS)
    with closing(RecordReader(config(cluster.bootstrap_servers), name)) as reader:
        reader.start(0, 0)
        taken = taken_to_the_end(reader)
        assert reader.end(0, 20) == 4
    read = [(one.key, one.value, one.headers, one.timestamp) for one in taken.records]
    assert read == [(one.key, one.value, one.headers, one.timestamp) for one in RECORDS]
    assert [one.offset for one in taken.records] == [0, 1, 2, 3]
    assert {one.timestamp_type for one in taken.records} == {TimestampType.CREATE}
    assert [(one.error, one.offset) for one in taken.events] == [(END, 4)]
    assert cluster.names() == before  # no __consumer_offsets: no group was asked for


def test_an_offset_that_is_not_there_is_an_event_and_nothing_else_is_read(cluster: Cluster) -> None:
    name = cluster.topic()
    produce(cluster.bootstrap_servers, name, RECORDS)
    with closing(RecordReader(config(cluster.bootstrap_servers), name)) as reader:
        reader.start(0, 99)
        taken = taken_to_the_end(reader)
    assert taken.records == []
    assert [one.error for one in taken.events] == [-140]
