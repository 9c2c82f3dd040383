"""The timestamp as typed: read exactly, or refused, never taken for another time (traps 8 and 16)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Unserializable
from workbench.records.timestamp import LATEST, parse_timestamp


def refusal(text: str) -> str:
    with pytest.raises(Unserializable) as raised:
        parse_timestamp(text)
    (problem,) = raised.value.problems
    assert problem.valid
    return problem.what


@pytest.mark.parametrize("text", ["now", "NOW", " now ", ""])
def test_now(text: str) -> None:
    assert parse_timestamp(text) is None


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("1795305600000", 1_795_305_600_000),
        ("1", 1),
        ("123456789", 123_456_789),
        ("+5", 5),
        ("2026-11-22", 1_795_305_600_000),
        ("2026-11-22T00:00Z", 1_795_305_600_000),
        ("2026-11-22 00:00:00z", 1_795_305_600_000),
        ("2026-11-22t09:00:00+09:00", 1_795_305_600_000),
        ("2026-11-22T09:00:00+0900", 1_795_305_600_000),
        ("2026-11-21T19:00:00-05", 1_795_305_600_000),
        ("2026-11-22T00:00:00.123Z", 1_795_305_600_123),
        ("2026-11-22T00:00:00,1Z", 1_795_305_600_100),
        ("2026-11-22T00:00:00.123999999Z", 1_795_305_600_123),
        ("1970-01-01T00:00:00.001Z", 1),
        ("9999-12-31T23:59:59.999Z", LATEST),
        ("1970-01-21T10:41:45.600Z", 1_766_505_600),
    ],
)
def test_epoch_milliseconds_and_iso_8601(text: str, milliseconds: int) -> None:
    assert parse_timestamp(text) == milliseconds


@pytest.mark.parametrize("text", ["0", "00", "+0", "-0", "1970-01-01", "1970-01-01T09:00+09:00"])
def test_zero_would_be_now(text: str) -> None:
    assert refusal(text) == "0 cannot be sent: librdkafka reads timestamp 0 as now"


@pytest.mark.parametrize(
    "text", ["-1", "-1795305600000", "1969-12-31T23:59:59Z", "0001-01-01", "0001-01-01T00:00+09:00"]
)
def test_before_1970(text: str) -> None:
    assert refusal(text) == f"'{text}' is before 1970"


def test_a_time_without_a_zone_would_differ_by_machine() -> None:
    assert refusal("2026-11-22T12:00:00") == "'2026-11-22T12:00:00' does not say in which zone"


def test_seconds_are_not_taken_for_milliseconds() -> None:
    assert refusal("1795305600") == "1795305600 milliseconds are in early 1970; these look like seconds"


@pytest.mark.parametrize("text", [str(LATEST + 1), "1795305600000000", "9999-12-31T23:59:59-01:00"])
def test_after_9999(text: str) -> None:
    assert "after the year 9999" in refusal(text)


def test_a_date_without_dashes_is_not_taken_for_milliseconds() -> None:
    assert refusal("20261122") == "20261122 can be read as a date and as milliseconds"
    assert parse_timestamp("20269922") == 20_269_922


@pytest.mark.parametrize("text", ["2026-02-30", "2026-11-22T25:00Z", "2026-11-22T23:59:60Z", "0000-01-01"])
def test_a_time_that_does_not_exist(text: str) -> None:
    assert refusal(text).startswith(f"'{text}' does not exist: ")


@pytest.mark.parametrize(
    "text",
    [
        *("tomorrow", "2026-11-22T", "2026-W47-7", "22.11.2026", "12:00", "1.5e12", "1_795_305_600_000", "٣٣٣", "²"),
        *("--5", "1795305600000 ms", "2026-11-22T12:00:00+9", "9" * 5000, "2026-11-22\n12:00Z", "-", "+"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    refusal(text)


ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1970, 1, 3), datetime(9999, 12, 29), timezones=ZONES))
def test_every_iso_time_is_its_milliseconds(moment: datetime) -> None:
    expected = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert parse_timestamp(moment.isoformat()) == expected


@given(st.text() | st.from_regex(r"[-+0-9TZ:. ]{1,25}", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        milliseconds = parse_timestamp(text)
    except Unserializable as refused:
        assert refused.problems[0].valid
    else:
        assert milliseconds is None or 0 < milliseconds <= LATEST
