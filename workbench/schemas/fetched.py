"""Values that take time to get: made in threads, kept, made again when they are old."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Generic, TypeVar

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape

FAILURES_FOR = 4.0
"""Seconds that a failure is kept before it is tried again, when somebody still asks."""

_THREADS = 4
_WANTED = 16
_KEPT = 256
_IDLE_SECONDS = 5.0

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Made(Generic[Value]):
    """What a making came to: the value or why there is none; old after `good_for` seconds."""

    value: Value | None
    failure: Unserializable | None = None
    good_for: float = math.inf


@dataclass(slots=True)
class _Entry(Generic[Value]):
    made: Made[Value] | None = None
    at: float = 0.0
    wanted: bool = False


class Fetched(Generic[Key, Value]):
    """Makes values for keys, with up to four threads of its own that end when there is nothing to do.

    `make` gets the key and the value there was before, and raises Unserializable where there is none to be had. What
    is wanted last is made first: a person has typed on. `arrived` counts what came that is new.
    """

    def __init__(self, make: Callable[[Key, Value | None], tuple[Value, float]]) -> None:
        self._make = make
        self._changed = Condition()
        self._entries: dict[Key, _Entry[Value]] = {}
        self._wanted: list[Key] = []
        self._threads = 0
        self._idle = 0
        self._closed = False
        self._era = 0
        self.arrived = 0

    def get(self, key: Key, *, anew: bool = False) -> Made[Value] | None:
        """What is there, None while there is nothing; has it made, or made again where it is old or `anew` is true."""
        with self._changed:
            entry = self._entry(key)
            if anew or self._is_old(entry):
                self._want(key, entry)
            return entry.made

    def peek(self, key: Key) -> Made[Value] | None:
        """What is there, without having anything made."""
        entry = self._entries.get(key)
        return None if entry is None else entry.made

    def has(self, key: Key) -> bool:
        """Whether something is there and nothing newer of it is being made."""
        entry = self._entries.get(key)
        return entry is not None and entry.made is not None and not entry.wanted

    def wait(self, key: Key, within: float, *, anew: bool = False) -> Made[Value] | None:
        """The same, but blocks until nothing of it is being made any more; None where the time is up first."""
        with self._changed:
            entry = self._entry(key)
            if anew or self._is_old(entry):
                self._want(key, entry)
            return entry.made if self._changed.wait_for(lambda: not entry.wanted, within) else None

    def forget(self) -> None:
        """Drop everything; what is being made now is dropped when it comes."""
        with self._changed:
            for entry in self._entries.values():
                entry.wanted = False
            self._entries.clear()
            self._wanted.clear()
            self._era += 1
            self.arrived += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Nothing is made from now on; does not wait for what is being made."""
        self.forget()
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _entry(self, key: Key) -> _Entry[Value]:
        entry = self._entries.get(key)
        if entry is None:
            if len(self._entries) >= _KEPT:
                self._drop_oldest()
            entry = self._entries[key] = _Entry()
        return entry

    def _drop_oldest(self) -> None:
        oldest = next(iter(self._entries))
        self._entries.pop(oldest).wanted = False
        self._wanted = [key for key in self._wanted if key != oldest]

    def _is_old(self, entry: _Entry[Value]) -> bool:
        return entry.made is None or time.monotonic() - entry.at > entry.made.good_for

    def _want(self, key: Key, entry: _Entry[Value]) -> None:
        if entry.wanted or self._closed:
            return
        entry.wanted = True
        self._wanted.append(key)
        if len(self._wanted) > _WANTED:
            self._let_go(self._wanted.pop(0))
        if len(self._wanted) > self._idle and self._threads < _THREADS:
            self._threads += 1
            Thread(target=self._run, name="schemas", daemon=True).start()
        self._changed.notify_all()

    def _let_go(self, key: Key) -> None:
        if key in self._entries:
            self._entries[key].wanted = False

    def _run(self) -> None:
        while True:
            with self._changed:
                key = self._next()
                if key is None:
                    self._threads -= 1
                    return
                entry, era = self._entries[key], self._era
                before = entry.made.value if entry.made else None
            self._keep(key, entry, era, self._outcome(key, before))

    def _next(self) -> Key | None:
        self._idle += 1
        self._changed.wait_for(lambda: self._wanted or self._closed, _IDLE_SECONDS)
        self._idle -= 1
        return None if self._closed or not self._wanted else self._wanted.pop()

    def _outcome(self, key: Key, before: Value | None) -> Made[Value]:
        try:
            value, good_for = self._make(key, before)
        except Unserializable as failure:
            return Made(None, failure, FAILURES_FOR)
        except Exception as error:  # a thread that ends here would leave somebody waiting
            words = escape(f"{type(error).__name__}: {error}")[:200]
            return Made(None, Unserializable(Problem(f"the schema cannot be used: {words}")), FAILURES_FOR)
        return Made(value, None, good_for)

    def _keep(self, key: Key, entry: _Entry[Value], era: int, made: Made[Value]) -> None:
        with self._changed:
            entry.wanted = False
            if era == self._era and not self._closed:
                self.arrived += _is_news(entry.made, made)
                entry.made, entry.at = made, time.monotonic()
            self._changed.notify_all()


def _is_news(before: Made[Value] | None, now: Made[Value]) -> bool:
    if before is None:
        return True
    words = [made.failure.problems if made.failure else None for made in (before, now)]
    return before.value != now.value or words[0] != words[1]
