"""What librdkafka tells of a producer apart from delivery reports, on the real protocol."""

from __future__ import annotations

from tests.delivery.records import hand_over, record
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.client_log import ClientLog
from workbench.delivery.log import DeliveryLog
from workbench.delivery.producer import OpenProducer
from workbench.delivery.set_up import SetUp
from workbench.delivery.telling import Telling


class Lines(ClientLog):
    """Kept as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, str]] = []

    def add(self, level: int, line: str, now: float) -> None:
        """A line."""
        self.told.append((level, line))


def test_log_lines_statistics_and_broker_states(sandbox: Sandbox) -> None:
    log, lines = DeliveryLog(), Lines()
    producer = OpenProducer({"bootstrap.servers": sandbox.bootstrap_servers, "statistics.interval.ms": 50}, log, lines)
    producer.hand(hand_over(log, record()))
    while log.totals.in_flight or producer.statistics is None:
        producer.poll(0.1)
    assert b'"msg_max"' in producer.statistics
    assert "UP" in producer.broker_states.values()
    assert any("Broker changed state" in line for _, line in lines.told)
    producer.release()


def test_a_fatal_error_stays(fresh_sandbox: Sandbox) -> None:
    log = DeliveryLog()
    producer = OpenProducer(
        {"bootstrap.servers": fresh_sandbox.bootstrap_servers, "enable.idempotence": True, "linger.ms": 0}, log
    )
    producer.hand(hand_over(log, record()))
    while log.totals.in_flight:
        producer.poll(0.1)
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("OUT_OF_ORDER_SEQUENCE_NUMBER"))
    producer.hand(hand_over(log, record()))
    while not producer.fatal:
        producer.poll(0.1)
    assert producer.fatal.startswith("the producer cannot go on: ")
    assert producer.fatal.endswith("; reconnect to open a new one")
    producer.release()


def test_throttling_is_a_line_of_its_own() -> None:
    lines = Lines()
    Telling(SetUp(False), lines).throttled("b:9092/1", 1, 1_350)
    assert lines.told == [(4, "THROTTLE: b:9092/1 holds this client back for 1,350 ms")]
