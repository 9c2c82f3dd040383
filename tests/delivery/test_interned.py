"""Values kept once."""

from __future__ import annotations

import pytest

from workbench.delivery.interned import Interned


def test_each_value_has_one_number() -> None:
    names: Interned[str | None] = Interned(None)
    assert [names.id(name) for name in ("orders", "payments", "orders", None)] == [1, 2, 1, 0]
    assert [names[number] for number in range(len(names))] == [None, "orders", "payments"]
    assert [names.number(name) for name in ("payments", "no such topic")] == [2, None]
    with pytest.raises(IndexError):
        names[3]
