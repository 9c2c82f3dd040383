"""Records as columns."""

from __future__ import annotations

from tests.delivery.records import record
from workbench.delivery.batch import ANY, NULL, Batch, sizes
from workbench.records.columns import RecordColumns
from workbench.records.record import Header, ProducerRecord


def test_what_a_record_leaves_open_is_filled_for_the_producer() -> None:
    batch = Batch([ProducerRecord("orders"), ProducerRecord("audit", b"k", b"v", (("h", None), ("h", b"")), 3, 1234)])
    assert batch.topics == ("orders", "audit")
    assert batch.names == {"orders", "audit"}
    assert batch.keys == (None, b"k")
    assert list(batch.partitions) == [ANY, 3]
    assert list(batch.timestamps) == [0, 1234]
    assert list(batch.headers) == [None, [("h", None), ("h", b"")]]
    assert batch.headers_sizes() == [0, 2]


def test_columns_where_no_record_leaves_anything_open() -> None:
    batch = Batch([ProducerRecord("orders", b"k", b"v", (), 2, 5), ProducerRecord("orders", b"k", b"v", (), 1, 6)])
    assert list(batch.partitions) == [2, 1]
    assert list(batch.timestamps) == [5, 6]
    assert list(batch.headers) == [None, None]
    assert batch.headers_sizes() == [0, 0]


def test_null_and_empty_have_different_sizes() -> None:
    assert sizes([None, b"", b"abc"]) == [NULL, 0, 3]
    assert sizes([b"", b"abc"]) == [0, 3]


def test_only_one_and_the_same_record_is_repeated() -> None:
    one, other = record(), record(b"other")
    assert Batch([one]).repeated
    assert Batch([one, one, one]).repeated
    assert not Batch([one, other, one]).repeated
    assert not Batch([one, record()]).repeated, "equal, but held twice in memory"


def test_a_batch_of_columns_is_the_batch_of_their_records() -> None:
    headers: tuple[Header, ...] = (("h", None), ("h", b""))
    for given_headers, timestamp in ((), None), (headers, 1234):
        columns = RecordColumns("orders", [b"a", None, b"c", b"d"], [b"1", b"2", None, b"4"], [3, None, 1, 0])
        columns = RecordColumns("orders", columns.keys, columns.values, columns.partitions, given_headers, timestamp)
        batch, expected = Batch.of(columns, 1, 4), Batch(columns.records(1, 4))
        assert len(batch) == 3
        assert (batch.topics, batch.names) == (expected.topics, expected.names)
        for name in ("keys", "values", "partitions", "timestamps", "headers"):
            assert list(getattr(batch, name)) == list(getattr(expected, name))
        assert batch.headers_sizes() == expected.headers_sizes()
        assert list(batch.records) == expected.records
        assert batch.records is batch.records, "made once"
