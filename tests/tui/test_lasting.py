"""Brokers that are lost are shown when they stay so, and no longer than that."""

from __future__ import annotations

from workbench.tui.lasting import LASTS, Lost

ONE, TWO = frozenset({1}), frozenset({1, 2})


def test_a_moment_is_not_shown() -> None:
    lost = Lost()
    assert not lost.changes(ONE, 10.0)
    assert not lost.changes(frozenset(), 10.1)
    assert not lost.changes(frozenset(), 20.0)
    assert lost.shown == frozenset()


def test_what_lasts_is_and_goes_at_once() -> None:
    lost = Lost()
    assert not lost.changes(ONE, 10.0)
    assert lost.changes(ONE, 10.0 + LASTS)
    assert not lost.changes(TWO, 11.0)
    assert lost.shown == ONE
    assert lost.changes(TWO, 11.0 + LASTS)
    assert lost.changes(frozenset(), 12.0)
    assert lost.shown == frozenset()
