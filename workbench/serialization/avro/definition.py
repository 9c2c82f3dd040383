"""A type back to a schema's JSON, complete in itself: what it referred to stands where it is first named."""

from __future__ import annotations

from workbench.serialization.avro.model import (
    Array,
    AvroType,
    Enum,
    Field,
    Fixed,
    Json,
    Logical,
    Map,
    Primitive,
    Record,
    Union,
)


def definition(kind: AvroType) -> Json:
    """The schema with full names, logical types, defaults, aliases and documentation."""
    return _definition(kind, set())


def _definition(kind: AvroType, known: set[str]) -> Json:
    match kind:
        case Primitive():
            return {"type": kind.kind, **_logical(kind.logical)} if kind.logical else kind.kind
        case Array():
            return {"type": "array", "items": _definition(kind.items, known)}
        case Map():
            return {"type": "map", "values": _definition(kind.values, known)}
        case Union():
            return [_definition(branch, known) for branch in kind.branches]
    if kind.name in known:
        return kind.name
    known.add(kind.name)
    named: dict[str, Json] = {"name": kind.name, **_told(kind)}
    if "." not in kind.name:
        named["namespace"] = ""
    match kind:
        case Fixed():
            return {"type": "fixed", **named, "size": kind.size, **_logical(kind.logical)}
        case Enum():
            default: dict[str, Json] = {"default": kind.default} if kind.default else {}
            return {"type": "enum", **named, "symbols": list(kind.symbols), **default}
    return {"type": "record", **named, "fields": [_field(each, known) for each in kind.fields]}


def _field(field: Field, known: set[str]) -> Json:
    default = {"default": field.default} if field.has_default else {}
    return {"name": field.name, "type": _definition(field.type, known), **default, **_told(field)}


def _told(kind: Record | Enum | Fixed | Field) -> dict[str, Json]:
    aliases: dict[str, Json] = {"aliases": list(kind.aliases)} if kind.aliases else {}
    return {**aliases, "doc": kind.doc} if kind.doc else aliases


def _logical(logical: Logical | None) -> dict[str, Json]:
    if logical is None:
        return {}
    numbers: dict[str, Json] = {"precision": logical.precision, "scale": logical.scale} if logical.precision else {}
    return {"logicalType": logical.name, **numbers}
