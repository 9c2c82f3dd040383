"""Schemas and data by chance, for what must hold of all of them."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from hypothesis import strategies as st

from workbench.serialization.avro.encoder import Datum
from workbench.serialization.avro.model import Array, AvroType, Enum, Fixed, Map, Primitive, Record, Union, branch_name
from workbench.serialization.avro.schema import parse
from workbench.serialization.schema import Schema, SchemaType

LOGICALS: list[dict[str, Any]] = [
    {"type": "int", "logicalType": "date"},
    {"type": "int", "logicalType": "time-millis"},
    {"type": "long", "logicalType": "time-micros"},
    *(
        {"type": "long", "logicalType": f"{local}timestamp-{unit}"}
        for local in ("", "local-")
        for unit in ("millis", "micros", "nanos")
    ),
    {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2},
    {"type": "bytes", "logicalType": "big-decimal"},
    {"type": "string", "logicalType": "uuid"},
]
LOGICAL_FIXED: list[dict[str, Any]] = [
    {"type": "fixed", "size": 16, "logicalType": "uuid"},
    {"type": "fixed", "size": 12, "logicalType": "duration"},
    {"type": "fixed", "size": 5, "logicalType": "decimal", "precision": 9, "scale": 3},
]
PRIMITIVES = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def avro(schema: object) -> Schema:
    """A schema of its JSON."""
    return Schema(
        SchemaType.AVRO, schema if isinstance(schema, str) and schema.startswith(("{", "[")) else json.dumps(schema)
    )


def kind_of(schema: object) -> AvroType:
    """The type of a schema's JSON."""
    return parse(avro(schema))


@st.composite
def schemas(draw: st.DrawFn) -> Any:
    """A schema's JSON: every kind of type, names of its own, unions without two branches of one name."""
    numbers = count()

    def named(json: dict[str, Any]) -> dict[str, Any]:
        return {**json, "name": f"{draw(st.sampled_from(['', 'a.', 'b.c.']))}N{next(numbers)}"}

    def kind(depth: int, in_union: bool = False) -> Any:
        simple = st.sampled_from([*PRIMITIVES, "logical", "logical fixed", "fixed", "enum"])
        deep = st.sampled_from(["record", "array", "map", *(() if in_union else ("union", "union"))])
        match draw(simple if depth == 0 else st.one_of(simple, deep, deep)):
            case "logical":
                return draw(st.sampled_from(LOGICALS))
            case "logical fixed":
                return named(draw(st.sampled_from(LOGICAL_FIXED)))
            case "fixed":
                return named({"type": "fixed", "size": draw(st.integers(0, 6))})
            case "enum":
                return named({"type": "enum", "symbols": draw(st.sampled_from([["A"], ["A", "B", "C1"]]))})
            case "record":
                fields = [{"name": f"f{index}", "type": kind(depth - 1)} for index in range(draw(st.integers(0, 3)))]
                return named({"type": "record", "fields": fields})
            case "array":
                return {"type": "array", "items": kind(depth - 1)}
            case "map":
                return {"type": "map", "values": kind(depth - 1)}
            case "union":
                return union([kind(depth - 1, in_union=True) for _ in range(draw(st.integers(1, 4)))])
            case primitive:
                return primitive

    return kind(draw(st.integers(0, 3)))


def union(branches: list[Any]) -> list[Any]:
    """Without the branches whose name stands there already."""
    names: dict[str, Any] = {}
    for branch in branches:
        names.setdefault(branch_name(kind_of(branch)), branch)
    return list(names.values())


def data(kind: AvroType) -> st.SearchStrategy[Datum]:
    """The data of a type."""
    match kind:
        case Record():
            return st.fixed_dictionaries({each.name: data(each.type) for each in kind.fields})
        case Array():
            return st.lists(data(kind.items), max_size=3)
        case Map():
            return st.dictionaries(TEXTS, data(kind.values), max_size=3)
        case Union():
            return st.one_of([st.tuples(st.just(index), data(branch)) for index, branch in enumerate(kind.branches)])
        case Enum():
            return st.sampled_from(kind.symbols)
        case Fixed() if kind.logical and kind.logical.name == "decimal":
            return st.integers(-999_999_999, 999_999_999).map(lambda each: each.to_bytes(kind.size, "big", signed=True))
        case Fixed():
            return st.binary(min_size=kind.size, max_size=kind.size)
    return _values(kind)


def _values(kind: Primitive) -> st.SearchStrategy[Any]:
    if kind.logical and kind.logical.name.startswith("time-"):
        return st.integers(0, 86_399_999)
    if kind.logical and kind.logical.name in ("uuid", "big-decimal", "decimal"):
        return {
            "uuid": st.uuids().map(str),
            "big-decimal": st.sampled_from([b"\x02\x01\x00", b"\x04\x00\x96\x04", b"\x02\xff\x05"]),
            "decimal": st.integers(-999_999_999, 999_999_999).map(_shortest),
        }[kind.logical.name]
    values: dict[str, st.SearchStrategy[Any]] = {
        "null": st.none(),
        "boolean": st.booleans(),
        "int": st.integers(-(1 << 31), (1 << 31) - 1),
        "long": st.integers(-(1 << 63), (1 << 63) - 1),
        "float": st.floats(width=32, allow_nan=False),
        "double": st.floats(allow_nan=False),
        "bytes": st.binary(max_size=6),
        "string": TEXTS,
    }
    return values[kind.kind]


def _shortest(number: int) -> bytes:
    return number.to_bytes((number if number >= 0 else ~number).bit_length() // 8 + 1, "big", signed=True)
