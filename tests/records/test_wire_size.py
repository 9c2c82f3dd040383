"""Sizes against librdkafka's own limit, found by trying."""

from __future__ import annotations

import pytest
from confluent_kafka import KafkaException, Producer

from workbench.records.record import ProducerRecord
from workbench.records.wire_size import batch_size, producer_size, varint_size

LIMIT = 1_000
SHAPES = [
    ProducerRecord("t"),
    ProducerRecord("t", b"", b""),
    ProducerRecord("t", b"k" * 100),
    ProducerRecord("t", None, None, (("a", b"b"), ("a", None))),
    ProducerRecord("t", b"k", None, (("é", b"b" * 200), ("d", b""))),
]


@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
def test_the_largest_record_that_librdkafka_takes_has_the_size_of_its_limit(shape: ProducerRecord) -> None:
    producer = Producer({"message.max.bytes": LIMIT})
    room = LIMIT - producer_size(shape._replace(value=b""))
    for value, taken in ((b"x" * room, True), (b"x" * (room + 1), False)):
        try:
            producer.produce("t", value, shape.key, headers=list(shape.headers))
        except KafkaException as error:
            assert not taken and error.args[0].name() == "MSG_SIZE_TOO_LARGE"
        else:
            assert taken
    producer.purge()
    producer.flush(0)


def test_a_batch_as_kafka_writes_it() -> None:
    # the batch's head, the record's length, attributes and two differences, no key, value, no headers
    assert batch_size(ProducerRecord("t", None, b"hello")) == 61 + 1 + (3 + 1 + 6 + 1)


@pytest.mark.parametrize(("number", "size"), [(0, 1), (63, 1), (64, 2), (8_191, 2), (8_192, 3), (2**31 - 1, 5)])
def test_varints(number: int, size: int) -> None:
    assert varint_size(number) == size
