"""Rows of the journal: headers and records as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.journal.desk import origin
from workbench.delivery.journal.rows import (
    error_number,
    headers_of,
    headers_text,
    insert_payloads,
    insert_send,
    payload_row,
    record_of,
)
from workbench.delivery.journal.sends import find_send
from workbench.delivery.journal.store import reading
from workbench.delivery.report import DeliveryError
from workbench.records.record import Header, ProducerRecord

HEADERS = st.lists(st.tuples(st.text(max_size=5), st.none() | st.binary(max_size=5)), max_size=4).map(tuple)


@given(HEADERS)
def test_headers_as_text_and_back(headers: tuple[Header, ...]) -> None:
    assert headers_of(headers_text(headers)) == headers


def test_a_headers_name_that_is_no_utf8_comes_back() -> None:
    headers = (("a\udcff", b"\x00"),)
    assert headers_of(headers_text(headers)) == headers


def test_a_text_that_is_no_utf8_is_taken(path: Path) -> None:
    odd = replace(origin(), profile="a\udcff", cluster="b\udcff", path="c\udcff")
    with reading(path) as connection:
        number = insert_send(connection, "me", 1.0, odd)
        error_number(connection, DeliveryError("A", "\udcff"))
        sent = find_send(connection, path, number)
    assert sent.origin == odd


def test_records_come_back_unless_their_bytes_are_left_out(path: Path) -> None:
    record = ProducerRecord("orders", b"", None, (("a", None),), 3, 7)
    with reading(path) as connection:
        insert_payloads(connection, [payload_row(1, 0, record, kept=True), payload_row(1, 1, record, kept=False)])
        one, two = connection.execute("SELECT * FROM payload ORDER BY first").fetchall()
    assert record_of(one) == record
    assert record_of(two) is None
    assert (two["size"], two["key"], two["headers"]) == (1, None, None)


def test_an_error_is_kept_once(path: Path) -> None:
    error = DeliveryError("A", "words", retriable=True)
    with reading(path) as connection:
        first = error_number(connection, error)
        assert error_number(connection, DeliveryError("A", "words")) != first
        assert error_number(connection, error) == first
        assert error_number(connection, None) is None
