"""The sizes of a record."""

from __future__ import annotations

from workbench.records.record import ProducerRecord


def test_null_and_empty_weigh_nothing() -> None:
    assert ProducerRecord("orders").size == ProducerRecord("orders", b"", b"").size == 0


def test_size_is_key_value_and_headers_in_bytes() -> None:
    record = ProducerRecord("orders", b"user-42", b"1234", (("é", b"ab"), ("null", None)))
    assert (record.key_size, record.value_size, record.headers_size, record.size) == (7, 4, 8, 19)


def test_null_and_empty_are_different_records() -> None:
    assert ProducerRecord("orders", key=None) != ProducerRecord("orders", key=b"")
