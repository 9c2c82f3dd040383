"""Avro's int and long: zigzag, seven bits a byte, the lowest first."""

from __future__ import annotations

from typing import Final


def varint(number: int) -> bytes:
    """The bytes of a number of 64 bits."""
    if -64 <= number < 64:
        return _ONE_BYTE[number]
    rest = (number << 1) ^ (number >> 63)
    if rest < 1 << 14:
        return bytes((rest & 0x7F | 0x80, rest >> 7))
    out = bytearray()
    while rest > 0x7F:
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    out.append(rest)
    return bytes(out)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at `at` and where it ends. Raises IndexError where it has no end within ten bytes."""
    rest, shift = 0, 0
    while shift < 70:
        byte = data[at]
        at += 1
        rest |= (byte & 0x7F) << shift
        if byte < 0x80:
            return (rest >> 1) ^ -(rest & 1), at
        shift += 7
    raise IndexError


_ONE_BYTE: Final = [bytes((number << 1 ^ number >> 63,)) for number in (*range(64), *range(-64, 0))]
"""By the number itself: a negative one counts from the end."""
