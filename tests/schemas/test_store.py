"""Schemas that do not change any more."""

from __future__ import annotations

from workbench.schemas.store import Store


def test_the_oldest_gives_way() -> None:
    store: Store[int] = Store(most=2)
    for key, value in (("a", 1), ("b", 2), ("c", 3)):
        assert store.keep(key, value) == value
    assert [store.get(key) for key in "abc"] == [None, 2, 3]
    store.clear()
    assert store.get("c") is None
