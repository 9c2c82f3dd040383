"""Each record that is there stands for one that was handed over, once."""

from __future__ import annotations

from workbench.delivery.journal.matching import Expected
from workbench.records.fetched import FetchedRecord, Visibility
from workbench.records.record import ProducerRecord

RECORD = ProducerRecord("orders", b"k", b"v", (("h", None),))


def _found(offset: int, partition: int = 0, visibility: Visibility = Visibility.NOT_ASKED) -> FetchedRecord:
    return FetchedRecord(partition, offset, b"k", b"v", (("h", None),), visibility=visibility)


def test_the_first_handed_over_is_found_first_and_each_once() -> None:
    expected = Expected()
    for number in (7, 8, 9):
        expected.add(number, RECORD)
    assert [expected.find(_found(offset)) for offset in range(2)] == [7, 8]
    assert expected.left == 1
    assert [expected.find(_found(offset)) for offset in range(2, 4)] == [9, None]


def test_what_is_known_is_not_found_again() -> None:
    expected = Expected()
    expected.add_known(RECORD)
    expected.add(1, RECORD)
    assert [expected.find(_found(offset)) for offset in range(3)] == [None, 1, None]


def test_key_value_headers_and_the_partition_tell_records_apart() -> None:
    expected = Expected()
    expected.add(1, RECORD, 2)
    expected.add(2, RECORD._replace(headers=()))
    expected.add(3, RECORD._replace(key=None))
    assert expected.find(_found(0)) is None
    assert expected.find(_found(0, partition=2)) == 1
    assert expected.left == 2


def test_an_aborted_record_is_not_there() -> None:
    expected = Expected()
    expected.add(1, RECORD)
    assert expected.find(_found(0, visibility=Visibility.ABORTED)) is None
    assert expected.find(_found(1, visibility=Visibility.COMMITTED)) == 1
