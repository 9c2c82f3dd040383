"""Many keys hashed at once: the numbers of all keys lie side by side in one big integer, 64 bits a lane.

Python multiplies, shifts and masks a whole block of keys in one operation, so a key costs nanoseconds where the
functions for one key cost microseconds. Keys of one length go together; a lane holds 32 bits between two steps, so
that a product by 32 bits stays within its lane. `ones` is a 1 in each lane: `ones * x` is x in each.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from struct import unpack

Lanes = int
"""A number for each key, 64 bits apart."""

Words = Sequence[Lanes]
"""The keys' words of 32 bits, little endian, the last one filled up with zeros."""

LaneHash = Callable[[Words, int, Lanes], Lanes]
"""Words, the keys' length in bytes, `ones`: to the hashes."""

_FEW = 6
"""Below that many keys of one length, one by one is quicker."""

_LONGEST = 1024
"""Above that many bytes a key, the words of a block of keys would take too much memory."""


def many(keys: Sequence[bytes], in_lanes: LaneHash, one: Callable[[bytes], int]) -> Sequence[int]:
    """The hash of each key; `one` for those whose length is rare."""
    lengths = list(map(len, keys))
    if lengths and lengths.count(lengths[0]) == len(lengths):
        return _of_length(keys, lengths[0], in_lanes, one)
    hashes = [0] * len(keys)
    for length, places in _by_length(lengths).items():
        found = _of_length([keys[place] for place in places], length, in_lanes, one)
        for place, number in zip(places, found, strict=True):
            hashes[place] = number
    return hashes


def _by_length(lengths: Sequence[int]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for place, length in enumerate(lengths):
        places.setdefault(length, []).append(place)
    return places


def _of_length(keys: Sequence[bytes], length: int, in_lanes: LaneHash, one: Callable[[bytes], int]) -> Sequence[int]:
    if len(keys) < _FEW or not 0 < length <= _LONGEST:
        return list(map(one, keys))
    size = len(keys) * 8
    ones = int.from_bytes(b"\1\0\0\0\0\0\0\0" * len(keys), "little")
    hashed = in_lanes(_words(keys, length), length, ones)
    return unpack(f"<{len(keys)}Q", hashed.to_bytes(size, "little"))


def _words(keys: Sequence[bytes], length: int) -> Words:
    fill = b"\0" * (-length % 4)
    rows = array("I", fill.join(keys) + fill)
    columns, lanes = len(rows) // len(keys), array("I", bytes(8 * len(keys)))
    words = []
    for column in range(columns):
        lanes[0::2] = rows[column::columns]
        words.append(int.from_bytes(lanes.tobytes(), "little"))
    return words


def octets(words: Words, length: int, ones: Lanes) -> Iterator[Lanes]:
    """The keys' bytes, in their order."""
    mask = ones * 0xFF
    return (words[index >> 2] >> (index & 3) * 8 & mask for index in range(length))


def rotated(number: Lanes, left: int, mask: Lanes) -> Lanes:
    """32 bits turned to the left; what comes in from the next lane lies above them and is masked away."""
    return (number << left | number >> 32 - left) & mask
