"""Names looked up over files, with every mistake."""

from __future__ import annotations

import pytest

from tests.serialization.thrift.shop import of
from workbench.records.errors import Unserializable
from workbench.serialization.thrift.program import struct

TWICE = " struct B{} {{ 1: required B{} x, 2: required B{} y }}"


def refused(files: dict[str, str], name: str = "A") -> list[str]:
    with pytest.raises(Unserializable) as raised:
        struct(files, "a.thrift", name)
    return [one.what for one in raised.value.problems]


def test_every_name_that_is_not_there() -> None:
    text = "struct A { 1: Foo x,\n 2: list<Bar> y, 3: i32 z = NONE }"
    assert refused({"a.thrift": text}) == [
        "a.thrift:1:15: there is no type 'Foo'",
        "a.thrift:2:10: there is no type 'Bar'",
        "a.thrift:2:25: the default of 'z': there is no constant NONE",
    ]


def test_a_struct_of_another_name_is_suggested() -> None:
    with pytest.raises(Unserializable) as raised:
        struct({"a.thrift": "struct Order {} enum E { X }"}, "a.thrift", "Ordr")
    assert [(one.what, one.valid) for one in raised.value.problems] == [("there is no struct 'Ordr'", "Order")]
    assert refused({"a.thrift": "enum E { X }"}, "E") == ["'E' is no struct"]


def test_included_files_by_their_place() -> None:
    files = {
        "a.thrift": 'include "sub/b.thrift"\ninclude "./c.thrift"\nstruct A { 1: b.B b, 2: c.C c = {"n": c.FIVE} }',
        "sub/b.thrift": 'include "d.thrift"\nstruct B { 1: d.D d }',
        "sub/d.thrift": "typedef list<i32> D",
        "c.thrift": "const i32 FIVE = 5 struct C { 1: i32 n }",
    }
    found = struct(files, "a.thrift", "A")
    assert [one.default for one in found.fields] == ["", '{"n": 5}']
    assert refused({"a.thrift": 'include "b.thrift"\nstruct A { 1: b.B b }'})[0] == (
        "a.thrift:1:9: the included file 'b.thrift' is not there"
    )


def test_a_mistake_in_an_included_file_names_it() -> None:
    files = {"a.thrift": 'include "b.thrift"\nstruct A { 1: b.B b }', "b.thrift": "\n struct {"}
    assert refused(files) == ["b.thrift:2:9: there is '{' where a name has to be"]


def test_files_that_include_each_other_and_names_that_go_round() -> None:
    files = {
        "a.thrift": 'include "b.thrift"\nstruct A { 1: optional b.B b }',
        "b.thrift": 'include "a.thrift"\nstruct B { 1: optional a.A a }',
    }
    assert struct(files, "a.thrift", "A").least == 0
    assert refused({"a.thrift": "typedef X Y typedef Y X struct A { 1: X x }"})[-1].endswith("there is no type 'X'")
    text = "const i32 X = Y const i32 Y = X struct A { 1: i32 x = X }"
    assert refused({"a.thrift": text}) == ["a.thrift:1:51: the default of 'x': there is no constant X"]


@pytest.mark.parametrize(
    "text",
    [
        "struct A { 1: required A a }",
        "struct A { 1: required B b } struct B { 1: required A a }",
        "union A { 1: A a }",
        "struct A { 1: required C0 c } struct C3000 {}"
        + "".join(f"struct C{n} {{ 1: required C{n + 1} c }}" for n in range(3000)),
        "struct A { 1: required B0 b } struct B20 {}"
        + "".join(map(TWICE.format, range(20), range(1, 21), range(1, 21))),
    ],
)
def test_a_struct_that_needs_itself_has_no_sample_and_says_so(text: str) -> None:
    with pytest.raises(Unserializable, match="no value of A ends"):
        of(text).sample()


def test_what_may_go_round_ends() -> None:
    for text in (
        "struct A { 1: required list<A> a, 2: required map<string, A> b, 3: set<A> c }",
        "union A { 1: A a, 2: list<A> b }",
        "struct A { 1: optional A a, 2: optional B b } union B { 1: A a, 2: i32 n }",
    ):
        one = of(text)
        for seed in range(20):
            one.serialize(one.sample(seed))
