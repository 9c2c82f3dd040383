"""Compatibility by Confluent's rules: one case for each kind of change, fine or not."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from google.protobuf import descriptor_pb2

from tests.serialization.protobuf.shop import SHOP, compiled
from workbench.schemas.protoc import compile, with_descriptors  # noqa: A004
from workbench.serialization.compatibility import check
from workbench.serialization.protobuf.compatibility import incompatibilities
from workbench.serialization.schema import Schema, SchemaType

FINE = [
    ("message A { int32 x = 1; }", "message A { int32 x = 1; string y = 2; }"),
    ("message A { int32 x = 1; string y = 2; }", "message A { int32 x = 1; }"),
    ("message A { int32 x = 1; }", "message A { int32 renamed = 1; }"),
    ("message A { int32 x = 1; }", "message A { uint64 x = 1; }"),
    ("message A { int32 x = 1; }", "message A { E x = 1; } enum E { Z = 0; }"),
    ("message A { string x = 1; }", "message A { bytes x = 1; }"),
    ("message A { string x = 1; }", "message A { repeated string x = 1; }"),
    ("message A { int32 x = 1; }", "message A { repeated int32 x = 1; }"),
    ("message A { int32 x = 1; }", "message A { optional int32 x = 1; }"),
    ("message A {}", "message B {} message A {}"),
    ("enum E { Z = 0; Y = 1; } message A {}", "enum E { Z = 0; } message A {}"),
    ("message A { int32 x = 1; }", "message A { oneof o { int32 x = 1; string y = 2; } }"),
    ("message A { oneof o { int32 x = 1; } }", "message A { int32 x = 1; }"),
    ("message A { oneof o { int32 x = 1; } }", "message A { oneof o { int32 x = 1; int32 y = 2; } }"),
    ("message A { oneof o { int32 x = 1; int32 y = 2; } }", "message A { oneof q { int32 x = 1; int32 y = 2; } }"),
    ("message A { oneof o { int32 x = 1; } }", "message A {}"),
    ("message A { map<string, int32> m = 1; }", "message A { map<string, int64> m = 1; }"),
    ("message A { A a = 1; }", "message A { A a = 1; int32 b = 2; }"),
]

BROKEN = [
    ("message A {} message B {}", "message A {}", [("MESSAGE_REMOVED", "B")]),
    ("message A { message I {} }", "message A {}", [("MESSAGE_REMOVED", "A.I")]),
    ("message A { int32 x = 1; }", "message A { string x = 1; }", [("FIELD_SCALAR_KIND_CHANGED", "A.x")]),
    ("message A { int32 x = 1; }", "message A { sint32 x = 1; }", [("FIELD_SCALAR_KIND_CHANGED", "A.x")]),
    ("message A { fixed32 x = 1; }", "message A { float x = 1; }", [("FIELD_SCALAR_KIND_CHANGED", "A.x")]),
    ("message A { int32 x = 1; }", "message A { A x = 1; }", [("FIELD_KIND_CHANGED", "A.x")]),
    ("message A { map<string, A> x = 1; }", "message A { repeated A x = 1; }", [("FIELD_KIND_CHANGED", "A.x")]),
    (
        "message A { map<string, int32> m = 1; }",
        "message A { map<string, string> m = 1; }",
        [("FIELD_SCALAR_KIND_CHANGED", "A.m")],
    ),
    (
        "message A { B x = 1; } message B {} message C {}",
        "message A { C x = 1; } message B {} message C {}",
        [("FIELD_NAMED_TYPE_CHANGED", "A.x")],
    ),
    (
        "message A { repeated int32 x = 1; }",
        "message A { optional int32 x = 1; }",
        [("FIELD_NUMERIC_LABEL_CHANGED", "A.x")],
    ),
    (
        "message A { int32 x = 1; int32 y = 2; }",
        "message A { oneof o { int32 x = 1; int32 y = 2; } }",
        [("MULTIPLE_FIELDS_MOVED_TO_ONEOF", "A.o")],
    ),
    (
        "message A { int32 x = 1; oneof o { int32 y = 2; } }",
        "message A { oneof o { int32 x = 1; int32 y = 2; } }",
        [("FIELD_MOVED_TO_EXISTING_ONEOF", "A.o")],
    ),
    (
        "message A { oneof o { int32 x = 1; int32 y = 2; } }",
        "message A { oneof o { int32 x = 1; } }",
        [("ONEOF_FIELD_REMOVED", "A.y")],
    ),
]


@cache
def _schemas(which: int) -> list[Schema]:
    """All old (0) or all new (1) schemas of the lists above: one run of protoc, so each has a package of its own."""
    cases = [*FINE, *[(old, new) for old, new, _ in BROKEN]]
    sources = {f"{at:03}.proto": f'syntax = "proto3"; package p{at}; {case[which]}' for at, case in enumerate(cases)}
    every: Any = descriptor_pb2.FileDescriptorSet.FromString(compile(sources))
    sets = (descriptor_pb2.FileDescriptorSet(file=[file]) for file in every.file)
    return [Schema(SchemaType.PROTOBUF, "", descriptors=one.SerializeToString()) for one in sets]


def _found(old: Schema, new: Schema) -> list[tuple[str, str]]:
    return [(one.kind, one.path) for one in incompatibilities(new, old)]


@pytest.mark.parametrize("at", range(len(FINE)), ids=lambda at: " -> ".join(FINE[at]))
def test_these_changes_are_fine(at: int) -> None:
    assert _found(_schemas(0)[at], _schemas(1)[at]) == []


@pytest.mark.parametrize("at", range(len(BROKEN)), ids=lambda at: " -> ".join(BROKEN[at][:2]))
def test_these_break_what_reads_the_old_bytes(at: int) -> None:
    assert _found(_schemas(0)[len(FINE) + at], _schemas(1)[len(FINE) + at]) == BROKEN[at][2]


def test_required_fields_may_neither_come_nor_go() -> None:
    head = 'syntax = "proto2"; '
    with_it, without = compiled(head + "message A { required int32 x = 1; }"), compiled(head + "message A {}")
    assert _found(without, with_it) == [("REQUIRED_FIELD_ADDED", "A.x")]
    assert _found(with_it, without) == [("REQUIRED_FIELD_REMOVED", "A.x")]


def test_another_package_is_another_schema() -> None:
    old, new = 'syntax = "proto3"; package p; message A {}', 'syntax = "proto3"; package q; message A {}'
    assert _found(compiled(old), compiled(new)) == [("PACKAGE_CHANGED", "")]


def test_a_sentence_names_both_types() -> None:
    old, new = "message A { int32 x = 7; }", "message A { string x = 7; }"
    (one,) = incompatibilities(*(compiled(f'syntax = "proto3"; {text}') for text in (new, old)))
    assert str(one) == "A.x: x (field 7) was int32 and is string"


def test_a_schema_reads_itself_and_the_registrys_levels_reach_it() -> None:
    assert incompatibilities(compiled(SHOP), compiled(SHOP)) == ()
    removed = compiled(SHOP.replace("  float weight = 13;", "  string weight = 13;"))
    assert [one.kind for one in check(removed, [compiled(SHOP)], "BACKWARD")] == ["FIELD_SCALAR_KIND_CHANGED"]


def test_thousands_of_types_in_a_row_are_compared() -> None:
    chain = "".join(f"message M{at} {{ M{at + 1} next = 1; }}" for at in range(3_000))
    old, new = (f'syntax = "proto3"; {chain} message M3000 {{ {kind} x = 1; }}' for kind in ("int32", "string"))
    assert _found(compiled(old), compiled(new)) == [("FIELD_SCALAR_KIND_CHANGED", "M3000.x")]


def test_a_broken_type_of_another_file_is_named_at_the_field_too() -> None:
    def importing(kind: str) -> Schema:
        other = Schema(SchemaType.PROTOBUF, f'syntax = "proto3"; package q; message B {{ {kind} x = 1; }}')
        text = 'syntax = "proto3"; import "b.proto"; message A { q.B b = 1; }'
        return with_descriptors(Schema(SchemaType.PROTOBUF, text, resolved=(("b.proto", other),)))

    found = _found(importing("int32"), importing("string"))
    assert found == [("FIELD_SCALAR_KIND_CHANGED", "B.x"), ("FIELD_NAMED_TYPE_CHANGED", "A.b")]
