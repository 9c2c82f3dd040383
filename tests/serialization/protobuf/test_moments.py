"""Timestamps, durations and field masks as text."""

from __future__ import annotations

import pytest
from google.protobuf import duration_pb2, json_format, timestamp_pb2
from hypothesis import given
from hypothesis import strategies as st

from workbench.serialization.protobuf.moments import duration, field_mask, timestamp
from workbench.serialization.protobuf.scalars import Refused

NANOS = st.integers(0, 999_999_999)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1970-01-01T00:00:00Z", (0, 0)),
        ("2026-11-22T12:00:00.5Z", (1795348800, 500_000_000)),
        ("2026-11-22T21:00:00+09:00", (1795348800, 0)),
        ("1969-12-31T23:59:59.999999999Z", (-1, 999_999_999)),
        ("0001-01-01T00:00:00Z", (-62135596800, 0)),
        ("9999-12-31T23:59:59.000000001Z", (253402300799, 1)),
        ("2024-02-29T00:00:00-00:30", (1709166600, 0)),
    ],
)
def test_a_moment_is_seconds_and_nanoseconds(text: str, moment: tuple[int, int]) -> None:
    assert timestamp(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-11-22",
        "2026-11-22T12:00:00",
        "2026-11-22 12:00:00Z",
        "2026-11-22T12:00:00z",
        "2026-11-22T12:00:00.Z",
        "2026-11-22T12:00:00.1234567890Z",
        "2026-02-29T00:00:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T12:00:60Z",
        "2026-11-22T12:00:00+09:99",
        "2026-11-22T12:00:00+24:00",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "0000-01-01T00:00:00Z",
        "2026-11-22T12:00:00Z\n",
        "２０２６-11-22T12:00:00Z",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        timestamp(text)


@given(st.integers(-62135596800, 253402300799), NANOS)
def test_moments_agree_with_protobufs_own(seconds: int, nanos: int) -> None:
    theirs = json_format.MessageToDict(timestamp_pb2.Timestamp(seconds=seconds, nanos=nanos))
    assert timestamp(str(theirs)) == (seconds, nanos)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1.5s", (1, 500_000_000)),
        ("-1.5s", (-1, -500_000_000)),
        ("0s", (0, 0)),
        ("-0.000000001s", (0, -1)),
        ("315576000000s", (315576000000, 0)),
    ],
)
def test_a_duration_has_one_sign(text: str, length: tuple[int, int]) -> None:
    assert duration(text) == length


@pytest.mark.parametrize("text", ["", "1", "s", "1.s", ".5s", "+1s", "1 s", "1.0000000001s", "315576000001s", "1m"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        duration(text)


@given(st.integers(-315575999999, 315575999999), NANOS)
def test_durations_agree_with_protobufs_own(seconds: int, nanos: int) -> None:
    signed = -nanos if seconds < 0 else nanos
    theirs = json_format.MessageToDict(duration_pb2.Duration(seconds=seconds, nanos=signed))
    assert duration(str(theirs)) == (seconds, signed)


def test_a_field_mask_is_written_in_camel_case() -> None:
    assert field_mask("userName,address.zipCode") == ["user_name", "address.zip_code"]
    assert field_mask("") == []
    for text in ("user_name", "User", "a,,b", "a b", "a.", ","):
        with pytest.raises(Refused):
            field_mask(text)
