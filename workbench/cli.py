"""The commands: which one is meant, and what happens when one of them ends badly. Each is imported when it runs."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn, Protocol

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as `--help` shows it. `cluster`: it talks to one, so it takes -b and -X."""

    about: str
    examples: str
    cluster: bool = False


OPENING = Entry(
    "Compose Kafka records, see where they land, send them, watch the delivery reports.",
    """\
commands:
  workbench                 the terminal interface; without -b on an embedded cluster of its own
  workbench send            send records from the command line, from a file or from a pipe
  workbench partition       where each key lands, for every client
  workbench bytes           a record's bytes, each part named, before anything is sent
  workbench read            one record as it lies in its partition
  workbench journal         what was sent and what became of it
  workbench schema          the schema registry: look, check, register, read with another version
  workbench sandbox         the embedded cluster and schema registry, for other programs
  workbench COMMAND --help  all about one of them

examples:
  workbench
  workbench -b localhost:9092 -t orders
  workbench -b broker:9093 -X security.protocol=ssl -X acks=1
  workbench -b localhost:9092 --client sarama        keys land where Sarama's default puts them
  workbench -b localhost:9092 --client rules.toml    or where a rule file of your own says""",
    cluster=True,
)

COMMANDS = {
    "send": Entry(
        "Send records, and print what became of each as a JSON line.",
        r"""examples:
  workbench send -b localhost:9092 -t orders -v json --key user-42 --value '{"id": 1}' -H trace=abc
  workbench send -b localhost:9092 -t orders --key user-42 --null-value            a tombstone
  printf 'k1\tv1\nk2\tv2\n' | workbench send -b localhost:9092 -t orders -K '\t'   one record a line
  workbench send -b localhost:9092 -t orders -K '\t' -l orders.tsv --quiet         the totals only
  workbench send -b localhost:9092 -t orders --key Banana --value 1 --client banana   placed by the example rule file

output, in the order in which the records were handed over:
  {"topic": …, "partition": …, "offset": …, "timestamp": …, "latency_ms": …, "key_size": …, "value_size": …,
   "state": "delivered" | "sent" | "failed" | "unknown", "error": null |
   {"name", "message", "retriable", "kind": "retriable" | "permanent" | "fatal", "next_step"}}
  A size is null for a null key or value and 0 for an empty one. What is not known is null. "sent" is acks=0:
  handed to the broker, not confirmed.
  --quiet: {"handed_over", "delivered", "sent", "failed", "unknown", "seconds"}, one line at the end.

exit codes:
  0 every record is delivered (with acks=0: sent)     2 the arguments or a line cannot be sent as they are
  1 a record failed, or its fate is unknown           3 the cluster cannot be reached, or the registry gives no
                                                        answer; nothing was handed over
  130 Ctrl-C, 143 SIGTERM: what was acknowledged is said""",
        cluster=True,
    ),
    "partition": Entry(
        "Where each key lands, for every client, before anything is sent. Without -b it talks to no cluster.",
        r"""examples:
  workbench partition --partitions 12 user-42 user-43
  workbench partition --partitions 12 --client java,sarama,confluent-kafka-python user-42
  workbench partition --partitions 12 --compare user-42            who puts it elsewhere than Java, and what breaks
  workbench partition --partitions 12 --client banana --working Banana
  workbench partition --partitions 12 --doctor 42                  the same text as an int, a long, Avro, JSON …
  workbench partition --partitions 12 --spread --keys-file keys.txt --counts 24,48
  workbench partition -b localhost:9092 -t orders --spread --from-topic                  and who wrote it
  workbench partition -b localhost:9092 -t orders -t payments --spread --from-topic      do they join?
  cut -f1 orders.tsv | workbench partition --partitions 12 --json

output with --json, in ASCII; a partition is null where the client promises no number:
  one line a key and client
    {"key", "key_hex", "partitioner", "partitions", "hash", "partition"}
  --working    the same with {…, "working": [{"what", "value"}], "why": null | "any of …"}
  --compare    {"key", "key_hex", "partitions", "reference": "java", "partition",
                "landings": [{"partition", "same": true | false | null, "clients": […], "sentence": null | "…"}]}
  --doctor     {"key", "form", "key_hex", "partitioner", "partitions", "partition", "chosen", "same", "note"}
  --clients    {"client", "about", "family", "versions", "default", "rule", "null_key", "empty_key", "source", "note"}
  --spread     {"question": "spread", "topic", "partitioner", "partitions", "records", "unplaced", "distinct",
                "counts": […], "mean", "largest": {"partition", "records"}, "skew", "chi_square", "p_value", "empty",
                "frequent": [{"key", "key_hex", "records"}], "verdict"}, one line a client
  --counts     {"question": "what if", "topic", "partitioner", "now", "partitions", "keys", "moved", "unplaced",
                "skew", "largest": {"partition", "keys"}, "sign_bug": 0.0 to 1.0, "sentence"}, one a client and count
  --from-topic adds {"question": "who wrote it", "topic", "partitions", "clients": […], "agreeing", "of", "share"},
                best first; and for two topics {"question": "do they join", "topics": […], "partitions": […],
                "keys", "same", "join": true | false | null, "sentence"}

exit codes:
  0 answered     2 the arguments or a key cannot be     130 Ctrl-C
  3 the cluster cannot be reached, or the schema registry gives no answer""",
    ),
    "bytes": Entry(
        "A record's bytes, each part named, and what a consumer reads. Nothing is sent; it talks to no cluster.",
        r"""examples:
  workbench bytes -k integer --key 42 -v 'string,charset=UTF-16' --value 홍길동
  workbench bytes -t orders -v avro --value '{"id": 1}' --registry http://localhost:8081
  workbench bytes -v avro,schema=order.avsc,id=42 --value "$(cat order.json)"
  workbench bytes -v layout,schema=customer --value '{"id": 7, "name": "홍길동"}' --json

output with --json, in ASCII; null for a null key or value:
  {"topic", "key": PART, "value": PART, "headers": [{"name", …PART}], "size", "batch_size", "producer_size",
   "producer_limit"}
  PART: {"serializer", "hex", "size", "spans": [{"start", "end", "label", "value", "path"}], "reads_as",
         "unread": null | "why a consumer cannot read it", "notes": [{"what", "path", "is_warning"}]}

exit codes:
  0 shown     2 the arguments or the record cannot be     3 the schema registry gives no answer""",
    ),
    "read": Entry(
        "One record, read from its partition and offset: its bytes, what a consumer makes of them, who reads it.",
        r"""examples:
  workbench read -b localhost:9092 -t orders -p 3 -o 1204
  workbench read -b localhost:9092 -t orders -p 3 -o 1204 -k long -v avro --registry http://localhost:8081
  workbench read -b localhost:9092 -t orders -p 3 -o 1204 --json
  It joins no group, commits nothing, and finds a record whose transaction was aborted, too.

output with --json, in ASCII:
  {"topic", "partition", "offset", "timestamp": null | epoch ms,
   "timestamp_type": null | "CreateTime" | "LogAppendTime", "leader_epoch",
   "visibility": null | "committed" | "aborted" | "undecided", "key": PART, "value": PART,
   "headers": [{"name", …PART}]}
  PART: {"serializer", "hex", "size", "text", "unread": null | "why the serializer cannot read it"}
  hex, size and text are null for null. "undecided": a transaction is not over.

exit codes:
  0 read     1 there is no such record     2 the arguments cannot be     3 the cluster gives no answer, or refuses""",
    ),
    "journal": Entry(
        "What was sent and what became of it; and what can be done about what nobody knows.",
        r"""examples:
  workbench journal list                            what was sent, the newest first
  workbench journal list --open                     what a crash left unknown, and was not decided yet
  workbench journal list -t orders --key user-42 --since 12:00
  workbench journal show 17                         its records; of many, those that were not delivered
  workbench journal check 17 -b localhost:9092      look on the broker for what is unknown
  workbench send -b localhost:9092 --resume 17      send what is left of it
  workbench journal dismiss 17                      leave it as it is
  workbench journal prune --days 7

output with --json, in ASCII:
  list   {"send", "begun", "ended", "profile", "cluster", "topic", "kind": "record" | "again" | "lines", "input",
          "count", "handed_over", "delivered", "sent", "failed", "unknown", "in_flight", "complete", "why",
          "is": "settled" | "open" | "unfinished" | "dismissed" | "under way" | "gone on with: N", "resumes",
          "resumed_by"}, one line a send
  show   the same, then {"send", "number", "records", "topic", "partition", "offset", "at", "state",
          "error": null | {"name", "message"}, "kept", "key_hex", "value_hex", "headers": [{"name", "hex"}], "size"}
  check  {"send", "there", "missing", "unseen"}

exit codes:
  0 done     2 the arguments cannot be, or there is no such send     3 the cluster gives no answer""",
    ),
    "schema": Entry(
        "A schema registry: what it holds, what a file would change there, what other versions read.",
        r"""examples:
  workbench schema list orders
  workbench schema show orders-value@2              with everything that it refers to; --raw: its text alone
  workbench schema sample orders-value              a value that the schema allows; also of order.avsc
  workbench schema check order.avsc orders-value    may it be the next version? 1 if not
  workbench schema register order.avsc orders-value the same, then asks and registers; --yes does not ask
  workbench schema read-as -t orders -v avro --value "$(cat order.json)" --version 1
                                                    what a consumer on version 1 reads; 1 if it cannot
  Each needs --registry http://localhost:8081; who asks it is -X schema.registry.basic.auth.user.info=… and so on.

output with --json, in ASCII:
  list      {"subject", "versions": […], "type", "id", "error"}, one line a subject
  show      {"subject", "version", "id", "guid", "type", "compatibility", "refused", "schema",
             "references": [{"name", "subject", "version"}], "resolved": {name: schema}}
  sample    {"serializer", "seed", "sample"}
  check     {"subject", "versions", "compatibility", "compatible", "present": null | version,
             "messages": […], "changes": [{"kind", "what", "path"}]}
  register  the same with {…, "version", "id", "registered"}
  read-as   {"subject", "version", "own", "reads_as", "unread": null | "why", "changes"}, one line a version

exit codes:
  0 done, compatible, readable     1 not     2 the arguments cannot be     3 the registry gives no answer""",
    ),
    "sandbox": Entry(
        "The embedded cluster, for other programs. The first line on stdout is bootstrap.servers=…",
        """\
examples:
  workbench sandbox
  workbench sandbox --brokers 1 --topic orders:12 --topic audit:1""",
    ),
}


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
