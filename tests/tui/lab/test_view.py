"""A view answers only what concerns it; everything else does nothing."""

from __future__ import annotations

from tests.tui.still import StillSession
from workbench.records.draft import FieldDraft
from workbench.tui.lab.inquiry import inquire
from workbench.tui.lab.view import View


def test_what_a_view_does_not_know_does_nothing() -> None:
    view = View()
    view.show(inquire(StillSession(), "orders", FieldDraft(text="a"), ""))
    for act in (view.look, view.take, view.run):
        act()
    for move in (view.move, view.turn, view.scroll_facts):
        move(1)
    assert not view.stop()
