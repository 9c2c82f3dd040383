"""Numbers, units, ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.delivery.filters.quantities import (
    BYTES,
    SECONDS,
    Span,
    amount,
    span,
    unit_of,
    written_range,
    written_seconds,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (">5", Span("5", None, low_included=False)),
        (">=5", Span("5", None)),
        ("<5", Span(None, "5", high_included=False)),
        ("<=5", Span(None, "5")),
        ("5..7", Span("5", "7")),
        ("5..", Span("5", None)),
        ("..7", Span(None, "7")),
        ("5", Span("5", "5", single=True)),
        ("..", None),
        ("", None),
    ],
)
def test_ranges(text: str, expected: Span | None) -> None:
    assert span(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10ms", "0.01"), ("10", "0.01"), ("1.5s", "1.5"), ("2min", "120"), ("5us", "0.000005"), ("5µs", "0.000005")],
)
def test_seconds(text: str, expected: str) -> None:
    assert amount(text, SECONDS, "ms") == Decimal(expected)


@pytest.mark.parametrize("text", ["", "-1", "1e3", "ms", "1 x", "٣", "1" * 30])
def test_what_is_no_amount(text: str) -> None:
    assert amount(text, BYTES, "b") is None


def test_units_and_writing() -> None:
    assert (unit_of("20ms"), unit_of("20"), unit_of("x")) == ("ms", "", "")
    assert (written_seconds(Decimal("0.010")), written_seconds(Decimal(100))) == ("10ms", "100s")
    assert written_range("1", "1") == "1"
    assert written_range(None, "1", True, False) == "<1"
    assert written_range("1", None) == ">=1"
