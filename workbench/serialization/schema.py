"""A schema as a value: its text, what it refers to, and how a registry knows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.records.escape import escape


class SchemaType(StrEnum):
    """The kinds of schemas, in the registry's own words."""

    AVRO = "AVRO"
    JSON = "JSON"
    PROTOBUF = "PROTOBUF"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another schema that a schema names: `name` is the word in its text (a record's name, a URI, a .proto's path)."""

    name: str
    subject: str
    version: int


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema, complete: what it refers to is in `resolved`, by the name in the text, each complete itself.

    `descriptors` is Protobuf's alone: the serialized FileDescriptorSet, the schema's own file last.
    """

    type: SchemaType
    text: str
    references: tuple[Reference, ...] = ()
    resolved: tuple[tuple[str, Schema], ...] = ()
    descriptors: bytes = b""


@dataclass(frozen=True, slots=True)
class Registered:
    """A schema as a registry has it. `version` is 0 and `subject` empty where it was asked for by id alone.

    `refused` is why nothing may be sent with it, such as a rule to encrypt; empty for nothing.
    """

    schema: Schema
    id: int
    subject: str = ""
    version: int = 0
    guid: str = ""
    refused: str = ""

    def __str__(self) -> str:
        return f"{escape(self.subject)} v{self.version}" if self.subject else f"schema id {self.id}"
