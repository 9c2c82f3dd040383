"""Which layout a terminal of a size gets."""

from __future__ import annotations

from workbench.tui.layouts import BREAKPOINTS, layout_classes


def test_each_width_has_its_layout() -> None:
    assert [layout_classes(width, 40).split()[0] for width in (1, 80, 109, 110, 169, 170, 500)] == [
        *("-narrow", "-narrow", "-narrow", "-normal", "-normal", "-wide", "-wide")
    ]
    assert sorted(BREAKPOINTS) == BREAKPOINTS
