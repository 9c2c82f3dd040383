"""A row of the log read back: compared with what was sent, or with what is still known of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.brokers.cluster import Cluster
from tests.clusters.produced import RECORDS, produce
from tests.clusters.test_log_reader import config
from workbench.delivery.report import DeliveryReport, DeliveryState
from workbench.lab.decoding import Decoded
from workbench.lab.reading_back import NothingToRead, ReadBack, beside, read_back
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.fetched import FetchedRecord, TimestampType, Visibility
from workbench.records.record import ProducerRecord
from workbench.serialization.field import from_catalogue

TIME = 1_700_000_000_000
SENT = ProducerRecord("orders", b"\0\0\0\x2a", b"v", (), 3, TIME)
FOUND = FetchedRecord(3, 7, b"\0\0\0\x2a", b"v", (), TIME, TimestampType.CREATE, 0, Visibility.COMMITTED)
REPORT = DeliveryReport(42, 1.7e9, "orders", 3, 7, None, SENT.key, 4, 1, 5, 0.002, DeliveryState.DELIVERED, None, SENT)
DRAFT = RecordDraft("orders", FieldDraft("integer", text="42"), FieldDraft("string", text="v"))


def back(report: DeliveryReport = REPORT, found: FetchedRecord = FOUND) -> ReadBack:
    return beside(report, found, lambda record: DRAFT if record is SENT else None, from_catalogue)


def test_the_same_decoded_with_the_serializers_of_its_draft() -> None:
    same = back()
    assert (same.is_whole, same.differences) == (True, ())
    assert same.compared.parts[0].sent is not None
    assert same.compared.parts[0].sent.decoded == Decoded("42")


def test_another_one() -> None:
    assert back(found=replace(FOUND, value=b"w")).differences == (
        "value: differs from byte 0 on: sent 0x76, found 0x77",
    )


@pytest.mark.parametrize(
    ("found", "differences"),
    [
        (FOUND, ()),
        (replace(FOUND, value=b"other"), ("value: sent 1 bytes, found 5",)),
        (replace(FOUND, key=b"\0\0\0\x2b"), ("key: begins with other bytes",)),
        (replace(FOUND, key=None), ("key: sent 4 bytes, found 0",)),
    ],
)
def test_what_is_no_longer_kept_is_compared_by_what_the_row_knows(
    found: FetchedRecord, differences: tuple[str, ...]
) -> None:
    rest = back(replace(REPORT, record=None), found)
    assert (rest.is_whole, rest.differences) == (False, differences)
    assert rest.compared.differences == ()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (DeliveryState.QUEUED, "no answer yet"),
        (DeliveryState.SENT, "without asking for an answer"),
        (DeliveryState.FAILED, "was not delivered"),
        (DeliveryState.UNKNOWN, "no answer came"),
    ],
)
def test_a_row_without_an_offset_says_why_there_is_nothing_to_read(state: DeliveryState, words: str) -> None:
    with pytest.raises(NothingToRead, match=words):
        read_back({}, replace(REPORT, state=state, offset=None), lambda _: None, from_catalogue)


def test_a_row_that_left() -> None:
    with pytest.raises(NothingToRead, match="has left the list"):
        read_back({}, None, lambda _: None, from_catalogue)


def test_from_the_cluster(cluster: Cluster) -> None:
    name = cluster.topic()
    produce(cluster.bootstrap_servers, name, RECORDS)
    report = replace(REPORT, topic=name, partition=0, offset=0, record=RECORDS[0]._replace(topic=name))
    same = read_back(config(cluster.bootstrap_servers), report, lambda _: None, from_catalogue)
    assert same.differences == ()
    other = replace(report, record=RECORDS[1]._replace(topic=name))
    assert len(read_back(config(cluster.bootstrap_servers), other, lambda _: None, from_catalogue).differences) == 8
