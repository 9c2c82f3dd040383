"""Moments as written: each is as long as its last digit says."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from workbench.delivery.filters.moments import Moment, read_moment

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "begin", "seconds"),
    [
        ("12:05", datetime(2026, 11, 22, 12, 5), 60),
        ("9:05:07", datetime(2026, 11, 22, 9, 5, 7), 1),
        ("12:05:07.1", datetime(2026, 11, 22, 12, 5, 7, 100_000), 0.1),
        ("12:05:07,114", datetime(2026, 11, 22, 12, 5, 7, 114_000), 0.001),
        ("2026-11-20", datetime(2026, 11, 20), 86_400),
        ("2026-11-20T12:03", datetime(2026, 11, 20, 12, 3), 60),
        ("2026-11-20T12:03:07Z", datetime.fromisoformat("2026-11-20T12:03:07+00:00"), 1),
        ("2026-11-20t12:03:07.25+01:00", datetime.fromisoformat("2026-11-20T12:03:07.25+01:00"), 0.01),
    ],
)
def test_a_moment_has_a_begin_and_a_length(text: str, begin: datetime, seconds: float) -> None:
    moment = read_moment(text)
    assert moment is not None
    first, end = moment.interval(TODAY)
    assert first == begin.timestamp()
    assert end - first == pytest.approx(seconds, abs=1e-6)


@pytest.mark.parametrize(
    "text", ["", "24:00", "12:60", "12", "2026-13-01", "2026-11-22T", "yesterday", "12:03Z", "٣:00"]
)
def test_what_is_no_moment(text: str) -> None:
    assert read_moment(text) is None


def test_clocks_are_of_any_day() -> None:
    assert Moment("12:05").is_clock
    assert not Moment("2026-11-22").is_clock
