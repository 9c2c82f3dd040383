"""How each hash cuts a key up: the steps of the working that come before the hash itself."""

from __future__ import annotations

from workbench.partitioning.other_hashes import utf16
from workbench.partitioning.placement import Step


def murmur2(key: bytes) -> tuple[Step, ...]:
    """Words of four bytes, and the tail of up to three that is mixed in after them."""
    return (Step("words of 4 B", f"{len(key) >> 2}, {_tail(key, 4)}"),)


def murmur2_in_doubles(key: bytes) -> tuple[Step, ...]:
    """KafkaJS 1: the loop's bound is not floored, so a tail counts as a word, and as the tail again."""
    words, tail = -(-len(key) // 4), _tail(key, 4)
    return (Step(f"words, i < {len(key)}/4", f"{words}, {tail}{' twice' if len(key) % 4 else ''}"),)


def java_bytes(key: bytes) -> tuple[Step, ...]:
    """Java's Arrays.hashCode: signed bytes."""
    return (Step("31 * h + byte, from 1", f"{len(key)}, signed"),)


def java_string(key: bytes) -> tuple[Step, ...]:
    """Java's String.hashCode: UTF-16 units, not bytes."""
    return (Step("31 * h + UTF-16 unit, from 0", f"{len(utf16(key)) >> 1} of {len(key)} B"),)


def phash2(key: bytes) -> tuple[Step, ...]:
    """Erlang's phash2: twelve bytes at a time; the rest shares its last word with the length."""
    rest = len(key) % 12
    return (Step("blocks of 12 B", f"{len(key) // 12}, then {rest} B and the length"),)


def xxh32(key: bytes) -> tuple[Step, ...]:
    """xxHash: stripes of sixteen bytes, then words, then bytes."""
    rest = len(key) % 16
    return (Step("of 16 B, 4 B, 1 B", f"{len(key) // 16}, {rest // 4}, {rest % 4}"),)


def _tail(key: bytes, size: int) -> str:
    tail = key[len(key) - len(key) % size :]
    return f"tail {tail.hex(' ')}" if tail else "no tail"
