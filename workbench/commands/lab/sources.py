"""Which keys are meant: those of the command line, of a file, of a template, of a topic, or of standard input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack

from workbench.clusters.profile import ClusterProfile
from workbench.commands.lab.keys import Keys, from_bytes, from_lines, from_template, from_texts, opened
from workbench.commands.lab.topics import CANNOT_CONNECT
from workbench.commands.refused import Refused
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.serializer import Serializer

STDIN = "-"

LIMIT = 100_000
"""Records of a topic that are looked at unless --limit says otherwise."""

COUNT = 10_000
"""Keys of a template that are made unless --count says otherwise."""

_FLAGS = ("KEY", "--keys-file", "--template", "--from-topic")


def check(args: argparse.Namespace) -> None:
    """Raises Refused where the arguments name several sources, or what belongs to one that is not named."""
    named = [flag for flag, given in zip(_FLAGS, _given(args), strict=True) if given]
    if len(named) > 1:
        raise Refused(f"{named[0]} and {named[1]} are two sources of keys; give one of them")
    for flag, given, of in (
        ("--count", args.count, "--template"),
        ("--seed", args.seed, "--template"),
        ("--limit", args.limit, "--from-topic"),
    ):
        if given is not None and of not in named:
            raise Refused(f"{flag} belongs to {of}; give both or neither")
    if args.from_topic and not args.topics:
        raise Refused("--from-topic reads the keys of a topic; name it with -t")
    if args.from_topic and args.partitions is not None:
        raise Refused("--from-topic counts the topic's own partitions; --counts asks about others, not --partitions")


def keys(args: argparse.Namespace, serializer: Serializer, stack: ExitStack) -> Iterator[Keys]:
    """The keys, block by block; what has to be closed goes on the `stack`. Raises Refused."""
    if args.template is not None:
        return _of_template(args, serializer)
    if args.keys_file not in (None, STDIN):
        descriptor = stack.enter_context(opened(args.keys_file))
        return from_lines(descriptor, serializer, quoted(args.keys_file, 80))
    null = args.null_key or (serializer.name == "null" and not args.keys)
    given = from_texts(args.keys, serializer, null=null, empty=args.empty_key)
    if len(given) and args.keys_file is None:
        return iter((given,))
    if sys.stdin is None or (sys.stdin.isatty() and args.keys_file is None):
        raise Refused("no key is given; name keys after the flags, or pipe them in, one a line")
    return from_lines(sys.stdin.fileno(), serializer, "standard input")


def of_topic(profile: ClusterProfile, topic: str, limit: int | None, serializer: Serializer) -> Iterator[Keys]:
    """The keys that lie in a topic, and where: of its newest records. Raises Refused, after what could be read."""
    from workbench.clusters.reading import ReadError, read_keys
    from workbench.clusters.settings import admin_config

    try:
        for read in read_keys(admin_config(profile), topic, None, limit or LIMIT):
            yield from_bytes(read.keys, serializer, read.landed, read.done)
    except ReadError as error:
        raise Refused(str(error), CANNOT_CONNECT) from None


def _of_template(args: argparse.Namespace, serializer: Serializer) -> Iterator[Keys]:
    from workbench.records.key_template import KeyTemplate

    count = COUNT if args.count is None else args.count
    try:
        texts = KeyTemplate.parse(args.template).keys(count, args.seed or 0)
    except Unserializable as error:
        words = "; ".join(problem.at(Part.KEY).words for problem in error.problems)
        raise Refused(f"--template: {words}") from None
    return from_template(iter(texts), count, serializer)


def _given(args: argparse.Namespace) -> tuple[bool, ...]:
    typed = bool(args.keys or args.null_key or args.empty_key)
    return typed, args.keys_file is not None, args.template is not None, args.from_topic
