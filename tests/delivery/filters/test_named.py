"""Each name is asked about once, new ones when they occur."""

from __future__ import annotations

import numpy as np

from workbench.delivery.filters.named import NamedTable
from workbench.delivery.interned import Interned


def test_names_are_asked_about_once() -> None:
    names: Interned[str] = Interned("a", "b")
    asked: list[str] = []

    def is_wanted(name: str) -> bool:
        asked.append(name)
        return name == "b"

    table = NamedTable(names, is_wanted)
    assert table.mask(np.array([0, 1, 1])).tolist() == [False, True, True]
    names.id("c")
    assert table.mask(np.array([2, 1])).tolist() == [False, True]
    assert asked == ["a", "b", "c"]
