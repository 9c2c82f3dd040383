"""`workbench read`: one record as it lies in its partition, and what a consumer makes of it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from workbench.commands.byte_lines import part_lines
from workbench.commands.cluster import add_connection, profile_of
from workbench.commands.given import header_serializers
from workbench.commands.numbers import positive
from workbench.commands.output import line, quiet_when_the_reader_leaves
from workbench.commands.refused import Refused
from workbench.commands.serializing import HELP, finding
from workbench.lab.decoding import decode
from workbench.lab.dissection import Dissected
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import escape, quoted
from workbench.records.fetched import FetchedRecord, Visibility
from workbench.records.names import topic_name_problem
from workbench.serialization.serializer import Find, Labelled

if TYPE_CHECKING:
    from workbench.clusters.profile import ClusterProfile

NOT_THERE, NO_ANSWER = 1, 3
MOST = 2**31, 2**63
"""Before which number a partition and an offset lie."""

UTF_8 = "default: UTF-8, where it is that"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The cluster, the place and the serializers."""
    add_connection(parser.add_argument_group("the cluster and its schema registry"))
    place = parser.add_argument_group("the place")
    place.add_argument("-t", "--topic", required=True, help="the topic")
    place.add_argument("-p", "--partition", required=True, metavar="NUMBER", help="the partition")
    place.add_argument("-o", "--offset", required=True, metavar="NUMBER", help="the offset")
    reading = parser.add_argument_group("what its bytes are")
    reading.add_argument("-k", "--key-serializer", default="", metavar="SPEC", help=UTF_8)
    reading.add_argument(
        "-v", "--value-serializer", default="", metavar="SPEC", help=HELP.replace("default: string", UTF_8)
    )
    reading.add_argument(
        "--header-serializer",
        action="append",
        default=[],
        dest="header_serializers",
        metavar="NAME=SPEC",
        help="the serializer of the headers of that name, again for more",
    )
    parser.add_argument("--timeout", type=_seconds, default=10.0, metavar="SECONDS", help="default: 10")
    parser.add_argument("--json", action="store_true", help="one JSON object; its shape is below")


def _seconds(text: str) -> float:
    given = positive(text, 3600)
    if given is None:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no time to wait; valid: seconds above 0, 3,600 at most")
    return given


def run(args: argparse.Namespace) -> int:
    """Show the record on stdout. Raises Refused with a sentence where there is none, or it cannot be had."""
    profile = profile_of(args)
    if profile.embedded:
        raise Refused("-b is missing: which cluster is it on? valid: -b HOST:PORT")
    if problem := topic_name_problem(args.topic):
        raise Refused(f"-t: {problem.what}; valid: {problem.valid}")
    partition, offset = _number("-p", args.partition, MOST[0]), _number("-o", args.offset, MOST[1])
    specs = header_serializers(args.header_serializers)
    with finding(profile.registry) as find:
        _check((args.key_serializer, args.value_serializer, *specs.values()), args.topic, find)
        record = _fetch(profile, args.topic, partition, offset, args.timeout)
        parts = tuple(_parts(record, args, specs, find))
    shown = _json(args.topic, record, parts) if args.json else _lines(args.topic, record, parts)
    with quiet_when_the_reader_leaves():
        for text in shown:
            line(text)
    return 0


def _number(flag: str, text: str, end: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < end):
        raise Refused(f"{flag} {escape(text)[:32]} is no number that can be there; valid: 0 and above")
    return int(text)


def _check(specs: tuple[str, ...], topic: str, find: Find) -> None:
    """Raises Refused where a serializer cannot be had: better before the reading than after it."""
    for spec in filter(None, specs):
        try:
            find(spec, topic, Part.VALUE)
        except Unserializable as error:
            raise Refused(f"{escape(spec)}: {escape(str(error))}") from None


def _fetch(profile: ClusterProfile, topic: str, partition: int, offset: int, timeout: float) -> FetchedRecord:
    from workbench.clusters.read_back import fetch
    from workbench.clusters.reading import NotThere, ReadError
    from workbench.clusters.settings import admin_config

    try:
        return fetch(admin_config(profile), topic, partition, offset, timeout)
    except NotThere as error:
        raise Refused(str(error), NOT_THERE) from None
    except ReadError as error:
        raise Refused(str(error), NO_ANSWER) from None


def _parts(
    record: FetchedRecord, args: argparse.Namespace, specs: Mapping[str, str], find: Find
) -> Iterator[Dissected]:
    """Key, value and headers, taken apart and read."""
    yield _part("key", record.key, args.key_serializer, args.topic, Part.KEY, find)
    yield _part("value", record.value, args.value_serializer, args.topic, Part.VALUE, find)
    for name, data in record.headers:
        yield _part(f"header {name}", data, specs.get(name, ""), args.topic, Part.HEADER, find)


def _part(title: str, data: bytes | None, spec: str, topic: str, part: Part, find: Find) -> Dissected:
    if not data:
        return Dissected(title, spec, data)
    decoded = decode(data, spec, topic, part, find)
    serializer = find(spec, topic, part) if spec else None
    spans = serializer.spans(data) if isinstance(serializer, Labelled) else ()
    return Dissected(title, spec, data, True, spans, decoded.text, decoded.unread)


def _lines(topic: str, record: FetchedRecord, parts: tuple[Dissected, ...]) -> Iterator[str]:
    epoch = "" if record.leader_epoch is None else f"  leader epoch {record.leader_epoch}"
    yield f"{escape(topic)}  partition {record.partition}  offset {record.offset}{epoch}"
    yield f"{record.timestamp_type.word} {record.timestamp}" if record.timestamp is not None else "no timestamp"
    yield record.visibility.sentence
    for part in parts:
        yield ""
        yield from part_lines(part)


def _json(topic: str, record: FetchedRecord, parts: tuple[Dissected, ...]) -> Iterator[str]:
    key, value, *headers = map(_object, parts)
    asked = record.visibility is not Visibility.NOT_ASKED
    yield json.dumps(
        {
            "topic": topic,
            "partition": record.partition,
            "offset": record.offset,
            "timestamp": record.timestamp,
            "timestamp_type": record.timestamp_type.word or None,
            "leader_epoch": record.leader_epoch,
            "visibility": record.visibility.name.lower() if asked else None,
            "key": key,
            "value": value,
            "headers": [{"name": name, **one} for (name, _), one in zip(record.headers, headers, strict=True)],
        }
    )


def _object(part: Dissected) -> dict[str, object]:
    data = part.data
    text = None if data is None else "" if not data else part.reads_as
    return {
        "serializer": part.spec or None,
        "hex": None if data is None else data.hex(),
        "size": None if data is None else len(data),
        "text": None if part.unread or (data and not text) else text,
        "unread": part.unread or None,
    }
