"""One producer: its configuration, what it refuses, and what it says of itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.brokers.cluster import unused_name
from tests.delivery.records import hand_over, record
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.configuration import refusal
from workbench.delivery.log import DeliveryLog
from workbench.delivery.producer import OpenProducer
from workbench.delivery.report import Totals
from workbench.delivery.tally import Tally
from workbench.records.record import ProducerRecord


def _opened(sandbox: Sandbox, log: DeliveryLog, **properties: object) -> OpenProducer:
    named = {name.replace("_", "."): value for name, value in properties.items()}
    return OpenProducer({"bootstrap.servers": sandbox.bootstrap_servers, "linger.ms": 0} | named, log)


def _drain(producer: OpenProducer, log: DeliveryLog) -> None:
    """Until every record has its report, and librdkafka's own events are served: they count as in flight too."""
    while log.totals.in_flight or producer.in_flight:
        producer.poll(0.1)


def test_a_batch_goes_out_whatever_of_it_is_refused(sandbox: Sandbox) -> None:
    log = DeliveryLog()
    producer = _opened(sandbox, log, message_max_bytes=2_000)
    large = record(value=bytes(4_000))
    assert producer.hand(hand_over(log, large, record(), large, large, record(), large))
    _drain(producer, log)
    assert log.totals == Totals(delivered=2, failed=4)
    assert producer.in_flight == 0
    producer.release()


def test_a_full_queue_is_taken_up_where_it_was_left(sandbox: Sandbox) -> None:
    log = DeliveryLog()
    producer = _opened(sandbox, log, queue_buffering_max_messages=10, linger_ms=5)
    batch = hand_over(log, *(record(b"%d" % number) for number in range(35)))
    waiting = []
    while not producer.hand(batch):
        waiting.append(len(batch.waiting))
        assert list(batch.waiting) == list(range(35 - len(batch.waiting), 35))
        producer.poll(0.1)
    assert waiting[0] == 25
    assert waiting == sorted(waiting, reverse=True)
    _drain(producer, log)
    assert log.totals == Totals(delivered=35)
    producer.release()


def test_headers_and_timestamps_travel(sandbox: Sandbox) -> None:
    from confluent_kafka import Consumer, TopicPartition

    sandbox.create_topic("with-headers", 1)
    log = DeliveryLog()
    producer = _opened(sandbox, log)
    sent = ProducerRecord("with-headers", None, b"", (("h", None), ("h", b""), ("ü", b"=")), 0, 1_700_000_000_000)
    producer.hand(hand_over(log, sent, record()))
    _drain(producer, log)
    consumer = Consumer({"bootstrap.servers": sandbox.bootstrap_servers, "group.id": "reader"})
    consumer.assign([TopicPartition("with-headers", 0, 0)])
    message = consumer.poll(30)
    consumer.close()
    assert message is not None
    assert message.headers() == [("h", None), ("h", b""), ("ü", b"=")]
    assert (message.key(), message.value(), message.timestamp()[1]) == (None, b"", 1_700_000_000_000)
    producer.release()


def test_a_released_producer_has_nothing_in_flight(sandbox: Sandbox) -> None:
    producer = _opened(sandbox, DeliveryLog())
    producer.release()
    producer.poll(0)
    producer.purge()
    assert producer.in_flight == 0


@pytest.mark.parametrize("debug", ["", "broker", "msg, topic", "all"])
def test_what_was_asked_of_debug_is_respected(debug: str, sandbox: Sandbox) -> None:
    log = DeliveryLog()
    producer = _opened(sandbox, log, debug=debug)
    producer.hand(hand_over(log, record()))
    _drain(producer, log)
    assert "UP" in producer.broker_states.values()
    producer.release()


def test_a_refusal_is_a_sentence_without_secrets() -> None:
    config = {"bootstrap.servers": "h:1", "sasl.password": "hunter2", "acks": "many"}
    try:
        OpenProducer(config, DeliveryLog())
    except Exception as error:
        assert refusal(error, config).startswith("the producer cannot be opened: Invalid value")
    assert refusal(ValueError("no hunter2 here"), config) == "the producer cannot be opened: no … here"


def test_importing_the_worker_loads_no_kafka() -> None:
    code = "import sys, workbench.delivery.worker; print([name for name in sys.modules if 'confluent' in name])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_a_partition_that_is_new_is_taken_once_the_producer_has_asked_for_it(sandbox: Sandbox) -> None:
    name, log = unused_name(), DeliveryLog()
    sandbox.create_topic(name, 2)
    producer = _opened(sandbox, log)
    producer.hand(hand_over(log, ProducerRecord(name, b"k", b"v", (), 1)))
    _drain(producer, log)
    sandbox.delete_topic(name)
    sandbox.create_topic(name, 6)
    producer.hand(hand_over(log, *(ProducerRecord(name, b"k", b"v", (), number) for number in (5, 4, 3))))
    _drain(producer, log)
    assert log.totals == Totals(delivered=4)
    assert [row.partition for number in range(1, 5) if (row := log.row(number))] == [1, 5, 4, 3]
    producer.release()


@pytest.mark.parametrize("made", [Tally, DeliveryLog])
def test_a_partition_that_there_is_not_is_refused_and_asked_for_once_a_second(
    sandbox: Sandbox, made: type[DeliveryLog], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, log = unused_name(), made()
    sandbox.create_topic(name, 2)
    producer = _opened(sandbox, log)
    learned: list[bool] = []
    learns = OpenProducer._learns

    def noted(producer: OpenProducer, topic: str) -> bool:
        learned.append(learns(producer, topic))
        return learned[-1]

    monkeypatch.setattr(OpenProducer, "_learns", noted)
    producer.hand(hand_over(log, ProducerRecord(name, b"k", b"v", (), 1)))
    _drain(producer, log)
    producer.hand(hand_over(log, *[ProducerRecord(name, b"k", b"v", (), 2)] * 50, ProducerRecord(name, partition=0)))
    _drain(producer, log)
    assert log.totals == Totals(delivered=2, failed=50)
    assert sum(learned) == 1
    producer.release()
