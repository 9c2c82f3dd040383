"""What the bytes of MessagePack and CBOR have in common when their parts are named."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, NoReturn

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.anatomy import Span
from workbench.serialization.json_tree import child_path
from workbench.serialization.layout.part import Reading

MOST_DEEP: Final = 250
"""Maps and arrays inside each other that are named: more than a text may have."""

_LONGEST: Final = 40

Item = Callable[[Reading, str, int], str]
"""Names one item that begins where the reading is, at a path and a depth; gives what a map's name for it would be."""


def named(data: bytes, item: Item) -> tuple[Span, ...]:
    """The parts of one document, as far as the bytes can be read."""
    reading = Reading(data)
    with suppress(Unserializable, RecursionError):
        item(reading, "", 0)
    return tuple(reading.spans)


def byte_at(reading: Reading) -> int:
    """The next byte, not taken yet. Raises Unserializable at the end, as all that reads."""
    return reading.data[reading.at] if reading.left else stop()


def number_at(reading: Reading, skip: int, size: int) -> int:
    """The big-endian number of `size` bytes that begins `skip` bytes on; nothing is taken."""
    start = reading.at + skip
    return stop() if start + size > len(reading.data) else int.from_bytes(reading.data[start : start + size], "big")


def take(reading: Reading, count: int, label: str, value: str, path: str) -> str:
    """The next bytes under a name; gives what they say."""
    reading.take(count, label, path)
    reading.name_last(value)
    return value


def take_text(reading: Reading, head: int, count: int, path: str) -> str:
    """A text behind its head, as one part."""
    data = reading.take(head + count, "text", path)[head:]
    text = data.decode("utf-8", "replace")
    reading.name_last(quoted(text, _LONGEST))
    return text


def take_bytes(reading: Reading, head: int, count: int, path: str) -> str:
    """Bytes behind their head, as one part."""
    data = reading.take(head + count, "bytes", path)[head:]
    shown = f"0x{data[: _LONGEST // 2].hex()}" + ("…" if count > _LONGEST // 2 else "") if data else "none"
    reading.name_last(f"{shown}, {count:,} in all" if count > _LONGEST // 2 else shown)
    return shown


def pair(reading: Reading, item: Item, path: str, depth: int) -> None:
    """A name and its value; both have the value's path."""
    first = len(reading.spans)
    name = item(reading, path, depth)
    inner = child_path(path, name)
    names = reading.spans[first:]
    label = "name" if len(names) == 1 else ""
    reading.spans[first:] = [replace(one, path=inner, label=label or f"name, {one.label}") for one in names]
    item(reading, inner, depth)


def stop() -> NoReturn:
    """The bytes cannot be read any further."""
    raise Unserializable(Problem("the bytes end too early, or are of another kind"))
