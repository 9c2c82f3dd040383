"""Keys by the thousand, block by block: of a file, a template, the deliveries so far, a topic."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

from workbench.clusters.profile import ClusterProfile
from workbench.delivery.columns import KEY_BYTES, Chunk
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.serializer import Serializer
from workbench.serialization.text import StringSerializer

BLOCK = 8_192
"""Keys in a block: short enough that whoever waits for its turn waits a few milliseconds."""

BLOCK_BYTES = 128 * 1024
"""Bytes of a file that are read at once: some 8,000 keys of 16."""

STRING = StringSerializer()

LONGEST = 16 * 1024 * 1024
"""Bytes of a line that may still be a key; no broker takes records like that."""

_NOT_TEXT = "it is not UTF-8; valid: UTF-8 text, or the bytes in hex with the serializer hex"
_Text = TypeVar("_Text", str, bytes)
_ARRIVED = (DeliveryState.DELIVERED, DeliveryState.SENT)


class KeysError(ValueError):
    """Why there are no keys, or no more of them; the text is a sentence for a person. Those before it are good."""


@dataclass(frozen=True, slots=True)
class KeyBlock:
    """Some of the keys, None for null; where they lie, if they lie anywhere; the share of all that is done, 0 to 1."""

    keys: Sequence[bytes | None]
    landed: Sequence[int] | None = None
    done: float = 0.0


def from_file(path: str, serializer: Serializer = STRING) -> Iterator[KeyBlock]:
    r"""One key a line, which ends at `\n` alone, so that a `\r` before it belongs to the key, as in `workbench send`.

    An empty line is the empty text: an empty key, or none that the serializer takes. Raises KeysError: at once where
    the file cannot be read, else after the keys before a line that is none, with that line's number.
    """
    try:
        file = _opened(Path(path).expanduser())
    except (OSError, RuntimeError, ValueError) as error:  # the ~ of nobody, a NUL, a pipe
        raise KeysError(f"cannot read {quoted(path, 80)}: {getattr(error, 'strerror', None) or error}") from None
    return _of_file(file, quoted(path, 80), serializer)


def _opened(path: Path) -> BinaryIO:
    """A file; to open a pipe would wait for its other end, and a device may never come to its own."""
    if not (path.is_file() or path.is_dir() or not path.exists()):
        raise ValueError("it is no file")
    return path.open("rb")


def _of_file(file: BinaryIO, name: str, serializer: Serializer) -> Iterator[KeyBlock]:
    with file:
        size = max(1, os.fstat(file.fileno()).st_size)
        for number, data in _whole_lines(file, name):
            lines = data.removesuffix(b"\n").split(b"\n")
            for start in range(0, len(lines), BLOCK):
                keys, wrong = _of_lines(lines[start : start + BLOCK], serializer)
                yield KeyBlock(keys, done=min(1.0, file.tell() / size))
                if wrong:
                    raise KeysError(f"line {number + start + len(keys):,} of {name}: {wrong}")


def _whole_lines(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """The number of the first line and the lines, block by block; the last one may lack its end."""
    number, rest = 1, [b""]
    try:
        while data := file.read(BLOCK_BYTES):
            if end := data.rfind(b"\n") + 1:
                lines = b"".join((*rest, data[:end]))
                yield number, lines
                number += lines.count(b"\n")
                rest = []
            rest.append(data[end:])
            if sum(map(len, rest)) > LONGEST:
                raise KeysError(f"line {number:,} of {name}: it is longer than {LONGEST:,} bytes; this is no key")
    except OSError as error:
        raise KeysError(f"cannot read on in {name}: {error.strerror}") from None
    if last := b"".join(rest):
        yield number, last


def _of_lines(lines: list[bytes], serializer: Serializer) -> tuple[Sequence[bytes | None], str]:
    """The keys of the lines before the first that is none, and what is wrong with that one."""
    try:
        text = b"\n".join(lines).decode()
        return (lines if serializer.name == "string" else [*map(serializer.serialize, text.split("\n"))]), ""
    except ValueError:  # UnicodeDecodeError, Unserializable
        return _each(lines, lambda line: serializer.serialize(line.decode()))


def _each(texts: Iterable[_Text], serialize: Callable[[_Text], bytes | None]) -> tuple[list[bytes | None], str]:
    keys: list[bytes | None] = []
    try:
        keys.extend(map(serialize, texts))  # what was made before an error stays
    except UnicodeDecodeError:
        return keys, _NOT_TEXT
    except Unserializable as error:
        return keys, "; ".join(problem.at(Part.KEY).words for problem in error.problems)
    return keys, ""


def from_template(text: str, count: int, seed: int = 0, serializer: Serializer = STRING) -> Iterator[KeyBlock]:
    """`count` keys of a template; the same seed gives the same ones. Raises KeysError."""
    from workbench.records.key_template import KeyTemplate

    try:
        texts = KeyTemplate.parse(text).keys(count, seed)
    except Unserializable as error:
        words = "; ".join(problem.at(Part.KEY).words for problem in error.problems)
        raise KeysError(f"the template: {words}") from None
    return _of_texts(texts, count, serializer)


def _of_texts(texts: Iterator[str], count: int, serializer: Serializer) -> Iterator[KeyBlock]:
    made = 0
    while part := list(islice(texts, BLOCK)):
        keys, wrong = _each(part, serializer.serialize)
        made += len(keys)
        yield KeyBlock(keys, done=made / count)
        if wrong:
            raise KeysError(f"key {made + 1:,} of the template: {wrong}")


def from_deliveries(log: DeliveryLog, topic: str) -> Iterator[KeyBlock]:
    """The keys that arrived in `topic` so far, and where, of the rows that a delivery log still has.

    Raises KeysError at the end where keys were longer than what a row keeps and their records are gone.
    """
    first, end, cut = log.first, log.next, 0
    for start in range(first, end, BLOCK):
        stop = min(start + BLOCK, end)
        keys: list[bytes | None] = []
        landed: list[int] = []
        for chunk, low, high in log.stretches(start, stop):
            for index in _arrived(chunk, low, high, log.topic_number(topic)):
                key, is_whole = _key(chunk, index)
                cut += not is_whole
                if is_whole:
                    keys.append(key)
                    landed.append(chunk.partitions[index])
        yield KeyBlock(keys, landed, (stop - first) / (end - first))
    if cut:
        raise KeysError(f"{cut:,} keys of more than {KEY_BYTES} bytes are left out: the log let go of their records")


def _arrived(chunk: Chunk, low: int, high: int, topic: int | None) -> Iterator[int]:
    """The rows of records that are on a partition of the topic, as far as anybody knows."""
    rows = zip(
        range(low, high), chunk.topics[low:high], chunk.states[low:high], chunk.partitions[low:high], strict=True
    )
    return (index for index, its, state, partition in rows if its == topic and state in _ARRIVED and partition >= 0)


def _key(chunk: Chunk, index: int) -> tuple[bytes | None, bool]:
    """A row's key, and whether it is all of it."""
    if chunk.key_sizes[index] <= KEY_BYTES:
        return chunk.key(index), True
    record = chunk.record(index)
    return (None, False) if record is None else (record.key, True)


def from_topic(profile: ClusterProfile, topic: str, limit: int) -> Iterator[KeyBlock]:
    """The keys of a topic's newest `limit` records, and where they lie. Raises KeysError after what could be read."""
    from workbench.clusters.reading import ReadError, read_keys
    from workbench.clusters.settings import admin_config

    try:
        for block in read_keys(admin_config(profile), topic, None, limit):
            yield KeyBlock(block.keys, block.landed, block.done)
    except ReadError as error:
        raise KeysError(str(error)) from None
