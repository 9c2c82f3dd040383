"""20,000 keys, the same in every run and every language's harness: lengths 0 to 64, bytes and text of two kinds.

They are made of SHAKE-128, not of Python's `random`, so that recorded answers of real libraries stay comparable.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256, shake_128

COUNT = 20_000
LONGEST = 64
PARTITIONS = (3, 8, 12, 64, 1000)
"""Powers of two, on which clients that differ in the sign agree, and others."""

_ASCII = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
_WIDE = "äßéñøžџяЖ€한国語キ漢字ﬁ🙂𝔎😀"


@cache
def random_keys() -> tuple[bytes, ...]:
    """In order; a third each any bytes, ASCII text, and text of two to four bytes a character."""
    return tuple(_key(number) for number in range(COUNT))


@cache
def digest() -> str:
    """SHA-256 over the keys as hexadecimal lines: that the keys are those that the answers were recorded for."""
    return sha256("".join(f"{key.hex()}\n" for key in random_keys()).encode()).hexdigest()


def _key(number: int) -> bytes:
    length = number // 3 % (LONGEST + 1)
    drawn = shake_128(str(number).encode()).digest(LONGEST)[:length]
    match number % 3:
        case 0:
            return drawn
        case 1:
            return "".join(_ASCII[byte % len(_ASCII)] for byte in drawn).encode()
    return _cut("".join(_WIDE[byte % len(_WIDE)] for byte in drawn), length)


def _cut(text: str, length: int) -> bytes:
    """As much of the text as fits in that many bytes, padded with spaces."""
    return text.encode()[:length].decode(errors="ignore").encode().ljust(length)
