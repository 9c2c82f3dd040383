"""The columns as numpy arrays over the same memory."""

from __future__ import annotations

import numpy as np

from tests.delivery.records import hand_over, record
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState


def test_what_is_stored_here_stands_in_the_rows() -> None:
    log = DeliveryLog(capacity=8)
    batch = hand_over(log, *[record()] * 5)
    error = DeliveryError("_MSG_TIMED_OUT", "timed out")
    rows = np.array([1, 3])
    log.settle_rows(batch.chunk, rows, DeliveryState.FAILED, error, 7, np.array([0.5, 0.25]))
    found = [log.row(number) for number in range(1, 6)]
    assert [row.state.word for row in found if row] == ["queued", "failed", "queued", "failed", "queued"]
    assert [(row.partition, row.latency, row.error, row.offset) for row in (found[1], found[3]) if row] == [
        (7, 0.5, error, None),
        (7, 0.25, error, None),
    ]
    assert log.totals.failed == 2


def test_the_same_views_all_the_time_and_the_keys_still_grow() -> None:
    log = DeliveryLog(capacity=8)
    chunk = hand_over(log, record()).chunk
    assert chunk.views is chunk.views
    hand_over(log, record(b"x" * 1000))
    assert chunk.views.key_sizes.tolist()[:2] == [1, 1000]
