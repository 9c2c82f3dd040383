"""Schemas over lines."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from workbench.serialization.schema import SchemaType
from workbench.serialization.schema_text import LONGEST, laid_out, over_lines

DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def test_what_fits_stands_on_one_line_and_the_rest_below_each_other() -> None:
    text = '{"type":"record","name":"A","fields":[{"name":"id","type":"long"}]}'
    assert laid_out(SchemaType.AVRO, text, 48).split("\n") == [
        "{",
        '  "type": "record",',
        '  "name": "A",',
        '  "fields": [{"name": "id", "type": "long"}]',
        "}",
    ]
    assert laid_out(SchemaType.AVRO, text, 200) == json.dumps(json.loads(text))


@given(DOCUMENTS, st.integers(1, 100))
def test_it_stays_the_same_document(value: object, width: int) -> None:
    assert json.loads(laid_out(SchemaType.JSON, json.dumps(value), width)) == value


def test_other_texts_stay_as_they_are() -> None:
    assert laid_out(SchemaType.PROTOBUF, "{ }", 80) == "{ }"
    for text in ("{", "[" * 100_000, "[" + "1," * LONGEST + "1]"):
        assert laid_out(SchemaType.AVRO, text, 80) == text


def test_numbers_and_names_stay_as_they_are_written() -> None:
    text = '{"a": 9007199254740993.10, "a": 1e400, "b": -0, "c": NaN, "d": {}}'
    assert over_lines(text, 99) == text
    assert over_lines(text, 12).split("\n")[1:3] == ['  "a": 9007199254740993.10,', '  "a": 1e400,']
    assert over_lines("no JSON", 12) == "no JSON"
