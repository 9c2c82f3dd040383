"""A view answers only what concerns it; everything else does nothing."""

from __future__ import annotations

from workbench.tui.statistics.view import StatisticsView


def test_what_a_view_does_not_know_does_nothing() -> None:
    view = StatisticsView()
    for act in (view.look, view.come, view.follow, view.step):
        act()
    for move in (view.move, view.turn):
        move(1)
    assert not view.stop()
