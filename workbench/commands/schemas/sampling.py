"""A value that a schema allows, made up."""

from __future__ import annotations

import argparse
import json

from workbench.commands.output import line
from workbench.commands.refused import Refused
from workbench.commands.schemas.asked import SUBJECT, Asked, subject_version
from workbench.commands.serializing import WITHIN, refusal
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import quoted
from workbench.schemas.serializers import WITH_SCHEMA
from workbench.schemas.sources import TYPES
from workbench.serialization.serializer import Guiding, Serializer
from workbench.serialization.spec import SerializerSpec


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Of what, and which one."""
    parser.add_argument(
        "schema", metavar=f"{SUBJECT}|SPEC", help="a subject, or a serializer such as avro,schema=order.avsc"
    )
    parser.add_argument("--type", default="", metavar="NAME", help="the message of a Protobuf schema, by its full name")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="another S, another value; default: 0")


def run(args: argparse.Namespace, asked: Asked) -> int:
    """Print it: with --json on one line, else over lines."""
    serializer = _serializer(args, asked)
    if not isinstance(serializer, Guiding):
        raise Refused(f"{quoted(serializer.name, 80)} has no samples; valid: a serializer with a schema")
    try:
        text = serializer.sample(args.seed)
    except Unserializable as error:
        raise Refused(f"there is no sample: {refusal(error)}") from None
    line(json.dumps({"serializer": serializer.name, "seed": args.seed, "sample": text}) if args.json else text)
    return 0


def _serializer(args: argparse.Namespace, asked: Asked) -> Serializer:
    spec = args.schema
    if spec.partition(",")[0] not in WITH_SCHEMA:
        subject, version = subject_version(spec)
        found = asked.registry.schema(subject, version)
        family = next(name for name, kind in TYPES.items() if kind is found.schema.type)
        spec = str(SerializerSpec(family).having(subject=subject, version=str(version), type=args.type))
    elif args.type:
        spec = str(SerializerSpec.parse(spec).having(type=args.type))
    return asked.serializers.ready(spec, "", Part.VALUE, WITHIN)
