"""All figures on one page, at the widths that screens have."""

from __future__ import annotations

import pytest

from tests.tui.statistics.told import FIGURES
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.lab.sheet import STYLES
from workbench.tui.statistics.gathered import Figures
from workbench.tui.statistics.page import TWO_COLUMNS, page

HEADINGS = ("Latency", "Brokers", "Partitions", "Batches")


@pytest.mark.parametrize("width", [76, 78, 116, 118, TWO_COLUMNS, 198])
def test_everything_is_there_and_fits(width: int) -> None:
    for figures in (FIGURES, Figures()):
        lines = page(figures, width)
        assert max(map(width_of, lines)) <= width + 2
        assert all(words in plain(lines) for words in (*HEADINGS, "✓ rate", "queue"))
        assert {style for one in lines for _, style in one} <= set(STYLES)


def test_pictures_come_first_on_a_narrow_screen_and_beside_on_a_wide_one() -> None:
    narrow, wide = plain(page(FIGURES, 78)).splitlines(), plain(page(FIGURES, 198)).splitlines()
    assert any("Brokers" in one for one in narrow[20:])
    assert "Brokers" in wide[0]
    assert len(wide) < len(narrow)


def test_batches() -> None:
    assert "10 records     7.2 kB" in plain(page(FIGURES, 118))
    assert "none was sent yet" in plain(page(Figures(), 118))


def test_nothing_moves_while_figures_grow() -> None:
    before, after = page(Figures(), 78), page(FIGURES, 78)
    places = [
        [number for number, one in enumerate(lines) if one and one[0][0] in HEADINGS[:2]] for lines in (before, after)
    ]
    assert places[0] == places[1]
