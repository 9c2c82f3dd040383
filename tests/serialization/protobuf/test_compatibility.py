"""Compatibility by Confluent's rules: one case for each kind of change, fine or not."""

from __future__ import annotations

import pytest

from tests.serialization.protobuf.shop import SHOP, compiled
from workbench.serialization.compatibility import check
from workbench.serialization.protobuf.compatibility import incompatibilities


def _found(old: str, new: str, head: str = 'syntax = "proto3"; package p; ') -> list[tuple[str, str]]:
    old, new = (text if text.startswith("syntax") else head + text for text in (old, new))
    return [(one.kind, one.path) for one in incompatibilities(compiled(new), compiled(old))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
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
    ],
)
def test_these_changes_are_fine(old: str, new: str) -> None:
    assert _found(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
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
    ],
)
def test_these_break_what_reads_the_old_bytes(old: str, new: str, found: list[tuple[str, str]]) -> None:
    assert _found(old, new) == found


def test_required_fields_may_neither_come_nor_go() -> None:
    head = 'syntax = "proto2"; '
    with_it, without = "message A { required int32 x = 1; }", "message A {}"
    assert _found(without, with_it, head) == [("REQUIRED_FIELD_ADDED", "A.x")]
    assert _found(with_it, without, head) == [("REQUIRED_FIELD_REMOVED", "A.x")]


def test_another_package_is_another_schema() -> None:
    old, new = 'syntax = "proto3"; package p; message A {}', 'syntax = "proto3"; package q; message A {}'
    assert _found(old, new) == [("PACKAGE_CHANGED", "")]


def test_a_sentence_names_both_types() -> None:
    old, new = "message A { int32 x = 7; }", "message A { string x = 7; }"
    (one,) = incompatibilities(*(compiled(f'syntax = "proto3"; {text}') for text in (new, old)))
    assert str(one) == "A.x: x (field 7) was int32 and is string"


def test_a_schema_reads_itself_and_the_registrys_levels_reach_it() -> None:
    assert incompatibilities(compiled(SHOP), compiled(SHOP)) == ()
    removed = compiled(SHOP.replace("  float weight = 13;", "  string weight = 13;"))
    assert [one.kind for one in check(removed, [compiled(SHOP)], "BACKWARD")] == ["FIELD_SCALAR_KIND_CHANGED"]
