"""The figures below the deliveries: whole, or left out; nothing moves while they count."""

from __future__ import annotations

import pytest

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.tui.panes.delivery_summary import summary

WIDTHS = (1, 20, 60, 76, 78, 100, 116, 194)


def spaced(text: str) -> str:
    """With one space between words."""
    return " ".join(text.split())


def line(totals: Totals, width: int) -> str:
    return summary(totals, DeliveryLog(), width).plain


def test_words_where_there_is_room_and_signs_where_there_is_not() -> None:
    totals = Totals(delivered=41, failed=1, in_flight=2)
    assert spaced(line(totals, 116)) == "all 44 delivered 41 failed 1 in flight 2 p50 … p99 … 0/s"
    assert spaced(line(totals, 78)) == "all 44 ✓ 41 ✗ 1 · 2 p50 … p99 … 0/s"


def test_what_is_not_confirmed_or_unknown_is_named_once_there_is_some() -> None:
    totals = Totals(sent=3, unknown=4)
    assert "not confirmed 3" in line(totals, 194)
    assert "unknown 4" in line(totals, 194)
    assert "→ 3 ? 4" in line(totals, 78).replace("  ", " ")
    assert "unknown" not in line(Totals(), 194)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_figure_is_ever_cut_in_two(width: int) -> None:
    totals = Totals(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000)
    shown = line(totals, width)
    assert len(shown) <= max(width, len("sent 5,000,000"))
    assert shown.split()[:2] == ["all", "5,000,000"]
    assert set(shown.split()) <= set(line(totals, 400).split()) | set("✓✗·→?")


@pytest.mark.parametrize("width", (78, 116, 194))
def test_counting_moves_nothing(width: int) -> None:
    few, many = Totals(1, 0, 0, 0, 1), Totals(99_999, 0, 9_999, 0, 9_999)
    starts = [line(totals, width).index("p50") for totals in (few, many)]
    assert starts[0] == starts[1]
