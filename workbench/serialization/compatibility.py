"""Whether schemas read each other's data: what breaks, where, and the levels a registry asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.schema import Schema, SchemaType

LEVELS: Final = (
    "NONE",
    "BACKWARD",
    "BACKWARD_TRANSITIVE",
    "FORWARD",
    "FORWARD_TRANSITIVE",
    "FULL",
    "FULL_TRANSITIVE",
)
"""What a registry can ask of a new version (Confluent's `CompatibilityLevel`)."""


@dataclass(frozen=True, slots=True)
class Incompatibility:
    """One change that keeps a reader from reading: the registry's word for its kind, a sentence, and the place."""

    kind: str
    what: str
    path: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.what}" if self.path else self.what


def incompatibilities(reader: Schema, writer: Schema) -> tuple[Incompatibility, ...]:
    """What keeps `reader` from reading what `writer` wrote; none when all is well. Raises Unserializable: no schema."""
    if reader.type is not writer.type:
        what = f"the schema was {writer.type} and is {reader.type}"
        return (Incompatibility("SCHEMA_TYPE_CHANGED", what),)
    if reader.type is SchemaType.AVRO:
        from workbench.serialization.avro import compatibility as avro

        return avro.incompatibilities(reader, writer)
    if reader.type is SchemaType.PROTOBUF:
        from workbench.serialization.protobuf import compatibility as protobuf

        return protobuf.incompatibilities(reader, writer)
    from workbench.serialization.json_schema import compatibility as json_schema

    return json_schema.incompatibilities(reader, writer)


def check(new: Schema, older: Sequence[Schema], level: str) -> tuple[Incompatibility, ...]:
    """What keeps `new` from being the version after `older` (oldest first) under `level`; none when it may be.

    Backward: `new` reads what the older ones wrote; forward: they read what it writes; full: both. With the latest of
    them alone, or with all where the level ends in TRANSITIVE. Raises Unserializable for a level that does not exist.
    """
    if level not in LEVELS:
        raise Unserializable(Problem(f"there is no compatibility level {quoted(level)}", ", ".join(LEVELS)))
    base, _, transitive = level.partition("_")
    compared = older if transitive else older[-1:]
    found: dict[Incompatibility, None] = {}
    for other in reversed(compared):
        if base in ("BACKWARD", "FULL"):
            found |= dict.fromkeys(incompatibilities(new, other))
        if base in ("FORWARD", "FULL"):
            found |= dict.fromkeys(incompatibilities(other, new))
    return tuple(found)
