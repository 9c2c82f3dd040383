"""The flags of `workbench partition`, by what they say: how many partitions, which keys, which clients, what to ask."""

from __future__ import annotations

import argparse

from workbench.commands.cluster import add_connection
from workbench.commands.lab.sources import COUNT, LIMIT
from workbench.commands.numbers import whole_number
from workbench.partitioning import partitioners
from workbench.partitioning.rules import MAX_PARTITIONS
from workbench.records.escape import quoted

MOST_COUNTED = 100_000
"""Partitions that a spread counts in."""

_MOST_KEYS = 10**8
_MOST_SCHEMA_ID = 2**31 - 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All of them."""
    parser.set_defaults(topics=[], named=[], client=None)  # `client` is the one of the other commands
    parser.add_argument("keys", nargs="*", metavar="KEY", help="none: read from standard input, one a line")
    _over_how_many(parser)
    _which_keys(parser)
    _which_clients(parser)
    _questions(parser)
    parser.add_argument("--json", action="store_true", help="JSON lines, one an answer; their shapes are below")


def _over_how_many(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("over how many partitions")
    add_connection(group)
    group.add_argument("--partitions", type=partition_count, metavar="N", help="this many, whatever a topic has")
    group.add_argument(
        "-t",
        "--topic",
        action="append",
        dest="topics",
        metavar="TOPIC",
        help="as many as this topic has on the cluster of -b; twice with --spread --from-topic: whether they join",
    )


def _which_keys(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("which keys, when not KEY or standard input")
    group.add_argument(
        "-k",
        "--key-serializer",
        default="string",
        metavar="SPEC",
        help="as in `workbench send`: default: string; null gives the null key",
    )
    group.add_argument("--empty-key", action="store_true", help="the empty key, after the others")
    group.add_argument("--null-key", action="store_true", help="the null key, after the others")
    group.add_argument("--keys-file", metavar="FILE", help="one key a line; - is standard input")
    group.add_argument(
        "--template", metavar="TEXT", help="such as 'user-{n}': {n} {n:06} {uuid} {hex:16} {int:1-1000} {choice:a|b}"
    )
    group.add_argument("--count", type=_number, metavar="N", help=f"keys of the template; default: {COUNT:,}")
    group.add_argument(
        "--seed", type=whole_number("seed", 0, 10**18 - 1), metavar="S", help="another S draws other keys; default: 0"
    )
    group.add_argument("--from-topic", action="store_true", help="the keys that lie in TOPIC; looking changes nothing")
    group.add_argument("--limit", type=_number, metavar="N", help=f"the newest N records; default: {LIMIT:,}")


def _which_clients(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("by which clients")
    group.add_argument(
        "--client",
        "--partitioner",
        action="append",
        dest="named",
        metavar="NAME,…",
        help="clients of --clients, rule files (*.toml), plug-ins; several are shown side by side. "
        f"default: {partitioners.DEFAULT}, which is Java's placement; with --compare all",
    )


def _questions(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what to ask, when not where each key lands")
    one = group.add_mutually_exclusive_group()
    one.add_argument("--clients", action="store_true", help="which clients there are: versions, rule, null, empty key")
    one.add_argument("--compare", action="store_true", help="each key under all clients; those not as Java are marked")
    one.add_argument("--working", action="store_true", help="how each answer comes about, step by step")
    one.add_argument("--doctor", action="store_true", help="where the same text lands as other bytes")
    one.add_argument("--spread", action="store_true", help="how evenly the keys fill the partitions, as bars")
    group.add_argument(
        "--counts",
        type=_counts,
        default=(),
        metavar="N,…",
        help="what if the topic had so many: the keys that move, the skew, whether a murmur2 sign bug shows",
    )
    group.add_argument(
        "--schema-ids", type=_schema_ids, metavar="NOW,BEFORE", help="for Avro keys in --doctor; default: 2,1"
    )


def partition_count(text: str) -> int:
    """A number of partitions. Raises ArgumentTypeError."""
    count = _decimal(text, 10)
    if not 1 <= count <= MAX_PARTITIONS:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number of partitions; valid: 1 to {MAX_PARTITIONS}")
    return count


def _counts(text: str) -> tuple[int, ...]:
    counts = [_decimal(one.strip(), 10) for one in text.split(",")]
    if not all(1 <= count <= MOST_COUNTED for count in counts):
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is no list of partition counts; valid: such as 12,24, each 1 to {MOST_COUNTED:,}"
        )
    return tuple(dict.fromkeys(counts))


def _schema_ids(text: str) -> tuple[int, int]:
    ids = [_decimal(one.strip(), 10, least=-1) for one in text.split(",")]
    if len(ids) != 2 or not all(0 <= one <= _MOST_SCHEMA_ID for one in ids):
        valid = f"such as 2,1, this one first, each up to {_MOST_SCHEMA_ID:,}"
        raise argparse.ArgumentTypeError(f"{quoted(text)} are not two schema ids; valid: {valid}")
    return ids[0], ids[1]


def _number(text: str) -> int:
    number = _decimal(text, 13)
    if not 1 <= number <= _MOST_KEYS:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not a number of keys or records; valid: 1 to {_MOST_KEYS:,}"
        )
    return number


def _decimal(text: str, digits: int, least: int = 0) -> int:
    """The number; `least`, which no caller takes, for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else least
