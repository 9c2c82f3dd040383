"""`workbench partition`: where each key lands, before anything is sent. Talks to no cluster."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.commands.output import complain, line, quiet_when_the_reader_leaves
from workbench.commands.table import Row, aligned, cut
from workbench.partitioning import partitioners
from workbench.partitioning.placement import Placement
from workbench.partitioning.rules import MAX_PARTITIONS, Partitioner, hexadecimal
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import escape, quoted
from workbench.serialization import catalogue
from workbench.serialization.serializer import Serializer

_KEY_CELLS, _KEY_BYTES = 36, 8


@dataclass(frozen=True, slots=True)
class Key:
    """A key as typed and as bytes; both None for the null key."""

    text: str | None
    data: bytes | None


class Refused(Exception):
    """There is no answer; the sentence says why and what would be valid."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags and the keys."""
    names = ", ".join(partitioner.name for partitioner in partitioners.partitioners())
    parser.add_argument(
        "--partitions", type=_partitions, required=True, metavar="N", help="how many partitions the topic has"
    )
    parser.add_argument(
        "--partitioner",
        default=partitioners.DEFAULT,
        metavar="NAME",
        help=f"{names}; default: %(default)s, Java's placement",
    )
    parser.add_argument(
        "-k", "--key-serializer", default="string", metavar="NAME", help="default: string; null gives the null key"
    )
    parser.add_argument("--null-key", action="store_true", help="the null key, after the others")
    parser.add_argument("--json", action="store_true", help="one JSON line a key")
    parser.add_argument("keys", nargs="*", metavar="KEY", help="none: read from standard input, one a line")


def run(args: argparse.Namespace) -> int:
    """Print where each key lands, in the order of the keys. 0, or 2 after a sentence on stderr."""
    try:
        partitioner = partitioners.find(args.partitioner)
        keys = _keys(args, catalogue.find(args.key_serializer))
        with quiet_when_the_reader_leaves():
            write = _write_json if args.json else _write_table
            write(keys, partitioner, args.partitions)
    except (LookupError, Refused) as error:
        complain("partition", str(error))
        return 2
    return 0


def _partitions(text: str) -> int:
    count = int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else 0
    if not 1 <= count <= MAX_PARTITIONS:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number of partitions; valid: 1 to {MAX_PARTITIONS}")
    return count


def _keys(args: argparse.Namespace, serializer: Serializer) -> Iterable[Key]:
    """Those of the command line, all read before the first is answered; or those of stdin, as they come."""
    keys = [_serialized(text, serializer, "") for text in args.keys]
    if args.null_key or (serializer.name == "null" and not keys):
        keys.append(Key(None, None))
    if keys:
        return keys
    if sys.stdin is None or sys.stdin.isatty():
        raise Refused("no key is given; name keys after the flags, or pipe them in, one a line")
    return _keys_of_stdin(serializer)


def _keys_of_stdin(serializer: Serializer) -> Iterator[Key]:
    for number, data in enumerate(sys.stdin.buffer, 1):
        text = data.removesuffix(b"\n").decode(errors="surrogateescape")
        yield _serialized(text, serializer, f" in line {number:,} of standard input")


def _serialized(text: str, serializer: Serializer, where: str) -> Key:
    if any("\udc80" <= character <= "\udcff" for character in text):
        raise Refused(f"key {quoted(text)}{where}: it is not UTF-8; valid: UTF-8, or its bytes with -k hex")
    try:
        return Key(text, serializer.serialize(text))
    except Unserializable as error:
        problems = "; ".join(problem.at(Part.KEY).words for problem in error.problems)
        raise Refused(f"key {quoted(text)}{where}: {problems}") from None


def _write_json(keys: Iterable[Key], partitioner: Partitioner, partitions: int) -> None:
    for key in keys:
        placement = partitioner.place(key.data, partitions)
        # In ASCII: whatever stands in a key, no terminal acts on it and every encoding has it.
        line(json.dumps(_as_json(key, placement)))


def _as_json(key: Key, placement: Placement) -> dict[str, object]:
    return {
        "key": None if key.data is None else key.text,
        "key_hex": None if key.data is None else key.data.hex(),
        "partitioner": placement.partitioner,
        "partitions": placement.partitions,
        "hash": placement.hash,
        "partition": placement.partition,
    }


def _write_table(keys: Iterable[Key], partitioner: Partitioner, partitions: int) -> None:
    count = "1 partition" if partitions == 1 else f"{partitions:,} partitions"
    line(f"{partitioner.name} over {count}: {partitioner.about}")
    rows = (_row(key, partitioner.place(key.data, partitions)) for key in keys)
    for text in aligned(("key", "bytes", "hash", "partition"), rows):
        line(text)


def _row(key: Key, placement: Placement) -> Row:
    text = "null" if key.text is None else escape(key.text)
    hashed = "–" if placement.hash is None else hexadecimal(placement.hash)
    return (cut(text, _KEY_CELLS), _bytes(key.data), hashed, placement.steps[-1].value)


def _bytes(data: bytes | None) -> str:
    if not data:
        return "null" if data is None else "empty"
    return data[:_KEY_BYTES].hex(" ") + (" …" if len(data) > _KEY_BYTES else "")
