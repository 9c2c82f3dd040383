"""How large a record is on its way: as the producer's limit counts it, and as the broker's does."""

from __future__ import annotations

from workbench.records.record import Header, ProducerRecord

PRODUCER_LIMIT = 1_000_000
"""librdkafka's default of `message.max.bytes`."""

TOPIC_LIMIT = 1_048_588
"""Kafka's default of `max.message.bytes` (LogConfig.java): a megabyte and what stands around it."""

_PRODUCER_OVERHEAD = 36  # rdkafka_proto.h RD_KAFKAP_MESSAGE_V2_MAX_OVERHEAD, measured with 2.16.0
_BATCH_OVERHEAD = 61  # DefaultRecordBatch.java RECORD_BATCH_OVERHEAD


def producer_size(record: ProducerRecord) -> int:
    """Bytes that librdkafka compares with `message.max.bytes` (rdkafka_msg.c rd_kafka_msg_new0)."""
    return _PRODUCER_OVERHEAD + record.key_size + record.value_size + _headers(record.headers)


def batch_size(record: ProducerRecord) -> int:
    """Bytes that a broker compares with the topic's `max.message.bytes`: a batch of this record, not compressed.

    Compression makes it smaller, other records in the batch larger (KIP-98, DefaultRecord.java).
    """
    body = 1 + 1 + 1  # attributes, and the differences of timestamp and offset, which are 0 for a batch's first record
    body += _data(record.key) + _data(record.value) + varint_size(len(record.headers)) + _headers(record.headers)
    return _BATCH_OVERHEAD + varint_size(body) + body


def varint_size(number: int) -> int:
    """Bytes of a number of 0 or more as Kafka's zigzag varint (ByteUtils.java)."""
    return max(1, -(-(2 * number).bit_length() // 7))


def _data(data: bytes | None) -> int:
    """Length and bytes; null is the length -1, one byte."""
    return 1 if data is None else varint_size(len(data)) + len(data)


def _headers(headers: tuple[Header, ...]) -> int:
    return sum(_data(name.encode()) + _data(value) for name, value in headers)
