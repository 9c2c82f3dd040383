"""Keys by the thousand, block by block: of a file, a template, the deliveries so far, a topic."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from workbench.clusters.profile import ClusterProfile
from workbench.delivery.log import DeliveryLog
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.catalogue import find
from workbench.serialization.serializer import Serializer

BLOCK = 8_192
"""Keys in a block: short enough that whoever waits for its turn waits a few milliseconds."""

BLOCK_BYTES = 64 * 1024
_NOT_TEXT = "it is not UTF-8; valid: UTF-8 text, or the bytes in hex with the serializer hex"


class KeysError(ValueError):
    """Why there are no keys, or no more of them; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class KeyBlock:
    """Some of the keys, None for null; where they lie, if they lie anywhere; the share of all that is done, 0 to 1."""

    keys: Sequence[bytes | None]
    landed: Sequence[int] | None = None
    done: float = 0.0


def from_file(path: str, serializer: str = "string") -> Iterator[KeyBlock]:
    r"""One key a line, which ends at `\n` alone; an empty line is the empty key. Raises KeysError, at once where the
    file cannot be read, else at the line that is no key."""
    try:
        file = Path(path).expanduser().open("rb")
    except (OSError, ValueError) as error:
        raise KeysError(f"cannot read {quoted(path, 80)}: {getattr(error, 'strerror', None) or error}") from None
    return _of_file(file, path, find(serializer))


def _of_file(file: BinaryIO, path: str, serializer: Serializer) -> Iterator[KeyBlock]:
    with file:
        status = os.fstat(file.fileno())
        size = status.st_size if S_ISREG(status.st_mode) else 0
        place = _Place("line", 1, f" of {quoted(path, 80)}")
        read = 0
        try:
            while lines := file.readlines(BLOCK_BYTES):
                read += sum(map(len, lines))
                keys = _serialized(b"".join(lines).removesuffix(b"\n").split(b"\n"), serializer, place)
                yield KeyBlock(keys, done=min(1.0, read / size) if size else 0.0)
                place = replace(place, first=place.first + len(lines))
        except OSError as error:
            raise KeysError(f"cannot read on in {quoted(path, 80)}: {error.strerror}") from None


@dataclass(frozen=True, slots=True)
class _Place:
    """What a key is called in an error: `line 17 of 'keys.txt'`."""

    what: str
    first: int
    of: str

    def at(self, index: int) -> str:
        return f"{self.what} {self.first + index:,}{self.of}"


def _serialized(lines: list[bytes], serializer: Serializer, place: _Place) -> list[bytes | None]:
    try:
        text = b"\n".join(lines).decode()
    except UnicodeDecodeError:
        wrong = next(at for at, line in enumerate(lines) if not _is_text(line))
        raise KeysError(f"{place.at(wrong)}: {_NOT_TEXT}") from None
    return [*lines] if serializer.name == "string" else _each(text.split("\n"), serializer, place)


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _each(texts: Sequence[str], serializer: Serializer, place: _Place) -> list[bytes | None]:
    keys: list[bytes | None] = []
    try:
        keys.extend(serializer.serialize(text) if text else b"" for text in texts)
    except Unserializable as error:
        words = "; ".join(problem.at(Part.KEY).words for problem in error.problems)
        raise KeysError(f"{place.at(len(keys))}: {words}") from None
    return keys


def from_template(text: str, count: int, seed: int = 0, serializer: str = "string") -> Iterator[KeyBlock]:
    """`count` keys of a template; the same seed gives the same ones. Raises KeysError."""
    from workbench.records.key_template import KeyTemplate

    try:
        texts = KeyTemplate.parse(text).keys(count, seed)
    except Unserializable as error:
        words = "; ".join(problem.at(Part.KEY).words for problem in error.problems)
        raise KeysError(f"the template: {words}") from None
    return _of_texts(texts, count, find(serializer))


def _of_texts(texts: Iterator[str], count: int, serializer: Serializer) -> Iterator[KeyBlock]:
    made = 0
    while part := list(islice(texts, BLOCK)):
        keys = _each(part, serializer, _Place("key", made + 1, " of the template"))
        made += len(part)
        yield KeyBlock(keys, done=made / count)


def from_deliveries(log: DeliveryLog, topic: str) -> Iterator[KeyBlock]:
    """The keys of the rows of a delivery log, of the records that are on a partition of `topic`."""
    first, end = log.first, log.next
    for start in range(first, end, BLOCK):
        rows = [log.row(number) for number in range(start, min(start + BLOCK, end))]
        landed = [(row.key, row.partition) for row in rows if row and row.topic == topic and row.partition is not None]
        done = min(1.0, (start + BLOCK - first) / (end - first))
        yield KeyBlock(
            [key for key, _ in landed], [partition for _, partition in landed if partition is not None], done
        )


def from_topic(profile: ClusterProfile, topic: str, limit: int) -> Iterator[KeyBlock]:
    """The keys of a topic's newest `limit` records, and where they lie. Raises KeysError while it is read."""
    from workbench.clusters.reading import ReadError, read_keys
    from workbench.clusters.settings import admin_config

    try:
        for block in read_keys(admin_config(profile), topic, None, limit):
            yield KeyBlock(block.keys, block.landed, block.done)
    except ReadError as error:
        raise KeysError(str(error)) from None
