"""One row as JSON and as CSV, as readers of both understand it."""

from __future__ import annotations

import csv
import json

import pytest

from workbench.delivery.export_rows import COLUMNS, ExportRow, csv_header, csv_line, json_line, moment
from workbench.delivery.report import DeliveryError

ROW = ExportRow(
    number=41,
    time="2023-11-14T22:13:20.114Z",
    topic="orders",
    partition=4,
    offset=1_204,
    timestamp=1_700_000_000_120,
    key=b"user-42",
    key_size=7,
    value_size=40,
    size=47,
    latency=0.0018,
    state="delivered",
    error=None,
)
TOO_LARGE = DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size too large")


def as_json(row: ExportRow) -> dict[str, object]:
    found: dict[str, object] = json.loads(json_line(row))
    return found


def as_csv(row: ExportRow) -> dict[str, str]:
    (cells,) = csv.reader([csv_line(row)])
    return dict(zip(COLUMNS, cells, strict=True))


def test_a_delivered_row() -> None:
    expected = {"number": 41, "time": "2023-11-14T22:13:20.114Z", "topic": "orders", "partition": 4, "offset": 1204}
    more = {"timestamp": 1_700_000_000_120, "latency_ms": 1.8, "key": "user-42", "key_hex": None, "key_size": 7}
    assert as_json(ROW) == {**expected, **more, "value_size": 40, "size": 47, "state": "delivered", "error": None}
    text = {name: "" if one is None else str(one) for name, one in as_json(ROW).items() if name != "error"}
    assert as_csv(ROW) == {**text, "latency_ms": "1.800", "error": "", "error_message": "", "error_kind": ""}
    assert csv_header().rstrip("\r\n").split(",") == list(COLUMNS)


def test_a_failed_row() -> None:
    failed = ROW._replace(state="failed", error=TOO_LARGE, offset=None, latency=None, partition=None)
    assert as_json(failed)["error"] == {
        "name": "MSG_SIZE_TOO_LARGE",
        "message": "Broker: Message size too large",
        "retriable": False,
        "kind": "permanent",
    }
    cells = as_csv(failed)
    assert (cells["error"], cells["error_kind"], cells["offset"]) == ("MSG_SIZE_TOO_LARGE", "permanent", "")


def test_null_is_not_empty() -> None:
    null, empty = ROW._replace(key=None, key_size=None), ROW._replace(key=b"", key_size=0)
    assert (as_json(null)["key"], as_json(null)["key_size"]) == (None, None)
    assert (as_json(empty)["key"], as_json(empty)["key_size"]) == ("", 0)
    assert as_json(ROW._replace(value_size=None))["value_size"] is None
    assert ",1.800,,,,40," in csv_line(null)
    assert ',1.800,"",,0,40,' in csv_line(empty)


@pytest.mark.parametrize(
    ("key", "size", "text", "hexadecimal"),
    [
        (b"\xff\x00", 2, None, "ff00"),
        ("홍길동".encode(), 9, "홍길동", None),
        (b"x" * 255 + "홍".encode()[:1], 300, "x" * 255, None),
        (b"x" * 2 + "홍".encode()[:1], 3, None, "7878ed"),
    ],
)
def test_a_key_is_text_or_hex(key: bytes, size: int, text: str | None, hexadecimal: str | None) -> None:
    found = as_json(ROW._replace(key=key, key_size=size))
    assert (found["key"], found["key_hex"]) == (text, hexadecimal)


@pytest.mark.parametrize("key", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1"])
def test_nothing_is_a_formula(key: str) -> None:
    cells = as_csv(ROW._replace(key=key.encode()))
    assert cells["key"] == f"'{key}"
    assert as_json(ROW._replace(key=key.encode()))["key"] == key


@pytest.mark.parametrize("key", ['a,b "c"\r\nd', "a=b", "", "x'y", "\x00\x1b[2J"])
def test_a_text_comes_back_from_csv(key: str) -> None:
    assert as_csv(ROW._replace(key=key.encode()))["key"] == key


def test_a_time_of_no_calendar() -> None:
    assert moment(1e20) == "1e+20"
