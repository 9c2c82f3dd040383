"""How often each key comes, for millions of them, without keeping anybody waiting.

A dictionary of a million keys that grows moves house in one go, and no other thread gets its turn meanwhile. So the
keys are dealt out to smaller ones: by a checksum, because Python's own hash of a key differs from run to run, and with
it the keys' order would.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import chain, compress, islice
from zlib import crc32

_PARTS = 4
_BELONGS = tuple(bytes(byte % _PARTS == part for byte in range(256)) for part in range(_PARTS))
"""For each part a table of bytes of checksums: 1 for those of its keys."""

_WORD = array("I").itemsize
_FIRST = 10


class KeyCounts:
    """Counts keys as they come, in blocks. Above `most` distinct ones, those that are new are no longer told apart.

    `len` is the number of distinct keys, null included; where `is_full`, there are at least so many.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: tuple[Counter[bytes], ...] = tuple(Counter() for _ in range(_PARTS))
        self._first: list[bytes | None] = []
        self._nulls = 0

    def __len__(self) -> int:
        return sum(map(len, self._parts)) + bool(self._nulls)

    @property
    def is_full(self) -> bool:
        """Whether keys that are new are no longer told apart."""
        return len(self) >= self._most

    @property
    def has_null(self) -> bool:
        """Whether null is among them."""
        return self._nulls > 0

    def add(self, keys: Sequence[bytes | None]) -> None:
        """Count these."""
        if len(self._first) < _FIRST:
            self._first = list(islice(dict.fromkeys(chain(self._first, keys)), _FIRST))
        known = [key for key in keys if key is not None] if None in keys else keys
        self._nulls += len(keys) - len(known)
        self._deal(known)  # type: ignore[arg-type] # null is not among them any more

    def _deal(self, keys: Sequence[bytes]) -> None:
        checksums = array("I", map(crc32, keys)).tobytes()[::_WORD]  # one byte of each is enough
        is_full = self.is_full
        for part, belongs in zip(self._parts, _BELONGS, strict=True):
            hand = compress(keys, checksums.translate(belongs))
            part.update(filter(part.__contains__, hand) if is_full else hand)

    def blocks(self, size: int) -> Iterator[list[bytes]]:
        """The distinct keys but null, in the same order each time."""
        keys = chain.from_iterable(self._parts)
        while block := list(islice(keys, size)):
            yield block

    def most_common(self, count: int = _FIRST) -> tuple[tuple[bytes | None, int], ...]:
        """The keys that come most often, ten at most; where few come twice, also the first that came."""
        found: dict[bytes | None, int] = {None: self._nulls} if self._nulls > 1 else {}
        for often, keys in self._often(count):
            found.update(dict.fromkeys(nsmallest(count, keys), often))
        for key in self._first:
            if len(found) < count:
                found.setdefault(key, self._count(key))
        return tuple(sorted(found.items(), key=lambda each: -each[1])[:count])

    def _often(self, count: int) -> Iterator[tuple[int, Iterable[bytes]]]:
        """How often a key comes, twice or more, from the top, and the keys that do, until there are `count`."""
        times = [Counter(part.values()) for part in self._parts]
        every = sum(times, Counter[int]())
        for often in sorted(every, reverse=True):
            if often < 2 or count <= 0:
                return
            parts = (part for part, its in zip(self._parts, times, strict=True) if often in its)
            yield often, chain.from_iterable(compress(part, map(often.__eq__, part.values())) for part in parts)
            count -= every[often]

    def _count(self, key: bytes | None) -> int:
        return self._nulls if key is None else sum(part.get(key, 0) for part in self._parts)
