"""A sample always passes its schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.strategies import avro, schemas
from workbench.records.errors import Unserializable
from workbench.serialization.avro.sample import sample
from workbench.serialization.avro.serializer import AvroSerializer


def record(name: str, **fields: object) -> dict[str, object]:
    """A record's JSON."""
    return {"type": "record", "name": name, "fields": [{"name": each, "type": kind} for each, kind in fields.items()]}


@given(schemas(), st.integers(0, 1 << 40))
def test_a_sample_of_any_schema_is_taken(schema: Any, seed: int) -> None:
    serializer = AvroSerializer(avro(schema))
    text = sample(avro(schema), seed)
    assert serializer.serialize(serializer.deserialize(serializer.serialize(text))) == serializer.serialize(text)


@pytest.mark.parametrize(
    "schema",
    [
        record("Node", value="int", next=["null", "Node"]),
        record("Node", value="int", next=["Node", "null"]),
        record("Tree", children={"type": "array", "items": "Tree"}),
        record("Tree", children={"type": "map", "values": ["Tree", "string"]}),
        record("A", b=["null", record("B", a="A", b=["B", "string"])]),
        record("Wide", **{f"f{number}": ["null", "string"] for number in range(2_000)}),
        ["null", "boolean", "int", "double", "string", "bytes"],
        [record("A", x="int"), record("B", x="int"), {"type": "map", "values": "int"}],
        ["null", {"type": "enum", "name": "E", "symbols": []}],
        {"type": "array", "items": {"type": "enum", "name": "E", "symbols": []}},
    ],
    ids=str,
)
def test_a_sample_finds_its_way_out_of_recursion_and_through_unions(schema: object) -> None:
    serializer = AvroSerializer(avro(schema))
    for seed in range(20):
        serializer.serialize(sample(avro(schema), seed))


def test_another_seed_is_another_text_and_the_same_seed_the_same() -> None:
    schema = avro(record("Order", id="long", customer="string"))
    assert sample(schema, 1) == sample(schema, 1)
    assert len({sample(schema, seed) for seed in range(20)}) > 10
    assert sample(schema, 1).startswith('{\n  "id": ')


def test_a_sample_says_something_where_null_would_do() -> None:
    assert json.loads(sample(avro(record("A", x=["null", "int"])), 3))["x"] is not None


def _doubling(depth: int) -> object:
    """2 to the power of `depth` values in every datum."""
    kind: object = record("R0", a="int", b="int")
    for number in range(1, depth):
        kind = record(f"R{number}", a=kind, b=f"R{number - 1}")
    return kind


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        (record("A", a="A"), "A has no value that ends"),
        (record("A", b=record("B", a=["A", "B"])), "A has no value that ends"),
        ({"type": "enum", "name": "E", "symbols": []}, "one of its types has no value that ends"),
        (_doubling(40), "R39 has more than 100,000 values"),
        ({"type": "fixed", "name": "F", "size": (1 << 31) - 1}, "one of its types has 2,147,483,647 bytes"),
        ([["null"]][0], ""),
    ],
    ids=["itself", "each other", "no symbols", "too many", "too large", "null alone"],
)
def test_what_has_no_sample_is_said_in_words(schema: object, why: str) -> None:
    if not why:
        assert sample(avro(schema)) == "null"
        return
    with pytest.raises(Unserializable, match=why):
        sample(avro(schema))
