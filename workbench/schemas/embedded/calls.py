"""A request to the embedded registry, read: what its path, query and body say."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from workbench.schemas.embedded import refusals
from workbench.schemas.embedded.entries import Given
from workbench.schemas.embedded.refusals import Refused
from workbench.schemas.embedded.registering import Request
from workbench.schemas.embedded.store import LATEST
from workbench.serialization.schema import Reference, SchemaType

Json: TypeAlias = "Mapping[str, Json] | list[Json] | tuple[Json, ...] | str | int | float | bool | None"

_HIGHEST = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose path was understood."""

    query: Mapping[str, Sequence[str]]
    data: bytes = b""

    def word(self, name: str) -> str:
        """What the query says of it, empty for nothing."""
        return next(iter(self.query.get(name, ())), "")

    def flag(self, name: str) -> bool:
        """Whether a switch of the query is on, as Java reads it."""
        return self.word(name).lower() == "true"

    def number(self, name: str, otherwise: int) -> int:
        """A number of the query."""
        text = self.word(name)
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise

    @property
    def body(self) -> Mapping[str, Json]:
        """The JSON object that was sent. Raises Refused."""
        try:
            value = json.loads(self.data)
        except (ValueError, RecursionError):
            raise Refused(400, "The request's body is no JSON") from None
        if not isinstance(value, dict):
            raise Refused(400, "The request's body is no JSON object")
        return value


def cut(call: Call, items: Sequence[Json]) -> Json:
    """The part of a list that `offset` and `limit` ask for."""
    start = call.number("offset", 0)
    limit = call.number("limit", len(items))
    return list(items[start : start + limit])


def version_of(text: str) -> int:
    """The version of a path: LATEST, or a number from 1. Raises Refused."""
    if text in ("latest", "-1"):
        return LATEST
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 11 else 0
    if not 1 <= number <= _HIGHEST:
        raise refusals.invalid_version(text)
    return number


def id_of(text: str) -> int:
    """The schema id of a path. Raises Refused: not found, which is what a registry makes of any other word."""
    if not (text.isascii() and text.isdecimal() and len(text) < 11):
        raise Refused(404, "HTTP 404 Not Found")
    return int(text)


def posted(call: Call) -> Request:
    """The schema in the body. Raises Refused."""
    body = call.body
    given = Given(
        _type(body), _text(body, "schema"), _references(body), _more(body, "metadata"), _more(body, "ruleSet")
    )
    if given.type is SchemaType.PROTOBUF:
        given = _as_text(given)
    id, version = (_positive(body, name) for name in ("id", "version"))
    return Request(given, call.flag("normalize"), id, version)


def _type(body: Mapping[str, Json]) -> SchemaType:
    name = _text(body, "schemaType") or "AVRO"
    try:
        return SchemaType(name)
    except ValueError:
        raise refusals.invalid_schema(f"Invalid schema type {name}") from None


def _text(body: Mapping[str, Json], name: str) -> str:
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(400, f"'{name}' is no text")
    return value


def _positive(body: Mapping[str, Json], name: str) -> int | None:
    value = body.get(name)
    return value if isinstance(value, int) and 0 < value <= _HIGHEST else None


def _more(body: Mapping[str, Json], name: str) -> str:
    value = body.get(name)
    return json.dumps(value, sort_keys=True, separators=(",", ":")) if value else ""


def _references(body: Mapping[str, Json]) -> tuple[Reference, ...]:
    found = body.get("references") or []
    if not isinstance(found, list):
        raise Refused(400, "'references' is no list")
    return tuple(map(_reference, found))


def _reference(value: Json) -> Reference:
    if isinstance(value, dict):
        name, subject, version = (value.get(key) for key in ("name", "subject", "version"))
        if isinstance(name, str) and isinstance(subject, str) and isinstance(version, int):
            return Reference(name, subject, version)
    raise Refused(400, "a reference has a name, a subject and a version")


def _as_text(given: Given) -> Given:
    """A descriptor in base64, as some clients post it, as the .proto that it stands for."""
    from workbench.schemas.embedded.proto_text import proto_text

    try:
        text = proto_text(base64.b64decode(given.text, validate=True))
    except (ValueError, binascii.Error):
        return given
    return Given(given.type, text, given.references, given.metadata, given.rule_set)
