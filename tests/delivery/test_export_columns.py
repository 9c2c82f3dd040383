"""Rows read from the columns say what the log says of each."""

from __future__ import annotations

import numpy as np

from tests.delivery.filters.test_listing import failing
from tests.delivery.records import hand_over, record
from workbench.delivery.export_columns import export_rows
from workbench.delivery.export_rows import ExportRow, moment
from workbench.delivery.filters.listing import AllRows
from workbench.delivery.log import DeliveryLog


def expected(log: DeliveryLog, number: int) -> ExportRow:
    """The same by the report of the row."""
    report = log.row(number)
    assert report is not None
    what = (report.partition, report.offset, report.timestamp, report.latency, report.key)
    sizes = (None if report.key is None else report.key_size, report.value_size or None, report.size)
    return ExportRow(number, moment(report.time), report.topic, *what, *sizes, report.state.word, report.error)


def test_every_kind_of_row() -> None:
    log = failing(8, 13)
    hand_over(log, record(None, None), record(b"", b"x"), record(b"x" * 300))
    numbers = AllRows(log).numbers()
    assert list(export_rows(log, numbers)) == [expected(log, number) for number in numbers.tolist()]


def test_any_order_and_rows_that_left() -> None:
    log = failing()
    assert [row.number for row in export_rows(log, np.array([20, 1, 7, 99, 13]))] == [20, 7, 13]
