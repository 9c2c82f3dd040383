"""A field of a key that is JSON or Avro. What cannot be read says why; a key can neither crash nor hang the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from json import loads
from typing import NoReturn, Protocol

from workbench.records.escape import escape, quoted

MISSING = object()
"""What a path leads to where the key has no such field."""

DEEPEST = 32
"""Levels of an Avro schema."""

_PREFIX = 5


class Unreadable(ValueError):
    """A key that is not of that format; the text says why, in the words after "the key"."""


class BadSchema(ValueError):
    """An Avro schema that cannot be used; the text is the sentence."""


class KeyFormat(Protocol):
    """What turns a key's bytes into its values: dicts, lists, texts, numbers."""

    @property
    def name(self) -> str:
        """json or avro."""

    def read(self, key: bytes) -> object:
        """Raises Unreadable."""


@dataclass(frozen=True, slots=True)
class JsonKey:
    """JSON in UTF-8 (RFC 8259); integers of any size are exact, of duplicate names the last counts."""

    name: str = "json"

    def read(self, key: bytes) -> object:
        """The value. Raises Unreadable."""
        try:
            return loads(key.decode(), parse_constant=_no_constant)
        except RecursionError:
            raise Unreadable("is nested too deeply") from None
        except ValueError:
            raise Unreadable("is no JSON") from None


@dataclass(frozen=True, slots=True)
class AvroKey:
    """Avro binary of one schema, with or without the five bytes of the schema registry (0 and the id) before it."""

    schema: Mapping[str, object] | Sequence[object] | str = field(hash=False)
    name: str = "avro"

    @classmethod
    def of(cls, schema: object) -> AvroKey:
        """For a schema in JSON, decoded. Raises BadSchema.

        Not every schema: a key of a few kilobytes would crash fastavro with one that contains itself, and keep it
        busy for hours with an array whose items take no bytes.
        """
        from fastavro import parse_schema

        plain = _checked(schema, (), 0)
        try:
            return cls(parse_schema(plain))  # type: ignore[arg-type]
        except Exception as error:
            raise BadSchema(f"it is no Avro schema: {escape(str(error)[:120]) or type(error).__name__}") from None

    def read(self, key: bytes) -> object:
        """The value. Raises Unreadable."""
        if key[:1] == b"\0" and len(key) >= _PREFIX:
            read, value = self._read(key[_PREFIX:])
            if read:
                return value
        read, value = self._read(key)
        if not read:
            raise Unreadable("is not Avro of this schema")
        return value

    def _read(self, data: bytes) -> tuple[bool, object]:
        from fastavro import schemaless_reader

        file = BytesIO(data)
        try:
            value: object = schemaless_reader(file, self.schema, None)  # type: ignore[arg-type]
        except Exception:
            return False, None
        return file.tell() == len(data), value


def lookup(value: object, path: Sequence[str]) -> object:
    """The value at the end of the path, through names and, in a list, numbers from 0; else MISSING."""
    for name in path:
        if isinstance(value, Mapping):
            value = value.get(name, MISSING)
        elif isinstance(value, list) and name.isascii() and name.isdecimal() and len(name) < 10:
            value = value[int(name)] if int(name) < len(value) else MISSING
        else:
            return MISSING
    return value


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _checked(schema: object, around: tuple[str, ...], depth: int) -> object:
    """The schema without logical types, so that values are what is written. Raises BadSchema."""
    if depth > DEEPEST:
        raise BadSchema(f"it is nested more than {DEEPEST} levels deep")
    if isinstance(schema, str):
        if schema.rpartition(".")[2] in around:
            raise BadSchema(f"its type {quoted(schema)} contains itself; keys of such a schema are not read")
        return schema
    if isinstance(schema, list) and schema:
        return [_checked(one, around, depth + 1) for one in schema]
    if not isinstance(schema, dict):
        raise BadSchema("it is no Avro schema; valid: a type's name, a list of types, or an object with a type")
    plain = {name: value for name, value in schema.items() if name != "logicalType"}
    if (part := _PARTS.get(str(plain.get("type")))) is None:
        plain["type"] = _checked(plain.get("type"), around, depth + 1)
    elif part == "fields":
        plain[part] = _checked_fields(plain, around, depth)
    elif part:
        plain[part] = _checked(plain.get(part), around, depth + 1)
    _refuse_nothing(plain)
    return plain


_PARTS = {"record": "fields", "error": "fields", "array": "items", "map": "values", "enum": "", "fixed": ""}


def _checked_fields(record: dict[str, object], around: tuple[str, ...], depth: int) -> list[object]:
    fields = record.get("fields")
    inside = (*around, str(record.get("name")).rpartition(".")[2])
    if not isinstance(fields, list) or not all(isinstance(one, dict) for one in fields):
        raise BadSchema("it has a record without a list of fields")
    return [{**one, "type": _checked(one.get("type"), inside, depth + 1)} for one in fields]


def _refuse_nothing(schema: dict[str, object]) -> None:
    """Refuses what takes no bytes and could stand in an array, as often as a key of a few bytes claims."""
    nothing = ("null", {"type": "null"})
    empty = all(one["type"] in nothing for one in fields) if isinstance(fields := schema.get("fields"), list) else False
    size = schema.get("size")
    unsized = schema["type"] == "fixed" and not (isinstance(size, int) and size > 0)
    if empty or unsized or schema.get("items") in nothing:
        raise BadSchema("it has a record, an array or a fixed type whose values take no bytes; such keys are not read")
