"""From a spec to the schema it stands for: a file's, or a registry's by subject, id or GUID."""

from __future__ import annotations

from typing import Final, Protocol

from workbench.records.errors import Part, Problem, Unserializable
from workbench.records.escape import quoted
from workbench.schemas.local import local_source, no_schema
from workbench.schemas.source import Source
from workbench.schemas.subjects import subject_of
from workbench.serialization.schema import Registered, SchemaType
from workbench.serialization.spec import SerializerSpec

LATEST: Final = "latest"
LATEST_FOR: Final = 30.0
"""Seconds after which a registry is asked again which version is the latest."""

TYPES: Final = {"avro": SchemaType.AVRO, "json-schema": SchemaType.JSON, "protobuf": SchemaType.PROTOBUF}
"""The families whose schemas a registry holds."""

_HIGHEST: Final = (1 << 31) - 1


class Schemas(Protocol):
    """What is asked of a registry here."""

    def schema(self, subject: str, version: int | str = LATEST) -> Registered:
        """The subject's schema in that version. Raises Unserializable."""

    def by_id(self, id: int) -> Registered:
        """The schema of that id. Raises Unserializable."""

    def by_guid(self, guid: str) -> Registered:
        """The schema of that GUID. Raises Unserializable."""

    def associated(self, topic: str, part: Part) -> str:
        """The subject that the topic is associated with, empty for none. Raises Unserializable."""


def find_source(spec: SerializerSpec, topic: str, part: Part, registry: Schemas | None) -> Source:
    """The schema that the spec stands for; reads files, or asks the registry. Raises Unserializable."""
    if spec["schema"]:
        _only_local(spec)
        return local_source(spec)
    if spec.name not in TYPES:
        raise no_schema(spec)
    if registry is None:
        where = "schema=FILE, or the registry's URL (--registry, -X schema.registry.url=…)"
        raise Unserializable(Problem("no schema registry is connected", where))
    found, good_for = _registered(spec, topic, part, registry)
    return Source(_fitting(spec, found).schema, found, good_for=good_for)


def number(spec: SerializerSpec, option: str) -> int | None:
    """A whole number's option, None where it is not given. Raises Unserializable where it is none."""
    text = spec[option]
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 19):
        raise Unserializable(Problem(f"{option}={quoted(text)} is no whole number", f"{option}=0 or more"))
    return int(text)


def _only_local(spec: SerializerSpec) -> None:
    """A file and a subject are two schemas."""
    for option in ("subject", "strategy", "version"):
        if spec[option]:
            raise Unserializable(Problem(f"schema= and {option}= both choose the schema", "one of the two"))


def _registered(spec: SerializerSpec, topic: str, part: Part, registry: Schemas) -> tuple[Registered, float]:
    by_subject = any(spec[option] for option in ("subject", "strategy", "version"))
    id_given = number(spec, "id")
    if by_subject or (id_given is None and not spec["guid"]):
        return _by_subject(spec, topic, part, registry, id_given)
    found = registry.by_guid(spec["guid"]) if id_given is None else registry.by_id(id_given)
    return found, float("inf")


def _by_subject(
    spec: SerializerSpec, topic: str, part: Part, registry: Schemas, id_given: int | None
) -> tuple[Registered, float]:
    version = _version(spec)
    subject = subject_of(spec, topic, part)
    if spec["strategy"] == "associated":
        subject = registry.associated(topic, part) or subject
    found = registry.schema(subject, version)
    confluent = spec["framing"] in ("", "confluent", "confluent-header")
    if confluent and id_given not in (None, found.id):
        raise Unserializable(
            Problem(f"{found} has the schema id {found.id}, not {id_given}", "one of id= and subject=")
        )
    return found, LATEST_FOR if version == LATEST else float("inf")


def _version(spec: SerializerSpec) -> int | str:
    if spec["version"] in ("", LATEST):
        return LATEST
    version = number(spec, "version")
    if version is None or not 1 <= version <= _HIGHEST:
        raise Unserializable(Problem(f"there is no version {quoted(spec['version'])}", "version=latest, or 1 and up"))
    return version


def _fitting(spec: SerializerSpec, found: Registered) -> Registered:
    if found.schema.type is not TYPES[spec.name]:
        right = next(name for name, kind in TYPES.items() if kind is found.schema.type)
        raise Unserializable(Problem(f"{found} is {found.schema.type}, not {spec.name}", f"the serializer {right}"))
    if found.refused:
        raise Unserializable(Problem(f"{found} {found.refused}", "a producer that applies the schema's rules"))
    return found
