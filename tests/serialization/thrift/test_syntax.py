"""What a file declares, and where it is no Thrift."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.thrift.shop import ONE_FILE
from workbench.records.errors import Unserializable
from workbench.serialization.thrift.declarations import Alias, ConstantDeclared, EnumDeclared, StructDeclared, Word
from workbench.serialization.thrift.syntax import parse

ALL = """
include "a/b.thrift"
cpp_include "x.h"
namespace * shop ( a = "b" )
namespace py.twisted shop
php_namespace shop
typedef map<i32, list<string>> M ( x = "y" )
const M SOME = {1: ["a", 'b'], 2: []};
const double D = -1.5e3
const i32 OTHER = E.B
enum E { A = 0x10, B C = -2 (deprecated), D; }
struct S xsd_all { i32 x; 2: optional S & y = {"x": 1} (a = "b", c), 3: required list<i8> cpp_type "v" z }
service Calls extends a.Base { oneway void f(1: i32 x) throws (1: Bad b), } (v = "1")
exception Bad {}
"""


def test_all_that_may_stand_in_a_file() -> None:
    found = parse(ALL)
    assert [name for name, _ in found.includes] == ["a/b.thrift"]
    assert list(found.declared) == ["M", "SOME", "D", "OTHER", "E", "S", "Bad"]
    kinds = [type(one) for one in found.declared.values()]
    assert kinds[:5] == [Alias, ConstantDeclared, ConstantDeclared, ConstantDeclared, EnumDeclared]
    struct, enum, other = found.declared["S"], found.declared["E"], found.declared["OTHER"]
    assert isinstance(struct, StructDeclared) and isinstance(enum, EnumDeclared) and isinstance(other, ConstantDeclared)
    assert [(one.id, one.name, one.need) for one in struct.fields] == [
        (-1, "x", ""),
        (2, "y", "optional"),
        (3, "z", "required"),
    ]
    assert enum.symbols == {"A": 16, "B": 17, "C": -2, "D": -1}
    assert other.value == Word("E.B")


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("strct A {}", "'strct' declares nothing", (1, 1)),
        ("struct A { 1 i32 x }", "there is 'i32' where ':' has to be", (1, 14)),
        ("struct A {", "the file ends where a name has to be", (1, 11)),
        ("struct A { 1: i32 x 1: i32 y }", "field 1 'y' is there already, as 1 'x'", (1, 28)),
        ("struct A { 99999: i32 x }", "'99999' is out of range", (1, 12)),
        ("struct A {} struct A {}", "'A' is declared twice", (1, 20)),
        ("enum A { X, X }", "'X' is there twice", (1, 13)),
        ("const i32 A = }", "there is '}' where a constant has to be", (1, 15)),
        ("service A { void f()", "the file ends where '}' has to be", (1, 21)),
        ("struct A { 1: " + "list<" * 70 + "i32", "this is nested too deeply", None),
        ("const i32 A = " + "[" * 70, "this is nested too deeply", None),
        ("const i32 A = " + "9" * 5000, "is out of range", (1, 15)),
        ("include A", "there is 'A' where a file has to be", (1, 9)),
    ],
)
def test_what_is_no_thrift_is_said_at_its_place(text: str, words: str, place: tuple[int, int] | None) -> None:
    with pytest.raises(Unserializable) as refused:
        parse(text)
    (problem,) = refused.value.problems
    assert words in problem.what
    assert place in (None, (problem.line, problem.column))


@given(st.data())
def test_a_damaged_file_is_read_or_refused(draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(ONE_FILE)))
    text = (
        ONE_FILE[:at]
        + draw.draw(st.text("{}()<>,;:=\"'/*1a \n", max_size=4))
        + ONE_FILE[at + draw.draw(st.integers(0, 9)) :]
    )
    try:
        parse(text)
    except Unserializable as refused:
        assert refused.problems
