"""The keys that a question is about, block by block, as typed and as bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from stat import S_ISREG

from workbench.commands.lines import LineTooLong, blocks
from workbench.commands.refused import Refused
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.serializer import Serializer

BLOCK = 8_192
"""Keys of a template that are made at once."""

LONGEST = 16 * 2**20
"""Bytes of a line: a key of more is a file that has no lines."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A block of keys: texts and bytes side by side, None for the null key.

    `landed` are the partitions they lie on, for keys of a topic; `done` is the share of the source that ends with
    this block, None where nobody can know.
    """

    texts: Sequence[str | None]
    data: Sequence[bytes | None]
    landed: Sequence[int] | None = None
    done: float | None = None

    def __len__(self) -> int:
        return len(self.data)

    def first(self, count: int) -> Keys:
        """The first of them."""
        landed = None if self.landed is None else self.landed[:count]
        return Keys(self.texts[:count], self.data[:count], landed, self.done)


def from_texts(texts: Iterable[str], serializer: Serializer, *, null: bool = False, empty: bool = False) -> Keys:
    """Those of the command line, then the empty and the null key where they are asked for. Raises Refused."""
    typed: list[str | None] = list(texts)
    data = [serialized(text, serializer) for text in typed if text is not None]
    if empty:
        typed.append("")
        data.append(b"")
    if null:
        typed.append(None)
        data.append(None)
    return Keys(typed, data, done=1.0)


def from_lines(descriptor: int, serializer: Serializer, source: str) -> Iterator[Keys]:
    """One key a line. Raises Refused with the line's number in `source`, after the keys of the lines before it."""
    number, read, size = 1, 0, _size(descriptor)
    try:
        for block in blocks(descriptor, lambda: True, LONGEST):
            if block is None:
                continue
            read += len(block)
            done = min(read / size, 1.0) if size else None
            yield from _of_block(block, serializer, number, source, done)
            number += block.count(b"\n")
    except LineTooLong:
        raise Refused(
            f"line {number:,} of {source} is longer than {LONGEST // 2**20} MiB; valid: one key a line"
        ) from None


def from_template(texts: Iterator[str], count: int, serializer: Serializer) -> Iterator[Keys]:
    """The `count` texts of a template. Raises Refused."""
    made = 0
    while made < count:
        part = [next(texts) for _ in range(min(BLOCK, count - made))]
        made += len(part)
        yield Keys(part, [serialized(text, serializer) for text in part], done=made / count)


def from_bytes(data: Sequence[bytes | None], serializer: Serializer, landed: Sequence[int], done: float) -> Keys:
    """Keys as they lie in a topic; their texts are what the serializer's consumer reads, or else their hex."""
    return Keys([_text(key, serializer) for key in data], data, landed, done)


def serialized(text: str, serializer: Serializer, where: str = "") -> bytes | None:
    """The bytes of a text. Raises Refused; `where` tells which text it was."""
    if any("\udc80" <= character <= "\udcff" for character in text):
        raise Refused(f"key {quoted(text)}{where}: it is not UTF-8; valid: UTF-8, or its bytes with -k hex")
    try:
        return serializer.serialize(text)
    except Unserializable as error:
        problems = "; ".join(problem.at(Part.KEY).words for problem in error.problems)
        raise Refused(f"key {quoted(text)}{where}: {problems}") from None


@contextmanager
def opened(path: str) -> Iterator[int]:
    """A file's descriptor. Raises Refused."""
    try:
        file = FileIO(path)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise Refused(f"cannot read {quoted(path, 80)}: {cause}") from None
    with file:
        yield file.fileno()


def _of_block(block: bytes, serializer: Serializer, number: int, source: str, done: float | None) -> Iterator[Keys]:
    lines = block.removesuffix(b"\n").split(b"\n")
    try:
        texts = block.removesuffix(b"\n").decode().split("\n")
        data = lines if serializer.name == "string" else [serializer.serialize(text) for text in texts]
        yield Keys(texts, data, done=done)
    except ValueError:  # not UTF-8, or Unserializable: one after the other, up to the line that is wrong
        yield from _up_to_the_wrong_one(lines, serializer, lambda at: f" in line {number + at:,} of {source}")


def _up_to_the_wrong_one(lines: Sequence[bytes], serializer: Serializer, where: Callable[[int], str]) -> Iterator[Keys]:
    texts: list[str | None] = []
    data: list[bytes | None] = []
    for at, line in enumerate(lines):
        text = line.decode(errors="surrogateescape")
        try:
            data.append(serialized(text, serializer, where(at)))
        except Refused:
            yield Keys(texts, data)
            raise
        texts.append(text)
    yield Keys(texts, data)


def _text(key: bytes | None, serializer: Serializer) -> str | None:
    if key is None:
        return None
    try:
        return serializer.deserialize(key)
    except Unserializable:
        return f"0x{key.hex()}"


def _size(descriptor: int) -> int:
    """How many bytes there are to read; 0 where that is not known."""
    state = os.fstat(descriptor)
    return state.st_size - os.lseek(descriptor, 0, os.SEEK_CUR) if S_ISREG(state.st_mode) else 0
