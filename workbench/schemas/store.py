"""Schemas that do not change any more, kept so that they are asked for once: by id, by GUID, by subject and version."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Store(Generic[Value]):
    """The last `most` values by their keys; may be used from several threads at once."""

    def __init__(self, most: int = 512) -> None:
        self._most = most
        self._turn = Lock()
        self._values: dict[Hashable, Value] = {}

    def get(self, key: Hashable) -> Value | None:
        """The value, None where there is none."""
        with self._turn:
            return self._values.get(key)

    def keep(self, key: Hashable, value: Value) -> Value:
        """Keep it, in the place of the oldest where there are too many."""
        with self._turn:
            self._values[key] = value
            if len(self._values) > self._most:
                del self._values[next(iter(self._values))]
        return value

    def clear(self) -> None:
        """Drop all."""
        with self._turn:
            self._values.clear()
