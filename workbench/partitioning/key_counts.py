"""How often each key comes, for millions of them, without making anybody wait.

One dictionary of a million keys moves house in one go, some 50 ms in which no other thread gets its turn. So the keys
are dealt out to many small dictionaries; by a checksum, because Python's own hash differs from run to run and with it
the order of the keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest, nsmallest
from itertools import chain, islice
from zlib import crc32

_PARTS = 128
_FIRST = 10


class KeyCounts:
    """Counts keys as they come, in blocks. Above `most` distinct ones, keys that are new are no longer told apart.

    `len` is the number of distinct keys, null included; where `is_full`, there are at least so many.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: tuple[Counter[bytes], ...] = tuple(Counter() for _ in range(_PARTS))
        self._first: dict[bytes | None, None] = {}
        self._nulls = 0
        self._distinct = 0

    def __len__(self) -> int:
        return self._distinct + bool(self._nulls)

    @property
    def is_full(self) -> bool:
        """Whether keys that are new are no longer told apart."""
        return self._distinct >= self._most

    def add(self, keys: Sequence[bytes | None]) -> None:
        """Count these."""
        if len(self._first) < _FIRST:
            self._first |= dict.fromkeys(islice(dict.fromkeys(keys), _FIRST))
        known = keys
        if None in keys:
            known = [key for key in keys if key is not None]
            self._nulls += len(keys) - len(known)
        self._deal(known)  # type: ignore[arg-type] # null is not among them any more

    def _deal(self, keys: Sequence[bytes]) -> None:
        hands: list[list[bytes]] = [[] for _ in range(_PARTS)]
        for key, checksum in zip(keys, map(crc32, keys), strict=True):
            hands[checksum % _PARTS].append(key)
        is_full = self.is_full
        for part, hand in zip(self._parts, hands, strict=True):
            before = len(part)
            part.update(filter(part.__contains__, hand) if is_full else hand)
            self._distinct += len(part) - before

    def blocks(self, size: int) -> Iterator[list[bytes]]:
        """The distinct keys but null, in an order that is the same each time."""
        keys = chain.from_iterable(self._parts)
        while block := list(islice(keys, size)):
            yield block

    def most_common(self, count: int = _FIRST) -> tuple[tuple[bytes | None, int], ...]:
        """The keys that come most often, the first to come where none comes twice; ten at most."""
        least = min(nlargest(count, chain.from_iterable(part.values() for part in self._parts)), default=0)
        repeated = self._at_least(max(2, least))
        found = dict(nsmallest(count, repeated, key=lambda each: (-each[1], each[0] is not None, each[0] or b"")))
        for key in self._first:
            if len(found) < count and key not in found:
                found[key] = self._count(key)
        return tuple(sorted(found.items(), key=lambda each: -each[1]))

    def _at_least(self, least: int) -> Iterator[tuple[bytes | None, int]]:
        if self._nulls > 1:
            yield None, self._nulls
        for part in self._parts:
            yield from (each for each in part.items() if each[1] >= least)

    def _count(self, key: bytes | None) -> int:
        return self._nulls if key is None else self._parts[crc32(key) % _PARTS][key]
