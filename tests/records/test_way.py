"""The three ways to send."""

from __future__ import annotations

from workbench.records.way import Way


def test_each_says_what_it_does() -> None:
    assert [way.value for way in Way] == ["async", "sync", "forget"]
    assert len({way.words for way in Way}) == 3
