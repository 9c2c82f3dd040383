"""Columns and the records they stand for."""

from __future__ import annotations

from workbench.records.columns import InputPosition, RecordColumns
from workbench.records.record import ProducerRecord


def test_the_records_of_columns() -> None:
    columns = RecordColumns("orders", (b"a", None), [b"1", b""], (3, None), (("h", b"x"),), 5)
    assert len(columns) == 2
    first, second = (
        ProducerRecord("orders", b"a", b"1", (("h", b"x"),), 3, 5),
        ProducerRecord("orders", None, b"", (("h", b"x"),), None, 5),
    )
    assert columns.records() == [first, second]
    assert columns.records(1) == [second]
    assert columns.records(0, 1) == [first]


def test_some_of_the_records() -> None:
    columns = RecordColumns("orders", (b"a", None, b"c"), [b"1", b"", None], (3, None, 0), begins=InputPosition(5, 2))
    some = columns.only([True, False, True])
    assert some.records() == [columns.records()[0], columns.records()[2]]
    assert some.begins == (5, 2)
