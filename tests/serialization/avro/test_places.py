"""Where a path in a text leads in a schema."""

from __future__ import annotations

import pytest

from tests.serialization.avro.strategies import kind_of
from workbench.serialization.avro.model import type_words
from workbench.serialization.avro.places import flat, places

CARD = {"type": "record", "name": "shop.Card", "fields": [{"name": "number", "type": "string"}]}
CASH = {"type": "record", "name": "shop.Cash", "fields": [{"name": "number", "type": "long"}]}
ORDER = {
    "type": "record",
    "name": "Order",
    "fields": [
        {"name": "id", "type": "long"},
        {"name": "pay", "type": ["null", CARD, CASH]},
        {"name": "tags", "type": {"type": "map", "values": ["null", "string"]}},
        {"name": "items", "type": {"type": "array", "items": {"type": "array", "items": "shop.Card"}}},
        {"name": "parent", "type": ["null", "Order"]},
    ],
}


@pytest.mark.parametrize(
    ("steps", "types"),
    [
        ((), ["Order"]),
        (("id",), ["long"]),
        (("tags", "any name"), ["null or string"]),
        (("tags", "x", "string"), ["string"]),
        (("items", 7, 0, "number"), ["string"]),
        (("pay",), ["null, shop.Card or shop.Cash"]),
        (("pay", "number"), ["string", "long"]),
        (("pay", "shop.Card"), ["shop.Card"]),
        (("pay", "Card", "number"), ["string"]),
        (("pay", "null"), ["null"]),
        (("parent", "parent", "Order", "parent", "id"), ["long"]),
        (("nothing",), []),
        ((0,), []),
        (("id", "x"), []),
        (("items", "x"), []),
    ],
)
def test_a_path_leads_to_the_types_that_may_stand_there(steps: tuple[str | int, ...], types: list[str]) -> None:
    assert [type_words(each.kind) for each in places(kind_of(ORDER), steps)] == types


def test_a_place_knows_its_field_and_whether_it_is_a_part_of_it_or_a_named_branch() -> None:
    (tag,) = places(kind_of(ORDER), ("tags", "x", "string"))
    assert tag.field is not None and tag.owner is not None
    assert (tag.field.name, tag.owner.name, tag.is_part, tag.is_named) == ("tags", "Order", True, True)
    (whole,) = places(kind_of(ORDER), ("tags",))
    assert (whole.is_part, whole.is_named) == (False, False)


def test_a_path_through_many_unions_leads_to_few_places() -> None:
    branches = [
        {"type": "record", "name": f"R{number}", "fields": [{"name": "next", "type": ["null", "Top"]}]}
        for number in range(10)
    ]
    top = {"type": "record", "name": "Top", "fields": [{"name": "next", "type": branches}]}
    assert len(places(kind_of(top), ("next",) * 1_000)) <= 20


def test_a_union_is_laid_out_into_its_branches() -> None:
    assert [type_words(each.kind) for each in flat(places(kind_of(ORDER), ("pay",)))] == [
        "null",
        "shop.Card",
        "shop.Cash",
    ]
