"""A text in many keys at once: their bytes lie one behind the other, and none is looked at by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Mask = NDArray[np.bool_]

Character: TypeAlias = tuple[int, tuple[bytes, ...]]
"""Where it stands behind the first one, and the byte strings that it may be, all of one length."""

BLOCK = 1 << 17
"""Bytes of keys that are searched together: they and what is noted of them stay in the processor's cache."""

_SAMPLE = 2048
_SPARSE = 64
"""Places of which fewer than one in so many are still possible are looked at one by one from then on."""


@dataclass(frozen=True, slots=True)
class Needle:
    """A text as bytes, `size` of them.

    Where upper and lower case of a character differ in their lengths, it is found as written alone.
    """

    size: int
    characters: tuple[Character, ...]


def needle(text: str, *, exact: bool) -> Needle:
    """What to search for. A lone surrogate is in no key; its place is taken by bytes that no UTF-8 has."""
    characters: list[Character] = []
    size = 0
    for character in text:
        written = character.encode("utf-8", "surrogatepass")
        cases = (character,) if exact else (character, character.lower(), character.upper())
        alike = dict.fromkeys(case.encode("utf-8", "surrogatepass") for case in cases)
        characters.append((size, tuple(one for one in alike if len(one) == len(written))))
        size += len(written)
    return Needle(size, tuple(characters))


def search(keys: bytes, ends: Numbers, wanted: Needle) -> Mask:
    """Which keys hold it. `ends` are where each key ends in `keys`; the first begins at 0."""
    hay, ends = np.frombuffer(keys, np.uint8), ends.astype(np.int64)
    found = np.empty(len(ends), np.bool_)
    row = begin = 0
    while row < len(ends):
        stop = max(row + 1, int(np.searchsorted(ends, begin + BLOCK, side="right")))
        end = int(ends[stop - 1])
        found[row:stop] = _search(hay[begin:end], ends[row:stop] - begin, wanted)
        row, begin = stop, end
    return found


def _search(hay: Numbers, ends: Numbers, wanted: Needle) -> Mask:
    places = len(hay) - wanted.size + 1
    if places <= 0:
        return np.zeros(len(ends), np.bool_)
    rarest, *others = _rarest_first(hay, wanted)
    possible = _step(hay, rarest, places)
    for at, character in enumerate(others):
        if np.count_nonzero(possible) * _SPARSE < places:
            return _rows_of(_sparse(np.flatnonzero(possible), hay, others[at:]), wanted.size, ends)
        possible &= _step(hay, character, places)
    if np.count_nonzero(possible) * _SPARSE < places:
        return _rows_of(np.flatnonzero(possible), wanted.size, ends)
    return _dense(possible, wanted.size, ends)


def _rarest_first(hay: Numbers, wanted: Needle) -> list[Character]:
    """The characters, those first that occur least in a sample: most places are ruled out by one look."""
    counts = np.bincount(hay[:: max(1, len(hay) // _SAMPLE)], minlength=256)
    return sorted(wanted.characters, key=lambda one: sum(counts[written[-1]] for written in one[1]))


def _step(hay: Numbers, character: Character, places: int) -> Mask:
    """At which places this character stands where it should."""
    offset, alternatives = character
    found = _equal(hay, offset, alternatives[0], places)
    for other in alternatives[1:]:
        found |= _equal(hay, offset, other, places)
    return found


def _equal(hay: Numbers, offset: int, written: bytes, places: int) -> Mask:
    found: Mask = hay[offset : offset + places] == written[0]
    for further, byte in enumerate(written[1:], offset + 1):
        found &= hay[further : further + places] == byte
    return found


def _sparse(places: Numbers, hay: Numbers, others: list[Character]) -> Numbers:
    """Those of a few places at which the other characters stand too."""
    for offset, alternatives in others:
        found = np.zeros(len(places), np.bool_)
        for written in alternatives:
            same = np.ones(len(places), np.bool_)
            for further, byte in enumerate(written, offset):
                same &= hay[places + further] == byte
            found |= same
        places = places[found]
    return places


def _rows_of(places: Numbers, size: int, ends: Numbers) -> Mask:
    """The keys in which something of this size begins at these places and ends within."""
    rows = np.searchsorted(ends, places, side="right")
    found = np.zeros(len(ends), np.bool_)
    found[rows[places + size <= ends[rows]]] = True
    return found


def _dense(possible: Mask, size: int, ends: Numbers) -> Mask:
    """The same for many places, by how many there are up to each: a key has one if the count grows within it."""
    counted = np.empty(len(possible) + 1, np.int32)
    counted[0] = 0
    np.cumsum(possible, dtype=np.int32, out=counted[1:])  # as 64 bits it would take seven times as long
    begins = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    lasts = np.clip(ends - size + 1, begins, len(possible))
    grown: Mask = counted[lasts] > counted[np.minimum(begins, len(possible))]
    return grown
