"""Values that repeat in a column: each is kept once, and the column holds its number."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value", bound=Hashable)


class Interned(Generic[Value]):
    """Numbers for values, from 0 in the order in which they came. One thread adds, any thread looks up."""

    def __init__(self, *values: Value) -> None:
        self._values: list[Value] = []
        self._ids: dict[Value, int] = {}
        for value in values:
            self.id(value)

    def id(self, value: Value) -> int:
        """The value's number; a new one for a new value, which can be looked up before its number is known."""
        found = self._ids.get(value)
        if found is None:
            found = len(self._values)
            self._values.append(value)
            self._ids[value] = found
        return found

    def number(self, value: Value) -> int | None:
        """The value's number, None if it has none yet."""
        return self._ids.get(value)

    def __getitem__(self, number: int) -> Value:
        return self._values[number]

    def __len__(self) -> int:
        return len(self._values)
