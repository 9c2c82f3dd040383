"""What the arguments of `workbench send` ask for: a record so many times, or records from lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from workbench.commands.lines import LineFormat
from workbench.commands.refused import Refused
from workbench.commands.serializing import HELP
from workbench.records.columns import BEGINNING, InputPosition
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.escape import quoted

STDIN = "-"


def add_arguments(record: argparse._ActionsContainer) -> None:
    """The flags that say what is in a record, named as in kcat and kaskade."""
    record.add_argument("-k", "--key-serializer", default="string", metavar="SPEC", help="default: string")
    record.add_argument("-v", "--value-serializer", default="string", metavar="SPEC", help=HELP)
    record.add_argument("--key", metavar="TEXT", help="the key; '' is the empty key, and without --key it is null")
    record.add_argument("--value", metavar="TEXT", help="the value; '' is the empty value")
    record.add_argument("--null-value", action="store_true", help="a null value: a tombstone (so is -v null)")
    record.add_argument(
        "-H",
        "--header",
        action="append",
        default=[],
        dest="headers",
        metavar="NAME=VALUE",
        help="again for more; order and duplicates are kept; NAME= is an empty value, NAME alone null",
    )
    record.add_argument(
        "--header-serializer",
        action="append",
        default=[],
        dest="header_serializers",
        metavar="NAME=SPEC",
        help="the serializer of the headers of that name, again for more; default: string",
    )


@dataclass(frozen=True, slots=True)
class Given:
    """`draft` as far as it is given; `lines` None: that record, `count` times; else one record a line of `source`, from
    where it `begins` on, but for the lines that are `left_out`.
    """

    draft: RecordDraft
    count: int = 1
    lines: LineFormat | None = None
    source: str = STDIN
    begins: InputPosition = BEGINNING
    left_out: tuple[tuple[int, int], ...] = ()


def read(args: argparse.Namespace) -> Given:
    """What is asked for. Raises Refused where the arguments contradict each other or leave open what to send."""
    draft = replace(parts(args), partition=args.partition, timestamp=args.timestamp)
    if not _takes_lines(args):
        return Given(draft, args.count or 1)
    _input_there(args)
    return Given(draft, lines=LineFormat(args.separator, args.key, args.empty_as_null), source=args.lines or STDIN)


def nothing_given(args: argparse.Namespace) -> None:
    """Raises Refused where a record is given beside a send that is to be gone on with."""
    given = (
        ("-t", args.topic),
        ("--key", args.key is not None),
        ("--value", args.value is not None),
        ("--null-value", args.null_value),
        ("-H", args.headers),
        ("-n", args.count),
        ("-l", args.lines),
        ("-K", args.separator),
        ("--empty-as-null", args.empty_as_null),
        ("-k", args.key_serializer != "string"),
        ("-v", args.value_serializer != "string"),
        ("--header-serializer", args.header_serializers),
        ("-p", args.partition != "auto"),
        ("--timestamp", args.timestamp != "now"),
        ("--client", args.client),
    )
    if flags := [flag for flag, value in given if value]:
        raise Refused(f"--resume sends what is left of a send as it was given then; leave out {', '.join(flags)}")


def parts(args: argparse.Namespace) -> RecordDraft:
    """Topic, key, value and headers. Raises Refused where a text is none, or a header's serializer has no header."""
    _all_text(args)
    _nothing_dropped(args)
    specs = header_serializers(args.header_serializers)
    headers = tuple(header(text, specs) for text in args.headers)
    if unused := sorted(specs.keys() - {one.name for one in headers}):
        raise Refused(f"--header-serializer {quoted(unused[0])}: there is no -H of that name")
    return RecordDraft(
        topic=args.topic,
        key=field(args.key_serializer, args.key),
        value=field(args.value_serializer, None if args.null_value else args.value),
        headers=headers,
    )


def field(serializer: str, text: str | None) -> FieldDraft:
    """A key or a value as given: None is null, no characters is empty, whatever the serializer."""
    if text is None:
        return FieldDraft(serializer, Presence.NULL)
    return FieldDraft(serializer, Presence.TEXT if text else Presence.EMPTY, text)


def header(text: str, serializers: Mapping[str, str] = MappingProxyType({})) -> HeaderDraft:
    """`name=value`, `name=` for an empty value and `name` alone for null, as kcat has it; the first `=` separates.

    `serializers` are the specs of those that are not strings, by the header's name.
    """
    name, separator, value = text.partition("=")
    if not name:
        raise Refused("-H needs a name; valid: -H name=value, -H name= for an empty value, -H name for null")
    return HeaderDraft(name, field(serializers.get(name, "string"), value if separator else None))


def header_serializers(texts: Iterable[str]) -> Mapping[str, str]:
    """The specs of `NAME=SPEC` by their names. Raises Refused where one is not that."""
    found: dict[str, str] = {}
    for text in texts:
        name, separator, spec = text.partition("=")
        if not name or not separator or not spec:
            raise Refused(f"--header-serializer {quoted(text)}; valid: NAME=SPEC, such as retries=integer")
        if name in found:
            again = f"--header-serializer {quoted(name)} is given more than once"
            raise Refused(f"{again}; valid: once a name, which is for every header of that name")
        found[name] = spec
    return found


def _takes_lines(args: argparse.Namespace) -> bool:
    """Whether records come from lines. Raises Refused where that is not clear."""
    of_lines = [
        flag
        for flag, value in (("-l", args.lines), ("-K", args.separator), ("--empty-as-null", args.empty_as_null))
        if value
    ]
    of_one = [flag for flag, value in (("--value", args.value is not None), ("--null-value", args.null_value)) if value]
    if of_lines and of_one:
        raise Refused(f"{of_lines[0]} reads values from lines and {of_one[0]} gives the value; give one or the other")
    if args.separator is not None and args.key is not None:
        raise Refused("-K reads keys from lines and --key gives the key; give one or the other")
    one = bool(of_one) or (args.value_serializer == "null" and not of_lines)
    if not one and args.count is not None:
        raise Refused("-n repeats the record of --value; from lines, each line is one record")
    return not one


def _input_there(args: argparse.Namespace) -> None:
    """A person who waits for something to happen is told what is missing; with -K or `-l -` typing is what is meant."""
    if args.lines not in (None, STDIN):
        return
    meant = args.lines == STDIN or args.separator is not None
    if sys.stdin is None or (sys.stdin.isatty() and not meant):
        raise Refused("there is nothing to send: give --value TEXT or --null-value, or pipe lines in, or -l FILE")


def _nothing_dropped(args: argparse.Namespace) -> None:
    """Raises Refused where a text is given for what is to be null."""
    if args.value is not None and args.null_value:
        raise Refused("--value and --null-value contradict each other; give one of them")
    for flag, serializer, text in (("-v", args.value_serializer, args.value), ("-k", args.key_serializer, args.key)):
        if serializer == "null" and text is not None:
            raise Refused(f"{flag} null sends null and would drop the text that is given; leave out one of them")


def _all_text(args: argparse.Namespace) -> None:
    r"""The shell hands bytes over that are no UTF-8 as U+DC80 to U+DCFF; sent, each would be a `?`."""
    given = (("--key", args.key), ("--value", args.value), ("-t", args.topic), *(("-H", one) for one in args.headers))
    for flag, text in given:
        if text is not None and any("\udc80" <= character <= "\udcff" for character in text):
            raise Refused(f"{flag} {quoted(text)} is not UTF-8; valid: UTF-8, or its bytes with the serializer hex")
