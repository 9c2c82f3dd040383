"""An Avro schema's text in the one form that Java prints (Schema.toString of Avro 1.12): what a registry keeps."""

from __future__ import annotations

import json
from typing import Final, TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_PRIMITIVES: Final = {"null", "boolean", "int", "long", "float", "double", "bytes", "string"}
_RESERVED: Final = {
    "record": ("type", "name", "namespace", "doc", "fields", "aliases"),
    "error": ("type", "name", "namespace", "doc", "fields", "aliases"),
    "enum": ("type", "name", "namespace", "doc", "symbols", "default", "aliases"),
    "fixed": ("type", "name", "namespace", "doc", "size", "aliases"),
    "array": ("type", "items"),
    "map": ("type", "values"),
}
_OF_A_FIELD: Final = ("name", "type", "doc", "default", "order", "aliases")


def canonical(text: str) -> str:
    """The text without white space, its attributes in Java's order, names as short as their namespace lets them be.

    The schema must be a valid one; ValueError, KeyError, TypeError or RecursionError may come of another.
    """
    return json.dumps(_schema(json.loads(text), ""), ensure_ascii=False, separators=(",", ":"))


def _schema(schema: Json, space: str) -> Json:
    if isinstance(schema, str):
        return schema if schema in _PRIMITIVES else _short(schema, space)
    if isinstance(schema, list):
        return [_schema(branch, space) for branch in schema]
    if not isinstance(schema, dict):
        raise TypeError
    kind = schema["type"]
    if not isinstance(kind, str):
        return _schema(kind, space)  # {"type": {…}}, which some libraries take
    if kind in ("record", "error", "enum", "fixed"):
        return _named(schema, kind, space)
    if kind in _RESERVED:
        inner = "items" if kind == "array" else "values"
        return {"type": kind, inner: _schema(schema[inner], space), **_others(schema, kind)}
    if kind in _PRIMITIVES:
        others = {name: value for name, value in schema.items() if name != "type"}
        return {"type": kind, **others} if others else kind
    return _short(kind, space)


def _named(schema: dict[str, Json], kind: str, space: str) -> Json:
    given, name = schema.get("namespace"), str(schema["name"])
    own, _, name = name.rpartition(".") if "." in name else (str(space if given is None else given), "", name)
    printed: dict[str, Json] = {"type": kind, "name": name}
    if own != space:
        printed["namespace"] = own
    if schema.get("doc") is not None:
        printed["doc"] = schema["doc"]
    if kind in ("record", "error"):
        printed["fields"] = [_field(field, own) for field in _list(schema["fields"])]
        return printed | _others(schema, kind) | _only(schema, "aliases")
    return printed | _only(schema, "symbols", "size", "default") | _others(schema, kind) | _only(schema, "aliases")


def _field(field: Json, space: str) -> Json:
    if not isinstance(field, dict):
        raise TypeError
    printed = {"name": field["name"], "type": _schema(field["type"], space)}
    if field.get("doc") is not None:
        printed["doc"] = field["doc"]
    printed |= _only(field, "default")
    if field.get("order", "ascending") != "ascending":
        printed["order"] = field["order"]
    others = {name: value for name, value in field.items() if name not in _OF_A_FIELD}
    return printed | _only(field, "aliases") | others


def _short(name: str, space: str) -> str:
    """A name that is defined elsewhere, as it is written inside `space`."""
    own, dot, last = name.rpartition(".")
    return last if dot and own == space and last not in _PRIMITIVES else name


def _only(schema: dict[str, Json], *names: str) -> dict[str, Json]:
    return {name: schema[name] for name in names if name in schema}


def _others(schema: dict[str, Json], kind: str) -> dict[str, Json]:
    return {name: value for name, value in schema.items() if name not in _RESERVED[kind]}


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError
    return value
