"""Declarations: every mistake in a file comes back with the path of its field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.layout.declared import EVERYTHING, mistakes
from workbench.records.errors import Unserializable
from workbench.serialization.layout.declaration import parse


@pytest.mark.parametrize(
    ("field", "path", "what"),
    [
        ('name = "a"', "a", "the field has no type"),
        ('type = "int8"', "field[0]", "field 1 has no name"),
        ('name = 5\ntype = "int8"', "field[0]", "field 1 has a name that is no text: 5"),
        ('name = "a"\ntype = "int12"', "a", "'int12' is no type here"),
        ('name = "a"\ntype = "int512"', "a", "'int512' is no type here"),
        ('name = "a"\ntype = "string"', "a", "the field has no length"),
        ('name = "a"\ntype = "string"\nlength = 0', "a", "a length of 0 cannot be"),
        ('name = "a"\ntype = "string"\nlength = "int8"\nencoding = "x"', "a", "there is no charset 'x' here"),
        ('name = "a"\ntype = "string"\nlength = "uint8"\nnull = "-1"', "a", 'null = "-1" needs a signed length'),
        ('name = "a"\ntype = "int8"\nlenght = 2', "a", "'lenght' is no setting of int8"),
        ('name = "a"\ntype = "int8"\nendian = "middle"', "a", "endian = 'middle' is not known"),
        ('name = "a"\ntype = "array"\ncount = "int8"', "a", "the array does not say of what"),
        ('name = "a"\ntype = "array"\nof = "int8"', "a", "the array has no count"),
        ('name = "a"\ntype = "enum"', "a", "the enum has no symbols"),
        ('name = "a"\ntype = "enum"\nsymbols = { X = 256 }', "a", "'X' = 256 does not fit uint8"),
        ('name = "a"\ntype = "constant"\nvalue = 256', "a", "a constant of uint8 needs a value"),
        ('name = "a"\ntype = "constant"\nbytes = "xyz"', "a", "bytes = 'xyz' is no hex"),
        ('name = "a"\ntype = "struct"', "a", "there are no fields"),
    ],
)
def test_a_mistake_has_its_field_and_a_sentence(field: str, path: str, what: str) -> None:
    found = mistakes(f"[[field]]\n{field}")
    assert found[0][0] == path
    assert found[0][1].startswith(what)


def test_all_mistakes_come_back() -> None:
    toml = 'nul = 1\n[[field]]\nname = "a"\ntype = "int12"\n[[field]]\nname = "a"\ntype = "bool"'
    assert [what for _, what in mistakes(toml)] == [
        "is no setting of a layout",
        "'int12' is no type here",
        "the name is there twice",
    ]


@pytest.mark.parametrize("toml", ["", "x", "field = 1", "field = []", "endian = 3", "[[field]]\n" * 3, "[" * 5_000])
def test_what_is_no_layout_is_refused(toml: str) -> None:
    assert mistakes(toml)


def test_nesting_has_an_end() -> None:
    deep = 'of = { type = "array", count = 1, ' * 40 + 'of = "int8"' + " }" * 40
    assert any(
        "nested too deeply" in what for _, what in mistakes(f'[[field]]\nname="a"\ntype="array"\ncount=1\n{deep}')
    )


def test_every_kind_of_field_is_declared() -> None:
    assert parse(EVERYTHING).doc == "every kind of field"


@given(st.text(max_size=60))
def test_any_text_is_a_layout_or_a_sentence(text: str) -> None:
    try:
        parse(f"[[field]]\n{text}")
    except Unserializable as refused:
        assert refused.problems


def test_a_number_with_thousands_of_digits_is_no_toml() -> None:
    with pytest.raises(Unserializable, match="the layout is no TOML"):
        parse(f"a = {'9' * 5000}")


@pytest.mark.parametrize(
    ("toml", "what", "line", "column"),
    [
        ("name", "'=' is expected after the name, and the text ends here", None, None),
        ("[[field]]\nname == 1", "this is no value", 2, 7),
        ('[[field]]\nname = "a\n', "this character cannot stand here", 2, 10),
        ('[[field]]\nname = "a" x', "there is more after the end of the setting", 2, 12),
        ("a = 1\na = 2", "a name is given twice", None, None),
        (f"a = {'9' * 5000}", "it cannot be read", None, None),
    ],
)
def test_broken_toml_is_said_in_our_own_words(toml: str, what: str, line: int | None, column: int | None) -> None:
    with pytest.raises(Unserializable) as raised:
        parse(toml)
    (problem,) = raised.value.problems
    assert (problem.what, problem.line, problem.column) == (f"the layout is no TOML: {what}", line, column)
