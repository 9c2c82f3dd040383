"""Records handed to librdkafka: in one call, one by one, by topic; what it does not take, in its order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.delivery.records import hand_over, record
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.handing import NO_SUCH_NAME, Topics, hand
from workbench.delivery.log import DeliveryLog
from workbench.delivery.producer import OpenProducer
from workbench.delivery.report import Totals
from workbench.librdkafka.handle import ClientKind, open_handle
from workbench.librdkafka.library import function
from workbench.librdkafka.messages import QUEUE_FULL
from workbench.records.record import ProducerRecord

TOO_LARGE = 10


@pytest.fixture
def producer(sandbox: Sandbox) -> Iterator[tuple[int, Topics]]:
    config = {
        "bootstrap.servers": sandbox.bootstrap_servers,
        "queue.buffering.max.messages": 5,
        "message.max.bytes": 2_000,
        "linger.ms": 10_000,
        "message.timeout.ms": 60_000,
    }
    handle = open_handle(ClientKind.PRODUCER, config)
    topics = Topics(handle)
    yield handle, topics
    topics.close()
    function("rd_kafka_destroy")(handle)


def test_what_does_not_fit_is_left_and_so_is_all_behind_it(producer: tuple[int, Topics]) -> None:
    batch = hand_over(DeliveryLog(), *(record(b"%d" % number) for number in range(8)))
    assert hand(*producer, batch, has_rows=True) == [(5, QUEUE_FULL), (6, QUEUE_FULL), (7, QUEUE_FULL)]


def test_records_with_headers_go_one_by_one_and_keep_their_order(producer: tuple[int, Topics]) -> None:
    headers = (("trace", b"1"), ("null", None))
    batch = hand_over(DeliveryLog(), *(ProducerRecord("orders", b"k", b"v", headers, 0) for _ in range(7)))
    assert hand(*producer, batch, has_rows=True) == [(5, QUEUE_FULL), (6, QUEUE_FULL)]


@pytest.mark.parametrize("headers", [(), (("h", b""),)])
def test_what_is_refused_stands_among_what_is_taken(
    producer: tuple[int, Topics], headers: tuple[tuple[str, bytes], ...]
) -> None:
    large = ProducerRecord("orders", b"k", bytes(4_000), headers, 0)
    odd = ProducerRecord("a\0b", b"k", b"v", headers, 0)
    batch = hand_over(DeliveryLog(), odd, large, record(), large, ProducerRecord("payments", None, None, headers, 0))
    assert hand(*producer, batch, has_rows=True) == [(0, NO_SUCH_NAME), (1, TOO_LARGE), (3, TOO_LARGE)]


def test_what_goes_in_calls_of_its_own_has_a_moment_of_its_own(producer: tuple[int, Topics]) -> None:
    log = DeliveryLog()
    batch = hand_over(log, *(ProducerRecord("orders", b"k", b"v", (("h", b""),), 0) for _ in range(3)))
    hand(*producer, batch, has_rows=True)
    moments = batch.chunk.handed[:3]
    assert len(set(moments)) == 3
    assert list(moments) == sorted(moments)
    assert moments[2] - moments[0] < 1e-6


def test_a_partition_that_is_not_there_takes_no_place_for_ever(sandbox: Sandbox) -> None:
    """rd_kafka_produce_batch goes on counting what it refuses for its partition: it never was in flight."""
    log = DeliveryLog()
    config = {"bootstrap.servers": sandbox.bootstrap_servers, "queue.buffering.max.messages": 1_000, "linger.ms": 0}
    producer = OpenProducer(config, log)
    producer.hand(hand_over(log, record()))
    while log.totals.in_flight:
        producer.poll(0.1)
    for number in range(60):
        batch = hand_over(log, *(ProducerRecord("orders", b"k", b"v", (), 99 if number % 3 else 0) for _ in range(50)))
        while not producer.hand(batch):
            producer.poll(0.1)
    while log.totals.in_flight:
        producer.poll(0.1)
    assert log.totals == Totals(delivered=1 + 20 * 50, failed=40 * 50)
    assert producer.in_flight == 0
    producer.release()
