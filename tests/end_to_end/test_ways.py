"""The three ways to send, on the real protocol."""

from __future__ import annotations

import pytest

from tests.delivery.workers import PATIENCE, config, record
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.worker import ProducerWorker
from workbench.records.way import Way


@pytest.mark.parametrize(
    ("way", "totals"),
    [(Way.ASYNC, Totals(delivered=300)), (Way.SYNC, Totals(delivered=300)), (Way.FORGET, Totals(sent=300))],
)
def test_what_is_known_of_a_record(way: Way, totals: Totals, sandbox: Sandbox) -> None:
    worker = ProducerWorker(DeliveryLog())
    worker.open(config(sandbox.bootstrap_servers), way)
    worker.send(record(number % 12, b"%d" % number) for number in range(300))
    worker.finish()
    assert worker.join(PATIENCE)
    assert worker.log.totals == totals


def test_one_by_one_no_record_is_handed_over_before_the_answer_to_the_last(sandbox: Sandbox) -> None:
    log, seen = DeliveryLog(), []
    worker = ProducerWorker(log)
    worker.open(config(sandbox.bootstrap_servers), Way.SYNC)

    def one_by_one() -> object:
        for number in range(50):
            seen.append(log.totals.in_flight)
            yield record(number % 12)

    worker.send(one_by_one())  # type: ignore[arg-type]
    worker.finish()
    assert worker.join(PATIENCE)
    assert seen == [0] * 50
