"""A value that a schema allows, made up."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from workbench.commands.numbers import whole_number
from workbench.commands.output import line
from workbench.commands.refused import Refused
from workbench.commands.schemas.asked import SUBJECT, Asked, subject_version
from workbench.commands.serializing import WITHIN, refusal
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import quoted
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.serializers import WITH_SCHEMA
from workbench.schemas.sources import TYPES
from workbench.serialization.families import family
from workbench.serialization.serializer import Guiding, Serializer
from workbench.serialization.spec import SerializerSpec

_FAMILIES = {
    ".avsc": "avro",
    ".proto": "protobuf",
    ".json": "json-schema",
    ".thrift": "thrift",
    ".toml": "layout",
}
_MOST_SEED = 10**18 - 1
_OF_ONE_TYPE = ("avro", "json-schema", "layout")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Of what, and which one."""
    parser.add_argument(
        "schema", metavar=f"{SUBJECT}|FILE|SPEC", help="a subject, a file, or a serializer: avro,schema=order.avsc"
    )
    parser.add_argument("--type", default="", metavar="NAME", help="the message of a Protobuf schema, by its full name")
    parser.add_argument(
        "--seed",
        type=whole_number("seed", 0, _MOST_SEED),
        default=0,
        metavar="S",
        help="another S, another value; default: 0",
    )


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
    spec = _spec(args.schema, asked)
    if args.type:
        _check_type(spec, args.schema)
        spec = spec.having(type=args.type)
    return asked.serializers.ready(str(spec), "", Part.VALUE, WITHIN)


def _spec(text: str, asked: Asked) -> SerializerSpec:
    """What a subject, a spec or a file stands for. Raises RegistryError; Refused where it can have no sample."""
    name, comma, _ = text.partition(",")
    if name in WITH_SCHEMA:
        return SerializerSpec.parse(text)
    known = family(name) is not None
    if known and (comma or asked.known is None):
        raise _no_schema(name)
    if (of_file := _FAMILIES.get(Path(text).suffix.lower())) and (asked.known is None or Path(text).is_file()):
        return SerializerSpec(of_file).having(schema=text)
    subject, version = subject_version(text)
    try:
        found = asked.registry.schema(subject, version)
    except RegistryError as error:
        if known and error.is_missing:
            raise _no_schema(name) from None
        raise
    right = next(name for name, kind in TYPES.items() if kind is found.schema.type)
    return SerializerSpec(right).having(subject=subject, version=str(version))


def _no_schema(name: str) -> Refused:
    valid = f"SUBJECT, a file such as order.avsc, or one of {', '.join(WITH_SCHEMA)} with its schema"
    return Refused(f"the serializer {name} works without a schema, so it has no sample; valid: {valid}")


def _check_type(spec: SerializerSpec, given: str) -> None:
    """Raises Refused where there is nothing to choose: what is asked for would not be what comes."""
    if spec.name in _OF_ONE_TYPE and not (spec["schema"] and Path(spec["schema"]).is_dir()):
        what = f"--type chooses a message, and {quoted(given, 80)} is one schema of {spec.name}"
        raise Refused(f"{what}; valid: the same without --type, or a schema of Protobuf or Thrift")
