"""Text and bytes of a layout against construct; null rules; what does not fit is refused."""

from __future__ import annotations

import json

import construct
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.layout.declared import layout, refusals
from workbench.records.errors import Unserializable
from workbench.serialization.layout.serializer import LayoutSerializer

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(TEXTS)
def test_texts_are_those_of_construct(text: str) -> None:
    forms = {
        '"int32"': construct.PascalString(construct.Int32sb, "utf8"),
        '"varint"': construct.PascalString(construct.VarInt, "utf8"),
        '"nul"': construct.CString("utf8"),
        '"rest"': construct.GreedyString("utf8"),
        "400": construct.PaddedString(400, "utf8"),
    }
    for length, other in forms.items():
        found = layout(f'name = "t"\ntype = "string"\nlength = {length}')
        made = found.serialize(json.dumps({"t": text})) if len(text.encode()) <= 400 else None
        if made is not None:
            assert made == other.build(text)
            assert json.loads(found.deserialize(made)) == {"t": text}


@pytest.mark.parametrize(("null", "data"), [("empty", "0000"), ("-1", "ffff")])
def test_null_rules(null: str, data: str) -> None:
    found = layout(f'name = "t"\ntype = "string"\nlength = "int16"\nnull = "{null}"')
    assert (found.serialize('{"t": null}') or b"").hex() == data


def test_without_a_rule_null_is_refused() -> None:
    found = layout('name = "t"\ntype = "string"\nlength = "int16"')
    assert "null has no bytes here" in refusals(found, '{"t": null}')[0].what


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ('type = "string"\nlength = 3', '"abcd"', "it has 4 bytes, and there is room for 3"),
        ('type = "string"\nlength = "nul"', '"a\\u0000b"', "a byte 00 would end it too early"),
        ('type = "string"\nlength = "int8"', json.dumps("x" * 128), "128 bytes are too many"),
        ('type = "string"\nlength = "rest"\nencoding = "ISO-8859-1"', '"한"', "'한' is not in ISO-8859-1"),
        ('type = "bytes"\nlength = 2', '{"$hex": "00"}', "there are 1 bytes, and it has 2"),
        ('type = "bytes"\nlength = 2', '"00"', "this JSON string is no bytes"),
        ('type = "uuid"', '"12"', "'12' is not a UUID"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: str, what: str) -> None:
    assert what in refusals(layout(f'name = "f"\n{field}'), f'{{"f": {value}}}')[0].what


@pytest.mark.parametrize("length", ['"nul"', "6"])
def test_letters_with_bytes_00_need_a_length_before_them(length: str) -> None:
    with pytest.raises(Unserializable, match="their end cannot be seen"):
        LayoutSerializer(f'field = [{{ name = "t", type = "string", length = {length}, encoding = "UTF-16" }}]')


def test_a_fixed_text_keeps_what_it_holds_or_is_refused() -> None:
    one = LayoutSerializer('field = [{ name = "t", type = "string", length = 4 }]')
    assert one.serialize('{"t": "a\\u0000b"}') == b"a\0b\0"
    with pytest.raises(Unserializable, match="cannot be told from"):
        one.serialize('{"t": "a\\u0000"}')
