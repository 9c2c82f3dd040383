"""`workbench partition`: where each key lands, for every client, before anything is sent."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from importlib import import_module
from itertools import product
from typing import Protocol, TextIO

from workbench.clusters.profile import ClusterProfile
from workbench.commands.cluster import cluster
from workbench.commands.lab import chosen, sources
from workbench.commands.lab.arguments import MOST_COUNTED, add_arguments
from workbench.commands.lab.asked import Asked
from workbench.commands.lab.keys import Keys
from workbench.commands.lab.layout import terminal_width
from workbench.commands.lab.under_way import UnderWay
from workbench.commands.output import complain, line, quiet_when_the_reader_leaves
from workbench.commands.refused import Refused
from workbench.commands.serializing import code_of, finding, refusal
from workbench.partitioning.rules import Partitioner
from workbench.records.errors import Part, Unplaceable, Unserializable
from workbench.serialization.serializer import Serializer

__all__ = ["add_arguments", "run"]

INTERRUPTED = 130


class Question(Protocol):
    """What a module offers that answers one."""

    def lines(self, asked: Asked) -> Iterable[str]: ...
    def json_lines(self, asked: Asked) -> Iterable[str]: ...


def run(args: argparse.Namespace) -> int:
    """Answer what is asked, on stdout. The exit code; raises Refused where there is no answer."""
    profile, settings = cluster(args)
    if args.clients:
        return _list_clients(args)
    _check(args, profile)
    partitioners = _partitioners(args, settings.partitioner)
    under_way = UnderWay(_progress(args))
    try:
        with quiet_when_the_reader_leaves(), ExitStack() as stack:
            texts = _answers(args, profile, partitioners, under_way, stack)
            stack.enter_context(under_way)
            _write(texts, under_way)
    except KeyboardInterrupt:
        complain("partition", f"interrupted after {under_way.words}")
        return INTERRUPTED
    except Unplaceable as error:
        raise Refused(str(error)) from None
    if under_way.problem is not None:
        complain("partition", f"{under_way.problem}; the answer is about {under_way.words}")
        return under_way.problem.code
    return 0


def _check(args: argparse.Namespace, profile: ClusterProfile) -> None:
    """Raises Refused for what can be said against the arguments without looking anywhere."""
    sources.check(args)
    if args.topics and profile.embedded:
        raise Refused("-t names a topic of a cluster; name the cluster with -b")
    if not args.topics and not profile.embedded:
        raise Refused("-b names a cluster; name the topic with -t, whose partitions are counted")
    if not args.topics and args.partitions is None:
        raise Refused("how many partitions? give --partitions N, or a topic that has them: -b HOST:PORT -t TOPIC")
    if len(args.topics) > 1 and not (args.spread and args.from_topic):
        raise Refused("several topics are compared by the keys in them; add --spread --from-topic")
    if args.counts and (args.compare or args.working or args.doctor):
        raise Refused("--counts asks about many keys; give it alone or with --spread")
    if args.doctor and (args.null_key or args.key_serializer == "null"):
        raise Refused("--doctor writes a text as other bytes, and the null key has no text; give a key")
    if args.schema_ids and not args.doctor:
        raise Refused("--schema-ids belongs to --doctor; give both or neither")


def _partitioners(args: argparse.Namespace, setting: str) -> tuple[Partitioner, ...]:
    """Those of --client; none stands for all where all are asked for. Raises Refused."""
    if args.named or not args.compare:
        return chosen.partitioners(args.named or (setting,))
    return ()


def _answers(
    args: argparse.Namespace,
    profile: ClusterProfile,
    partitioners: tuple[Partitioner, ...],
    under_way: UnderWay,
    stack: ExitStack,
) -> Iterable[str]:
    serializer = _serializer(args, profile, stack)
    counts = _counts(args, profile)
    _check_fit(partitioners, counts)
    if args.from_topic:
        blocks = [sources.of_topic(profile, topic, args.limit, serializer) for topic in counts]
    else:
        blocks = [sources.keys(args, serializer, stack)]
    asked = [
        Asked(
            _flushed(under_way.through(some)),
            partitioners,
            count,
            serializer,
            terminal_width(),
            spread=args.spread,
            counts=args.counts,
            schema_ids=args.schema_ids or (2, 1),
            topic=topic if args.from_topic else "",
        )
        for some, (topic, count) in zip(blocks, counts.items(), strict=True)
    ]
    if len(asked) > 1:
        from workbench.commands.lab import joining

        return joining.json_lines(asked) if args.json else joining.lines(asked)
    question: Question = import_module(f"workbench.commands.lab.{_question(args)}")
    return question.json_lines(asked[0]) if args.json else question.lines(asked[0])


def _check_fit(partitioners: Iterable[Partitioner], counts: dict[str, int]) -> None:
    """Raises Unplaceable for a rule file that names partitions which are not there, before anything is printed."""
    for partitioner, count in product(partitioners, counts.values()):
        partitioner.partitions_of((), count)


def _serializer(args: argparse.Namespace, profile: ClusterProfile, stack: ExitStack) -> Serializer:
    """The keys' serializer, its schema waited for. Raises Refused."""
    find = stack.enter_context(finding(profile.registry))
    try:
        return find(args.key_serializer, next(iter(args.topics), ""), Part.KEY)
    except Unserializable as error:
        raise Refused(refusal(error), code_of(error)) from None


def _question(args: argparse.Namespace) -> str:
    """The module that answers it."""
    if args.spread or args.counts:
        return "spreading"
    named = (("comparing", args.compare), ("working", args.working), ("doctor", args.doctor))
    return next((module for module, given in named if given), "placing")


def _counts(args: argparse.Namespace, profile: ClusterProfile) -> dict[str, int]:
    """The partitions of each topic that is meant; of none, those of --partitions under no name. Raises Refused."""
    counts: dict[str, int] = {"": args.partitions or 0}
    if args.topics and (args.from_topic or args.partitions is None):
        from workbench.commands.lab.topics import partition_counts

        found = partition_counts(profile, list(dict.fromkeys(args.topics)))
        counts = {topic: args.partitions or count for topic, count in found.items()}
    if (args.spread or args.counts) and max(counts.values()) > MOST_COUNTED:
        raise Refused(f"a spread is counted over at most {MOST_COUNTED:,} partitions; give fewer")
    return counts


def _write(texts: Iterable[str], under_way: UnderWay) -> None:
    on_screen = sys.stdout is not None and sys.stdout.isatty()
    for text in texts:
        if on_screen:
            under_way.end()
        line(text)


def _flushed(blocks: Iterable[Keys]) -> Iterator[Keys]:
    """What is answered is written before more keys are waited for: they may come slowly."""
    for block in blocks:
        yield block
        if sys.stdout is not None:
            sys.stdout.flush()


def _progress(args: argparse.Namespace) -> TextIO | None:
    """Where progress is shown: on a terminal, unless the answers themselves run over one."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    summed_up = args.spread or args.counts
    return None if not summed_up and sys.stdout is not None and sys.stdout.isatty() else sys.stderr


def _list_clients(args: argparse.Namespace) -> int:
    from workbench.commands.lab import catalogue
    from workbench.lab.choosing import examples, plugins
    from workbench.partitioning.client import Client
    from workbench.partitioning.partitioners import clients

    if args.keys:
        raise Refused("--clients lists the clients and takes no keys; --client NAME --clients says all of one")
    named = [one for one in chosen.partitioners(args.named) if isinstance(one, Client)]
    if args.named and not named:
        raise Refused("no client of the catalogue is named; --working shows what a rule file or a plug-in does")
    width, listed = terminal_width(), named or clients()
    with quiet_when_the_reader_leaves():
        for text in catalogue.json_lines(listed) if args.json else catalogue.lines(listed, width, whole=bool(named)):
            line(text)
        if not args.json and not named:
            line("\n".join(catalogue.beside(examples(), plugins(), width)))
    return 0
