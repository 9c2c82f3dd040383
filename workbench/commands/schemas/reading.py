"""A value as consumers on other versions of its subject read it: evolution, before anything is sent."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.commands import given
from workbench.commands.numbers import whole_number
from workbench.commands.output import line
from workbench.commands.refused import Refused
from workbench.commands.schemas.asked import Asked
from workbench.commands.serializing import WITHIN, refusal
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import escape
from workbench.schemas.answers import HIGHEST
from workbench.schemas.subjects import subject_of
from workbench.serialization.compatibility import Incompatibility, incompatibilities
from workbench.serialization.schema import Registered
from workbench.serialization.serializer import Evolving, Serializer
from workbench.serialization.spec import SerializerSpec

UNREADABLE = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What a consumer on `version` makes of the value: its text, or why nothing; and of any value, what breaks."""

    subject: str
    version: int
    is_own: bool
    text: str | None = None
    why: str = ""
    changes: tuple[Incompatibility, ...] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The value as for `workbench send`, and which versions read it."""
    parser.add_argument("-t", "--topic", default="", help="the topic, which the subject follows from")
    parser.add_argument("-v", "--value-serializer", required=True, metavar="SPEC", help="such as avro")
    parser.add_argument("--value", required=True, metavar="TEXT", help="the value")
    parser.add_argument(
        "--version",
        type=whole_number("version", 1, HIGHEST),
        action="append",
        default=[],
        dest="versions",
        metavar="N",
        help="a consumer's version, again for more; default: every version of the subject",
    )


def run(args: argparse.Namespace, asked: Asked) -> int:
    """Print what each reads; 1 where one of them cannot."""
    readings = list(_readings(args, asked))
    for one in readings:
        for text in [json.dumps(_object(one))] if args.json else _lines(one):
            line(text)
    return UNREADABLE if any(one.text is None for one in readings) else 0


def _readings(args: argparse.Namespace, asked: Asked) -> Iterator[Reading]:
    spec = SerializerSpec.parse(args.value_serializer)
    writer = asked.serializers.ready(str(spec), args.topic, Part.VALUE, WITHIN)
    written = asked.serializers.registered(str(spec), args.topic, Part.VALUE)
    if written is None or not isinstance(writer, Evolving):
        raise Refused("only a value with a schema of the registry has other versions; valid: avro, protobuf, …")
    data = _data(args, writer)
    subject = written.subject or subject_of(spec, args.topic, Part.VALUE)
    for version in args.versions or asked.registry.versions(subject):
        found = asked.registry.schema(subject, version)
        reader = spec.having(subject=subject, version=str(version), strategy="", id="", guid="")
        yield _reading(found, asked.serializers.ready(str(reader), "", Part.VALUE, WITHIN), writer, data, written)


def _data(args: argparse.Namespace, writer: Serializer) -> bytes:
    """The value's bytes. Raises Refused with every problem of the text."""
    field = given.field(args.value_serializer, args.value)
    try:
        return writer.serialize(field.text) or b""
    except Unserializable as error:
        raise Refused("\n".join(str(problem.at(Part.VALUE)) for problem in error.problems)) from None


def _reading(found: Registered, reader: Serializer, writer: Serializer, data: bytes, written: Registered) -> Reading:
    is_own = found.id == written.id
    try:
        changes = incompatibilities(found.schema, written.schema)
    except Unserializable:
        changes = ()
    assert isinstance(reader, Evolving)  # of the writer's family
    try:
        text = reader.read(data, writer)
    except Unserializable as error:
        return Reading(found.subject, found.version, is_own, None, refusal(error), changes)
    return Reading(found.subject, found.version, is_own, text, "", changes)


def _lines(one: Reading) -> Iterator[str]:
    head = f"{escape(one.subject)} v{one.version}{', the version it is written with' if one.is_own else ''}"
    if one.text is None:
        yield f"✗ {head}: a consumer cannot read this: {escape(one.why)}"
    else:
        yield f"✓ {head}: a consumer reads"
        yield from (f"    {escape(row)}" for row in one.text.split("\n"))
    if one.changes:
        yield "  not every value of this schema can be read so:"
        yield from (f"    {escape(change.path) or 'the schema'}: {escape(change.what)}" for change in one.changes)


def _object(one: Reading) -> dict[str, object]:
    return {
        "subject": one.subject,
        "version": one.version,
        "own": one.is_own,
        "reads_as": one.text,
        "unread": one.why or None,
        "changes": [{"kind": each.kind, "what": each.what, "path": each.path} for each in one.changes],
    }
