"""librdkafka's lines, bounded."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.workers import PATIENCE, config, record
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.client_log import DEBUG, THROTTLE, ClientLog
from workbench.delivery.log import DeliveryLog
from workbench.delivery.producer import OpenProducer
from workbench.delivery.set_up import SetUp
from workbench.delivery.telling import Telling
from workbench.delivery.worker import ProducerWorker


def test_the_newest_lines_are_kept() -> None:
    log = ClientLog(capacity=2)
    for number in range(5):
        log.add(7, f"line {number}", float(number))
    assert log.lines == ((3.0, 7, "line 3"), (4.0, 7, "line 4"))
    assert (log.total, log.left, dict(log.counts)) == (5, 3, {7: 5})


def test_debug_lines_push_no_warning_out() -> None:
    log = ClientLog(capacity=2)
    log.add(4, "a warning", 0.0)
    for number in range(5):
        log.add(7, f"line {number}", 1.0)
    assert [line.text for line in log.lines] == ["a warning", "line 3", "line 4"]


@given(st.lists(st.integers(-1, 9)))
def test_every_line_is_counted_and_they_stand_in_their_order(levels: list[int]) -> None:
    log = ClientLog(capacity=3)
    for number, level in enumerate(levels):
        log.add(level, str(number), 0.0)
    numbers = [int(line.text) for line in log.lines]
    assert numbers == sorted(numbers)
    assert log.total == len(levels) == log.left + len(numbers) == sum(log.counts.values())
    assert set(log.counts) <= set(range(8))


def test_throttling_is_marked() -> None:
    log = ClientLog()
    Telling(SetUp(False), log).throttled("b:9092/1", 1, 1_350)
    log.add(4, "nothing of the kind", 0.0)
    first, second = log.lines
    assert first.is_throttle
    assert first.text.startswith(THROTTLE)
    assert not second.is_throttle
    assert log.throttles == 1


def test_read_while_lines_come() -> None:
    log, done = ClientLog(capacity=100), threading.Event()

    def add() -> None:
        for number in range(20_000):
            log.add(6 + number % 2, str(number), 0.0)
        done.set()

    thread = threading.Thread(target=add)
    thread.start()
    while not done.is_set():
        numbers = [int(line.text) for line in log.lines]
        assert numbers == sorted(numbers)
    thread.join(PATIENCE)
    assert (log.total, log.left) == (20_000, 19_800)


def test_librdkafkas_lines_are_in_it_and_nowhere_else(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    worker = ProducerWorker(DeliveryLog())
    worker.open(config(sandbox.bootstrap_servers))
    worker.wait_open(PATIENCE)
    worker.send([record()]).wait(PATIENCE)
    worker.finish()
    assert worker.join(PATIENCE)
    assert any("Broker changed state" in line.text for line in worker.client_log.lines)
    assert capfd.readouterr() == ("", "")


def test_what_is_no_debug_line_too(capfd: pytest.CaptureFixture[str]) -> None:
    lines = ClientLog()
    producer = OpenProducer({"bootstrap.servers": "127.0.0.1:1"}, DeliveryLog(), lines)
    while not any(level < DEBUG for level in lines.counts):
        producer.poll(0.1)
    producer.release()
    assert any("Connection refused" in line.text for line in lines.lines if line.level < DEBUG)
    assert capfd.readouterr() == ("", "")
