"""Dates, times and timestamps: Java's numbers for ISO texts, and nothing rounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem
from workbench.records.errors import Unserializable
from workbench.serialization.avro.temporal import check_number, from_text, to_text

STAMPS = [f"{local}timestamp-{unit}" for local in ("", "local-") for unit in ("millis", "micros", "nanos")]


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("date", "1970-01-01", 0),
        ("date", "2026-11-22", 20_779),
        ("date", "1969-12-31", -1),
        ("date", "0001-01-01", -719_162),
        ("time-millis", "12:34:56.789", 45_296_789),
        ("time-millis", "12:34", 45_240_000),
        ("time-micros", "00:00:00.000001", 1),
        ("timestamp-millis", "2026-11-22T12:00:00Z", 1_795_348_800_000),
        ("timestamp-millis", "2026-11-22 21:00:00.5+09:00", 1_795_348_800_500),
        ("timestamp-millis", "1969-12-31T23:59:59.999Z", -1),
        ("timestamp-millis", "1970-01-01", 0),
        ("timestamp-micros", "1970-01-01T00:00:00.000001z", 1),
        ("timestamp-nanos", "2026-11-22T12:00:00.000000001Z", 1_795_348_800_000_000_001),
        ("local-timestamp-millis", "2026-11-22T12:00:00", 1_795_348_800_000),
        ("local-timestamp-nanos", "1970-01-01T00:00:00.123456789", 123_456_789),
        ("timestamp-millis", "1970-01-01T00:00:00.100000000Z", 100),
    ],
)
def test_iso_text_becomes_the_number(name: str, text: str, number: int) -> None:
    assert from_text(name, text) == number
    shown = to_text(name, number)
    assert shown is not None
    assert from_text(name, shown) == number


@pytest.mark.parametrize(
    ("name", "text", "what", "valid"),
    [
        ("date", "2026-11-31", "there is no day 2026-11-31", "0001"),
        ("date", "22.11.2026", "is not a date", "2026-11-22"),
        ("date", "2026-11-22T00:00:00Z", "is not a date", "2026-11-22"),
        ("time-millis", "24:00:00", "there is no time", "23:59:59"),
        ("time-millis", "12:00:00.0001", "finer than a millisecond", "at most 3 digits"),
        ("timestamp-millis", "2026-11-22T12:00:00", "does not say in which zone", "Z after it"),
        ("timestamp-millis", "2026-11-22T12:00:00.1234Z", "finer than a millisecond", "3 digits"),
        ("timestamp-millis", "2026-11-22T12:00:00+19:00", "there is no zone +19:00", "+18:00"),
        ("timestamp-millis", "yesterday", "is not a date and time", "2026-11-22T12:00:00Z"),
        ("timestamp-nanos", "2500-01-01T00:00:00Z", "out of range in nanoseconds", "2262"),
        ("local-timestamp-micros", "2026-11-22T12:00:00Z", "has a zone", "2026-11-22T12:00:00"),
    ],
)
def test_what_is_refused_says_what_would_be_valid(name: str, text: str, what: str, valid: str) -> None:
    found = problem(from_text, name, text)
    assert what in found.what
    assert valid in found.valid


def test_a_number_beyond_the_day_is_no_time_of_day() -> None:
    check_number("time-millis", 86_399_999)
    check_number("timestamp-millis", -1)
    assert "86400000 is no time of day" in problem(check_number, "time-millis", 86_400_000).what
    assert to_text("time-micros", -1) is None


@given(st.sampled_from(STAMPS), st.integers(-(1 << 63), (1 << 63) - 1))
def test_every_timestamp_that_has_a_text_is_read_from_it_again(name: str, number: int) -> None:
    text = to_text(name, number)
    assert text is None or from_text(name, text) == number


@given(st.integers(-(1 << 31), (1 << 31) - 1))
def test_every_day_that_has_a_text_is_read_from_it_again(number: int) -> None:
    text = to_text("date", number)
    assert text is None or from_text("date", text) == number


MOMENTS = st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z", fullmatch=True)


@given(st.sampled_from(STAMPS[:3]), st.one_of(MOMENTS, st.datetimes().map(lambda at: at.isoformat() + "Z")))
def test_the_usual_spelling_is_read_as_every_other(name: str, text: str) -> None:
    """`+00:00` goes the general way."""
    found: list[int | None] = []
    for spelling in (text, text[:-1] + "+00:00"):
        try:
            found.append(from_text(name, spelling))
        except Unserializable:
            found.append(None)
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "text", ["2026-W47-7T12:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T120000.0000Z", "2026-11-22T12:00:00.Z"]
)
def test_what_python_alone_reads_is_refused(text: str) -> None:
    assert problem(from_text, "timestamp-micros", text)
