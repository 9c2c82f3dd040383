"""`workbench sandbox`: the embedded cluster, for other programs."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from workbench.clusters.sandbox import DEFAULT_TOPICS, MAX_BROKERS, Sandbox, SandboxError
from workbench.commands.output import complain, quiet_when_the_reader_leaves
from workbench.librdkafka.library import MissingFunctionError
from workbench.records.escape import quoted
from workbench.records.names import topic_name_problem
from workbench.schemas.embedded.registry import EmbeddedRegistry, EmbeddedRegistryError

MAX_PARTITIONS = 1000
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags."""
    default = " ".join(f"{name}:{partitions}" for name, partitions in DEFAULT_TOPICS.items())
    parser.add_argument(
        "--brokers", type=_brokers, default=3, metavar="N", help=f"1 to {MAX_BROKERS}; default: %(default)s"
    )
    parser.add_argument(
        "--topic",
        type=_topic,
        action="append",
        dest="topics",
        metavar="NAME:PARTITIONS",
        help=f"a topic to make, again for more; default: {default}",
    )
    parser.add_argument(
        "--registry-port",
        type=_port,
        default=0,
        metavar="PORT",
        help="the schema registry's port on this machine; default: any that is free",
    )


def run(args: argparse.Namespace) -> int:
    """Runs the cluster and its schema registry until Ctrl-C or SIGTERM. 0, or 1 after a sentence.

    On stdout stand `bootstrap.servers=…` and, on the second line, `schema.registry.url=…`.
    """
    topics = dict(args.topics) if args.topics else DEFAULT_TOPICS
    if args.topics and len(topics) < len(args.topics):
        complain("sandbox", "a topic is given twice; each --topic names another one")
        return 2
    try:
        with (
            _until_told_to_end(),
            EmbeddedRegistry(args.registry_port, topics) as registry,
            Sandbox(args.brokers, topics) as sandbox,
            quiet_when_the_reader_leaves(),
        ):
            print(f"bootstrap.servers={sandbox.bootstrap_servers}")
            print(f"schema.registry.url={registry.url}", flush=True)
            print(_hint(sandbox, registry), file=sys.stderr, flush=True)
            threading.Event().wait()
    except (SandboxError, EmbeddedRegistryError, MissingFunctionError) as error:
        complain("sandbox", str(error))
        return 1
    return 0


class _ToldToEnd(BaseException):
    """Ctrl-C or SIGTERM came."""


@contextmanager
def _until_told_to_end() -> Iterator[None]:
    """What stands in it is left at the first Ctrl-C or SIGTERM; later ones do not disturb the closing."""

    def told(_signal: int, _frame: FrameType | None) -> None:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise _ToldToEnd

    before = {number: signal.signal(number, told) for number in _SIGNALS}
    try:
        yield
    except _ToldToEnd:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _hint(sandbox: Sandbox, registry: EmbeddedRegistry) -> str:
    topics: Mapping[str, int] = sandbox.topics
    topic, server = next(iter(topics)), sandbox.bootstrap_servers.partition(",")[0]
    listed = ", ".join(f"{name} ({count} partition{'s' if count > 1 else ''})" for name, count in topics.items())
    return (
        f"{len(sandbox.brokers)} broker{'s' if len(sandbox.brokers) > 1 else ''}, topics {listed}; "
        "everything is in memory and gone at the end\n"
        f"  open it:   workbench -b {server} -X schema.registry.url={registry.url}\n"
        f"  send:      workbench send -b {server} -t {topic} --key user-42 --value hello\n"
        f"  send:      echo user-42:hello | kcat -P -b {server} -t {topic} -K :\n"
        f"  read back: kcat -C -b {server} -t {topic} -e\n"
        f"  schemas:   curl {registry.url}/subjects\n"
        "Ctrl-C ends it."
    )


def _brokers(text: str) -> int:
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    if not 1 <= count <= MAX_BROKERS:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number of brokers; valid: 1 to {MAX_BROKERS}")
    return count


def _port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
    if not 0 <= port < 65536:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no port; valid: 1 to 65535, or 0 for any that is free")
    return port


def _topic(text: str) -> tuple[str, int]:
    name, separator, digits = text.rpartition(":")
    partitions = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else 0
    problem = topic_name_problem(name) if separator else None
    if problem is not None:
        raise argparse.ArgumentTypeError(f"{problem.what}; valid: {problem.valid}")
    if not 1 <= partitions <= MAX_PARTITIONS:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is no topic and number of partitions; valid: such as orders:12, 1 to {MAX_PARTITIONS}"
        )
    return name, partitions
