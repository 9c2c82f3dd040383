"""The commands: which one is meant, and what happens when one of them ends badly. Each is imported when it runs."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, Protocol

from workbench.commands.entries import COMMANDS, OPENING
from workbench.commands.output import complain, quiet_when_the_reader_leaves
from workbench.commands.refused import Refused
from workbench.records.escape import escape, quoted

UNEXPECTED = 70
"""The exit code of a fault of our own (sysexits.h EX_SOFTWARE)."""

_INTERRUPTED = 130  # 128 + SIGINT, as a shell says it


_TEXTS = ("--key", "--value", "-H", "--header")
_NUMBER = re.compile(r"-(\d|\.\d|inf)", re.IGNORECASE)
_NO_ARGUMENT = re.compile(r"argument (\S+): expected one argument")


class Command(Protocol):
    """What a module of `workbench.commands` has to offer."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


class _Parser(argparse.ArgumentParser):
    """An error is one sentence and the way to the help, not the whole usage."""

    def error(self, message: str) -> NoReturn:
        if (found := _NO_ARGUMENT.search(message)) and (flag := found[1].rpartition("/")[2]).startswith("--"):
            message += f"; a text that begins with - is joined to it: {flag}=-text"
        print(f"{self.prog}: {escape(message)}\n  {self.prog} --help shows what there is", file=sys.stderr)
        sys.exit(2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the answer is the exit code. No traceback reaches a person."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    name = arguments[0] if arguments and arguments[0] in COMMANDS else ""
    try:
        with quiet_when_the_reader_leaves():
            return _run(name, _joined(arguments[1:] if name else arguments))
    except Refused as error:
        complain(name, str(error))
        return error.code
    except KeyboardInterrupt:
        complain(name, "interrupted")
        return _INTERRUPTED
    except Exception as error:
        return _unexpected(name, error)


def _joined(arguments: Sequence[str]) -> list[str]:
    """`--value -Infinity` as `--value=-Infinity`: argparse takes a negative number for a flag unless it is plain."""
    found: list[str] = []
    for text in arguments:
        if found and found[-1] in _TEXTS and "--" not in found and _NUMBER.match(text):
            flag = found.pop()
            text = f"{flag}={text}" if flag.startswith("--") else f"{flag}{text}"
        found.append(text)
    return found


def _run(name: str, arguments: Sequence[str]) -> int:
    entry = COMMANDS.get(name, OPENING)
    parser = _Parser(
        prog=f"workbench {name}".rstrip(),
        description=entry.about,
        epilog=entry.examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command: Command = import_module(f"workbench.commands.{name or 'tui'}")
    if entry.cluster:
        from workbench.commands.cluster import add_arguments

        add_arguments(parser)
    command.add_arguments(parser)
    if name:
        return command.run(parser.parse_args(arguments))
    args = _opening_arguments(parser, arguments)
    return _version(args.verbose) if args.version else command.run(args)


def _opening_arguments(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    parser.add_argument("--version", action="store_true", help="the version; with --verbose the libraries' too")
    parser.add_argument("--verbose", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("command", nargs="*", help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.command:
        parser.error(_no_command(args.command[0]))
    return args


def _no_command(word: str) -> str:
    if word in COMMANDS:
        return f"the command comes first: workbench {word} …"
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, n=1)
    valid = f"did you mean {near[0]}?" if near else f"valid: {', '.join(COMMANDS)}"
    return f"there is no command {quoted(word)}; {valid}"


def _version(verbose: bool) -> int:
    from importlib.metadata import PackageNotFoundError, version

    try:
        print(f"workbench {version('kafka-producer-workbench')}")
    except PackageNotFoundError:
        print("workbench (from a source tree, not installed)")
    if verbose:
        import confluent_kafka

        print(f"librdkafka {confluent_kafka.libversion()[0]}, confluent-kafka {confluent_kafka.version()[0]}")
        print(f"textual {version('textual')}, Python {sys.version.split()[0]}")
    return 0


def _unexpected(name: str, error: Exception) -> int:
    if os.environ.get("WORKBENCH_DEBUG"):
        raise error
    words = escape(f"{type(error).__name__}: {error}")
    complain(name, f"workbench failed: {words}; that is its own fault. WORKBENCH_DEBUG=1 shows where; please report it")
    return UNEXPECTED
