"""The quick way: what it gives is what the exact way gives, and it gives it for clean texts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.strategies import data, kind_of, schemas
from workbench.records.errors import Unserializable
from workbench.serialization.avro.converter import convert
from workbench.serialization.avro.encoder import encode
from workbench.serialization.avro.quick import MOST_BRACKETS, compiled
from workbench.serialization.avro.quick_scalars import Unsure
from workbench.serialization.avro.text import text_of

USER = {
    "type": "record",
    "name": "User",
    "fields": [
        {"name": "id", "type": "long"},
        {"name": "name", "type": ["null", "string"], "default": None},
        {"name": "price", "type": "double", "default": 0},
    ],
}
NODE = {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        (USER, '{"id": 1, "name": "x", "price": 1.5}'),
        (USER, '{"id": 1, "name": {"string": "x"}, "price": 1}'),
        (USER, '{"price": 1e3, "id": 1}'),
        (USER, '{"id": 1, "name": "a-0b e-12"}'),
        (USER, '{"id": 1, "name": "a:b"}'),
        ({"type": "map", "values": "int"}, '{"a": 1, "b:c": 2}'),
        (NODE, '{"next": {"next": {"next": null}}}'),
        (NODE, '{"next": {"Node": {"next": null}}}'),
        ({"type": "array", "items": ["int", "string"]}, '[1, "a", {"string": "b"}]'),
    ],
)
def test_clean_texts_go_the_quick_way(schema: Any, text: str) -> None:
    kind = kind_of(schema)
    assert compiled(kind)(text) == encode(kind, convert(kind, text)[0])


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        (USER, '{"id": 1, "id": 2}'),
        (USER, '{"id": 1, "na\\u006de": "x", "name": "y"}'),
        (USER, '{"id": 1, "price": -0}'),
        (USER, '{"id": 1, "price": 1e-400}'),
        (USER, '{"id": 1, "price": 0.' + "0" * 400 + "1}"),
        (USER, '{"id": 1, "nam": "x"}'),
        (USER, '{"name": "x"}'),
        (USER, '{"id": 9223372036854775808}'),
        (USER, '{"id": 1'),
        (USER, ""),
        (NODE, '{"next": ' * 300 + "null" + "}" * 300),
        (["string", {"type": "map", "values": "int"}], '{"string": 1}'),
    ],
)
def test_the_rest_is_left_to_the_exact_way(schema: Any, text: str) -> None:
    with pytest.raises(Unsure):
        compiled(kind_of(schema))(text)


def test_only_types_that_hold_themselves_are_watched_for_depth() -> None:
    text = json.dumps([[]] * MOST_BRACKETS)
    schema = {"type": "array", "items": {"type": "array", "items": "int"}}
    assert compiled(kind_of(schema))(text) == encode(kind_of(schema), [[]] * MOST_BRACKETS)


@given(st.data())
def test_it_gives_the_bytes_of_the_datum(chance: st.DataObject) -> None:
    kind = kind_of(chance.draw(schemas()))
    datum = chance.draw(data(kind))
    try:
        assert compiled(kind)(text_of(kind, datum)) == encode(kind, datum)
    except Unsure:
        return


WORDS = ["0x01", "AQID", "2026-11-22", "1.5", "A", "NaN", "2026-11-22T00:00:00Z", "P1D"]
NAMES = ["f0", "f1", "f2", "string", "$hex", "$base64", "N0", "N1", "a.N0", "array", "map", "long"]
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.sampled_from(WORDS)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=3)), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(
    schemas(), st.one_of(st.text(), JSON.map(json.dumps), JSON.map(lambda each: json.dumps(each, ensure_ascii=False)))
)
def test_of_any_text_it_gives_what_the_exact_way_gives_or_nothing(schema: Any, text: str) -> None:
    kind = kind_of(schema)
    try:
        found = compiled(kind)(text)
    except Unsure:
        return
    try:
        exact = encode(kind, convert(kind, text)[0])
    except Unserializable as error:
        pytest.fail(f"{text!r} is refused by the exact way: {error}")
    assert found == exact
