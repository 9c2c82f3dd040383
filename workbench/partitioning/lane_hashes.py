"""The hashes over many keys at once, in lanes: each the same as its namesake for one key."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from workbench.partitioning import hashes, other_hashes
from workbench.partitioning.lanes import Lanes, Words, many, octets, rotated

_UINT32 = 0xFFFFFFFF
_M = 0x5BD1E995


def murmur2(keys: Sequence[bytes]) -> Sequence[int]:
    """MurmurHash2 with Kafka's seed of each key."""
    return many(keys, _murmur2, hashes.murmur2)


def _murmur2(words: Words, length: int, ones: Lanes) -> Lanes:
    mask = ones * _UINT32
    h = ones * (0x9747B28C ^ length)
    for word in words[: length >> 2]:
        k = word * _M & mask
        h = (h * _M ^ ((k ^ k >> 24) & mask) * _M) & mask
    if length & 3:
        h = (h ^ words[-1]) * _M & mask
    h = ((h ^ h >> 13) & mask) * _M & mask
    return (h ^ h >> 15) & mask


def fnv1a(keys: Sequence[bytes]) -> Sequence[int]:
    """FNV-1a, 32 bits, of each key."""
    return many(keys, _fnv1a, hashes.fnv1a)


def _fnv1a(words: Words, length: int, ones: Lanes) -> Lanes:
    mask, h = ones * _UINT32, ones * 0x811C9DC5
    for octet in octets(words, length, ones):
        h = (h ^ octet) * 0x01000193 & mask
    return h


def java_bytes(keys: Sequence[bytes]) -> Sequence[int]:
    """Java's `Arrays.hashCode(byte[])` of each key."""
    return many(keys, _java_bytes, other_hashes.java_bytes)


def _java_bytes(words: Words, length: int, ones: Lanes) -> Lanes:
    mask, sign, below = ones * _UINT32, ones * 0x80, ones * (2**32 - 0x80)
    h = ones
    for octet in octets(words, length, ones):
        h = h * 31 + (octet ^ sign) + below & mask
    return h


def java_string(keys: Sequence[bytes]) -> Sequence[int]:
    """Java's `String.hashCode` of each key, which is text in UTF-8."""
    if all(map(bytes.isascii, keys)):
        return many(keys, _of_ascii, other_hashes.java_string)
    return many(_utf16(keys), _of_utf16, other_hashes.java_units)


_BETWEEN = "\U0010ffff"
"""A character that no text has: keys are decoded and encoded all at once, with it between them."""


def _utf16(keys: Sequence[bytes]) -> Sequence[bytes]:
    texts = _BETWEEN.encode().join(keys).decode(errors="replace").split(_BETWEEN)
    if len(texts) != len(keys):
        return [other_hashes.utf16(key) for key in keys]
    text = "".join(texts)
    units = text.encode("utf-16-le")
    if len(units) != 2 * len(text):
        return [text.encode("utf-16-le") for text in texts]
    ends = [0, *(2 * end for end in accumulate(map(len, texts)))]
    return [units[start:end] for start, end in pairwise(ends)]


def _of_ascii(words: Words, length: int, ones: Lanes) -> Lanes:
    mask, h = ones * _UINT32, 0
    for octet in octets(words, length, ones):
        h = h * 31 + octet & mask
    return h


def _of_utf16(words: Words, length: int, ones: Lanes) -> Lanes:
    mask, unit, h = ones * _UINT32, ones * 0xFFFF, 0
    for index in range(length >> 1):
        h = h * 31 + (words[index >> 1] >> (index & 1) * 16 & unit) & mask
    return h


def phash2(keys: Sequence[bytes]) -> Sequence[int]:
    """Erlang's `erlang:phash2` of each key, a binary."""
    return many(keys, _phash2, other_hashes.phash2)


def _phash2(words: Words, length: int, ones: Lanes) -> Lanes:
    mask = ones * _UINT32
    a = b = ones * 0x9E3779B9
    c = ones * 0x08D12E65
    whole = length // 12 * 3
    for index in range(0, whole, 3):
        a, b, c = _mixed(a + words[index], b + words[index + 1], c + words[index + 2], mask, ones << 34)
    x, y, z = (*words[whole:], 0, 0, 0)[:3]
    a, b, c = _mixed(a + x, b + y, c + (z << 8) + ones * length, mask, ones << 34)
    return c & ones * 0x7FFFFFF


def _mixed(a: Lanes, b: Lanes, c: Lanes, mask: Lanes, above: Lanes) -> tuple[Lanes, Lanes, Lanes]:
    """Jenkins' mix; `above` is more than is ever taken away, so that no lane borrows from the next."""
    b, c = b & mask, c & mask
    for right, left, last in ((13, 8, 13), (12, 16, 5), (3, 10, 15)):
        a = (a + above - b - c ^ c >> right) & mask
        b = (b + above - c - a ^ a << left) & mask
        c = (c + above - a - b ^ b >> last) & mask
    return a, b, c


_P1, _P2, _P3, _P4, _P5 = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1


def xxh32(keys: Sequence[bytes]) -> Sequence[int]:
    """xxHash, 32 bits, seed 0, of each key."""
    return many(keys, _xxh32, other_hashes.xxh32)


def _xxh32(words: Words, length: int, ones: Lanes) -> Lanes:
    mask, whole = ones * _UINT32, length >> 4 << 2
    h = ones * (_P5 + length)
    if whole:
        h = ones * length + _stripes(words[:whole], ones, mask)
    for word in words[whole : length >> 2]:
        h = rotated(h + (word * _P3 & mask) & mask, 17, mask) * _P4 & mask
    for octet in octets(words[length >> 2 :], length & 3, ones):
        h = rotated(h + octet * _P5 & mask, 11, mask) * _P1 & mask
    h &= mask
    h = ((h ^ h >> 15) & mask) * _P2 & mask
    h = ((h ^ h >> 13) & mask) * _P3 & mask
    return (h ^ h >> 16) & mask


def _stripes(words: Words, ones: Lanes, mask: Lanes) -> Lanes:
    four = [ones * (start & _UINT32) for start in (_P1 + _P2, _P2, 0, -_P1)]
    for index, word in enumerate(words):
        mixed = four[index & 3] + (word * _P2 & mask) & mask
        four[index & 3] = rotated(mixed, 13, mask) * _P1 & mask
    return sum(rotated(number, left, mask) for number, left in zip(four, (1, 7, 12, 18), strict=True))


def murmur2_in_doubles(keys: Sequence[bytes]) -> Sequence[int]:
    """KafkaJS 1's murmur2 of each key."""
    return many(keys, _murmur2_in_doubles, other_hashes.murmur2_in_doubles)


def _murmur2_in_doubles(words: Words, length: int, ones: Lanes) -> Lanes:
    mask, lowest = ones * _UINT32, ones * 0x3FF
    h = ones * (0x9747B28C ^ length)
    for word in words:
        k = _by_m(word, ones, mask, lowest)
        h = _by_m(h, ones, mask, lowest) ^ _by_m((k ^ k >> 24) & mask, ones, mask, lowest)
    if length & 3:
        h = _by_m(h ^ words[-1], ones, mask, lowest)
    h = _by_m((h ^ h >> 13) & mask, ones, mask, lowest)
    return (h ^ h >> 15) & mask


def _by_m(number: Lanes, ones: Lanes, mask: Lanes, lowest: Lanes) -> Lanes:
    """int32 times M as a double holds it, rounded to 53 bits, half to even; the lowest 32 bits of that.

    A product has up to 63 bits, so the lowest 10 may be lost: as many as there are bits from the 54th up.
    """
    sign = number >> 31 & ones
    negative = (sign << 32) - sign
    product = ((number ^ negative) + sign) * _M
    lost = _and_all_below(product >> 53 & lowest) & lowest
    even = _and_all_below(product & lost + ones) & lost & ones
    product += (lost >> 1) + even
    return ((product ^ product & lost) & mask ^ negative) + sign & mask


def _and_all_below(number: Lanes) -> Lanes:
    """Each lane's highest set bit and those below it, of up to 11 bits; what the shifts bring in lies far above."""
    for shift in (1, 2, 4, 8):
        number |= number >> shift
    return number
