"""Regular expressions that cannot hang: every character of the key is looked at once, nothing is tried again.

Python's own backtrack, so `(a+)+b` on forty letters keeps a process busy for years, and nothing can interrupt it.
Here all ways to match are followed at once (Thompson, CACM 1968), in time linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Test = Callable[[str], bool]
"""Whether a character is the one that is wanted."""

LONGEST = 4_096
"""Characters of a text that are looked at; a longer text is not matched."""

_MEMORY = 4_096
_DONE = 0


@dataclass(frozen=True, slots=True)
class State:
    """A step of an expression: a character, or a place (`begin`, `end`), or neither; then on to each of `to`."""

    to: tuple[int, ...]
    test: Test | None = None
    at: str = ""


Part = Callable[[list[State], int], int]
"""Adds its states in front of the state that follows it; the answer is the number of its first."""


def character(test: Test) -> Part:
    """One character."""
    return lambda states, then: _add(states, State((then,), test))


def place(at: str) -> Part:
    """No character, at the `begin` or the `end` of the text only."""
    return lambda states, then: _add(states, State((then,), at=at))


def sequence(parts: Iterable[Part]) -> Part:
    """One after the other."""
    backwards = tuple(parts)[::-1]

    def build(states: list[State], then: int) -> int:
        if not backwards:
            return _add(states, State((then,)))
        for part in backwards:
            then = part(states, then)
        return then

    return build


def choice(parts: Iterable[Part]) -> Part:
    """Any of them."""
    every = tuple(parts)
    return lambda states, then: _add(states, State(tuple(part(states, then) for part in every)))


def repeated(part: Part, least: int, most: int | None) -> Part:
    """So many times; None is no limit."""

    def build(states: list[State], then: int) -> int:
        then = _add(states, State((then,)))  # so that nothing, many times over, counts as well
        if most is None:
            loop = _add(states, State(()))
            states[loop] = State((part(states, loop), then))
            then = loop
        for _ in range((most or least) - least):
            then = _add(states, State((part(states, then), then)))
        for _ in range(least):
            then = part(states, then)
        return then

    return build


class TooLarge(ValueError):
    """An expression of more states than are worth following."""


STATES = 300
"""The most states of an expression, counted after {m,n} is written out."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """An expression, ready to be looked for anywhere in a text. Equal where the `pattern` is equal."""

    pattern: str
    states: tuple[State, ...] = field(compare=False, repr=False)
    start: int = field(compare=False, repr=False)
    _known: dict[tuple[frozenset[int], str], frozenset[int]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, pattern: str, part: Part) -> Automaton:
        """The expression that `pattern` was read into. Raises TooLarge."""
        states = [State(())]
        start = part(states, _DONE)
        return cls(pattern, tuple(states), start)

    def found(self, text: str) -> bool:
        """Whether the expression matches anywhere in the text."""
        if len(text) > LONGEST:
            return False
        now = self._reached((self.start,), begin=True)
        for one in text:
            if _DONE in now:
                return True
            now = self._after(now, one)
        return _DONE in now or _DONE in self._reached(now, begin=not text, end=True)

    def _after(self, now: frozenset[int], one: str) -> frozenset[int]:
        known = self._known.get((now, one))
        if known is None:
            states = (self.states[number] for number in now)
            to = [state.to[0] for state in states if state.test is not None and state.test(one)]
            if len(self._known) >= _MEMORY:
                self._known.clear()
            self._known[now, one] = known = self._reached((*to, self.start))
        return known

    def _reached(self, numbers: Iterable[int], begin: bool = False, end: bool = False) -> frozenset[int]:
        """These states and every one that is reached from them without a character."""
        seen: set[int] = set()
        waiting = list(numbers)
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            state = self.states[number]
            if state.test is None and ((not state.at) or (begin if state.at == "begin" else end)):
                waiting += state.to
        return frozenset(seen)


def _add(states: list[State], state: State) -> int:
    if len(states) >= STATES:
        raise TooLarge
    states.append(state)
    return len(states) - 1
