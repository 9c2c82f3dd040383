"""Which values of a column of names are wanted: each name is asked about once, however many rows it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic

import numpy as np
from numpy.typing import NDArray

from workbench.delivery.interned import Interned, Value


class NamedTable(Generic[Value]):
    """Grows with the names that occur."""

    def __init__(self, names: Interned[Value], is_wanted: Callable[[Value], bool]) -> None:
        self._names, self._is_wanted = names, is_wanted
        self._wanted = np.zeros(0, np.bool_)

    def mask(self, column: NDArray[Any]) -> NDArray[np.bool_]:
        """Which rows of the column have a wanted value."""
        known = len(self._wanted)
        if len(self._names) > known:
            new = [self._is_wanted(self._names[number]) for number in range(known, len(self._names))]
            self._wanted = np.concatenate((self._wanted, np.array(new, np.bool_)))
        found: NDArray[np.bool_] = self._wanted[column]
        return found
