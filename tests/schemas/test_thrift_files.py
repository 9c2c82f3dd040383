"""Thrift files: what is none is a sentence without a path of this machine, and nothing outside is read."""

from __future__ import annotations

import pytest

from tests.serialization.thrift.shop import FILES
from workbench.records.errors import Unserializable
from workbench.schemas.thrift_files import parse
from workbench.serialization.thrift.kinds import struct_names


def test_a_file_with_what_it_includes() -> None:
    assert "shared.Money" in struct_names(parse(FILES, "shop.thrift"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("struct {", "Grammar error '{' at line 1"),
        ("struct A { 1: Foo x }", "No type found: 'Foo', at line 1"),
        ("", "declares nothing"),
        ('include "nope.thrift"\nstruct A { 1: i32 a }', "include thrift nope.thrift"),
        ("\x00", "is no Thrift"),
        ("struct A {" * 2_000, "is no Thrift"),
    ],
)
def test_what_is_no_thrift_is_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Unserializable) as refused:
        parse({"a.thrift": text}, "a.thrift")
    assert words in str(refused.value)
    assert "/tmp" not in str(refused.value)


@pytest.mark.parametrize("name", ["../a.thrift", "/a.thrift"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(Unserializable, match="lies outside the folder"):
        parse({"a.thrift": "struct A {}", name: "struct B {}"}, "a.thrift")
