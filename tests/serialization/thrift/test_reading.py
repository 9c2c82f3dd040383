"""JSON to a struct: every problem with its path and place, required fields enforced."""

from __future__ import annotations

import pytest

from tests.serialization.thrift.shop import thrift
from workbench.records.errors import Unserializable


def problems(text: str, name: str = "Order") -> list[tuple[str, str]]:
    with pytest.raises(Unserializable) as refused:
        thrift(name).serialize(text)
    return [(one.path, one.what) for one in refused.value.problems]


def test_every_problem_comes_back() -> None:
    text = """{"id": 99999999999999999999, "status": "OLD", "tags": [1], "prices": {"x": {"amont": 1}},
        "numbers": [1, 1], "blob": "x", "open": "false", "small": 128, "ratio": 1e999, "flags": {"x": true}, "zz": 1}"""
    found = dict(problems(text))
    assert set(found) == {
        *("id", "status", "tags[0]", "prices.x.amont", "prices.x.amount", "numbers[1]", "blob", "open", "small"),
        *("ratio", "flags.x", "zz"),
    }
    assert found["prices.x.amont"] == "Money has no field 'amont'; did you mean amount?"
    assert found["prices.x.amount"] == "is required and missing"
    assert found["open"] == "this is a JSON string, not bool"


def test_a_required_field_is_required() -> None:
    assert problems("{}") == [("id", "is required and missing")]
    assert problems('{"id": null}') == [("id", "is required and missing")]


@pytest.mark.parametrize(("text", "count"), [("{}", 0), ('{"name": "a", "number": 1}', 2)])
def test_a_union_has_one_value(text: str, count: int) -> None:
    assert problems(text, "Way") == [("", f"the union Way has {count} values")]


@pytest.mark.parametrize("text", ["[]", "null", "3"])
def test_a_struct_is_an_object(text: str) -> None:
    assert problems(text)[0][1].endswith("not a Order")


def test_half_a_character_is_refused() -> None:
    assert problems('{"id": 1, "tags": ["\\ud800"]}') == [("tags[0]", "the text holds half a character")]
