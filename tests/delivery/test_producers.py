"""The producer in use and those before it."""

from __future__ import annotations

from tests.delivery.records import hand_over, record
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.log import DeliveryLog
from workbench.delivery.producer import OpenProducer
from workbench.delivery.producers import Producers
from workbench.delivery.report import Totals


def test_a_retired_producer_reports_what_it_has_and_is_let_go(sandbox: Sandbox) -> None:
    log, producers = DeliveryLog(), Producers()
    producers.poll(0)
    producers.wake()
    for _ in range(2):
        producers.retire()
        producers.current = OpenProducer({"bootstrap.servers": sandbox.bootstrap_servers, "linger.ms": 50}, log)
        producers.current.hand(hand_over(log, record()))
    assert len(producers.all) == 2
    while producers.in_flight or producers.retired:
        producers.poll(0.1)
    assert log.totals == Totals(delivered=2)
    assert len(producers.all) == 1
    producers.release()
    assert producers.in_flight == 0
