"""The way through a schema: references into other documents, anchors, circles that end."""

from __future__ import annotations

from tests.serialization.json_schema.orders import CUSTOMER, ORDERS, schema
from workbench.serialization.json_schema.validation import Validator
from workbench.serialization.json_schema.walking import Walk


def test_references_lead_into_other_documents() -> None:
    found = Walk(Validator(ORDERS)).at(("customer", "name"))
    assert [one["type"] for one in found] == ["string"]
    assert Walk(Validator(ORDERS)).resolved("customer.json", None)[0] == CUSTOMER


def test_an_anchor_is_found() -> None:
    walk = Walk(Validator(schema({"$defs": {"a": {"$anchor": "here", "type": "null"}}, "$ref": "#here"})))
    assert [one.get("type") for one in walk.root()] == [None, "null"]


def test_a_circle_ends() -> None:
    circle = {"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}]}}, "$ref": "#/$defs/a"}
    assert Walk(Validator(schema(circle))).at(("x", 0)) == []


def test_what_is_not_there_is_nothing() -> None:
    assert Walk(Validator(ORDERS)).at(("id", "x", 3)) == []
