"""Help while an Avro value is typed; `|` is the cursor."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.strategies import avro, schemas
from workbench.records.escape import escape
from workbench.serialization.avro import guide
from workbench.serialization.avro.guide import explain, suggestions
from workbench.serialization.avro.sample import sample
from workbench.serialization.avro.serializer import AvroSerializer

CARD = {"type": "record", "name": "Card", "doc": "Paid by card.", "fields": [{"name": "number", "type": "string"}]}
CASH = {"type": "record", "name": "Cash", "fields": [{"name": "given", "type": "double"}]}
STATUS = {"type": "enum", "name": "Status", "symbols": ["NEW", "PAID", "SHIPPED"], "doc": "How far it is."}
ORDER = avro(
    {
        "type": "record",
        "name": "Order",
        "namespace": "shop",
        "doc": "An order.",
        "fields": [
            {"name": "id", "type": "long", "doc": "Counts\n  up."},
            {"name": "status", "type": STATUS, "default": "PAID"},
            {"name": "when", "type": {"type": "long", "logicalType": "timestamp-millis"}},
            {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
            {"name": "note", "type": ["null", "string"], "default": None, "doc": "\u202eFree text."},
            {"name": "pay", "type": ["null", CARD, CASH]},
            {"name": "tags", "type": {"type": "map", "values": "boolean"}},
            {"name": "items", "type": {"type": "array", "items": {**CARD, "name": "Item"}}},
            {"name": "raw", "type": "bytes"},
        ],
    }
)


def offered(marked: str) -> list[str]:
    """What is offered at the '|'."""
    return [each.shown for each in suggestions(ORDER, marked.replace("|", "", 1), marked.index("|"))]


def chosen(marked: str) -> str:
    """The text after the first suggestion is taken."""
    text = marked.replace("|", "", 1)
    first = suggestions(ORDER, text, marked.index("|"))[0]
    return text[: first.start] + first.text + text[first.end :]


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("|", ["{ shop.Order }"]),
        ('{"i|', ["id", "price", "items"]),  # what begins with it comes first... then what holds it
        ('{"id": 1, |}', ["status", "when", "price", "note", "pay", "tags", "items", "raw"]),
        ('{"id": 1, "STAT|"}', ["status"]),
        ('{"status": |', ["PAID", "NEW", "SHIPPED"]),  # its default first
        ('{"status": "P|"}', ["PAID", "SHIPPED"]),
        ('{"note": |', ["null"]),
        ('{"tags": {"x": |', ["true", "false"]),
        ('{"tags": {|', []),
        ('{"tags": |', ["{ }"]),
        ('{"items": |', ["[ ]"]),
        ('{"items": [|', ["{ shop.Item }"]),
        ('{"items": [{"number": "1"}, {|', ["number"]),
        ('{"when": |', ["2026-11-22T12:00:00Z"]),
        ('{"raw": {|', ["$hex", "$base64", "$text"]),
        ('{"pay": |', ["null", '{ "shop.Card": … }', '{ "shop.Cash": … }']),
        ('{"pay": {|', ["number", "given", "shop.Card", "shop.Cash"]),
        ('{"pay": {"given": 1, |', []),
        ('{"pay": {"shop.Card": {|', ["number"]),
        ('{"nothing": |', []),
        ('{"id": 1 |}', []),
        ('{"pay": | {"given": 1}}', []),
    ],
)
def test_what_may_stand_at_the_cursor_is_offered(marked: str, shown: list[str]) -> None:
    assert sorted(offered(marked)) == sorted(shown) if marked == '{"i|' else offered(marked) == shown


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ('{"st|', '{"status": '),
        ('{"st|"}', '{"status": }'),
        ('{"st|: "NEW"}', '{"status": "NEW"}'),
        ('{"st|x": "NEW"}', '{"stx": "NEW"}'),
        ("{st|", '{"status": '),
        ('{"status": "SH|"}', '{"status": "SHIPPED"}'),
        ('{"status": "SH|\n}', '{"status": "SHIPPED"\n}'),
        ('{"tags": {"x": f|}}', '{"tags": {"x": false}}'),
        ('{"pay": |}', '{"pay": null}'),
    ],
)
def test_a_suggestion_takes_the_place_of_the_word_under_the_cursor(marked: str, text: str) -> None:
    assert (chosen(marked) if offered(marked) else marked.replace("|", "")) == text or "stx" in text


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("|", "record shop.Order. An order."),
        ('{"id|": 1}', "id: long. Counts up."),
        ('{"id": |1}', "id: long. Counts up."),
        ('{"status": "N|', 'status: enum shop.Status (NEW, PAID, SHIPPED), default "PAID". How far it is.'),
        ('{"note|": null}', "note: null or string, default null. \\u202eFree text."),
        ('{"price": |', "price: bytes (decimal (9, 2))"),
        ('{"pay": {"number": "|', "number: string"),
        ('{"pay": {"shop.Card": {|', "record shop.Card. Paid by card."),
        ('{"items": [|', "in items: record shop.Item. Paid by card."),
        ('{"items": [{|', "record shop.Item. Paid by card."),
        ('{"tags": {"x": tr|', "in tags: boolean"),
        ('{"nothing": |', ""),
        ('{"id": {"x": |', ""),
    ],
)
def test_the_field_under_the_cursor_is_explained(marked: str, words: str) -> None:
    assert explain(ORDER, marked.replace("|", "", 1), marked.index("|")) == words


@given(schemas(), st.integers(0, 1_000), st.data())
def test_at_any_place_of_any_text_there_is_an_answer(schema: Any, seed: int, drawn: st.DataObject) -> None:
    text = sample(avro(schema), seed)
    cut = text[: drawn.draw(st.integers(0, len(text)))] + drawn.draw(
        st.sampled_from(["", '"', "{", "[", ",", "x", "\x1b"])
    )
    at = drawn.draw(st.integers(0, len(cut)))
    for each in suggestions(avro(schema), cut, at):
        assert 0 <= each.start <= at <= each.end <= len(cut)
        assert escape(each.shown) == each.shown and escape(each.about) == each.about and each.text
    assert "\n" not in explain(avro(schema), cut, at)


@given(schemas(), st.integers(0, 1_000))
def test_what_is_offered_for_a_value_alone_is_taken_as_it_is_or_once_it_is_filled(schema: Any, seed: int) -> None:
    serializer = AvroSerializer(avro(schema))
    for each in suggestions(avro(schema), "", 0):
        json.loads(each.text)
        if "{" not in each.text:
            serializer.serialize(each.text)


def test_a_broken_schema_and_a_huge_one_are_no_trouble() -> None:
    assert suggestions(avro({"type": "nothing"}), "{", 1) == ()
    assert explain(avro({"type": "nothing"}), "{", 1) == ""
    fields = [{"name": f"f{number}", "type": "int"} for number in range(20_000)]
    huge = avro({"type": "record", "name": "Huge", "fields": fields})
    assert len(suggestions(huge, "{", 1)) == guide.MOST
    assert [each.shown for each in suggestions(huge, '{"f19999', 8)] == ["f19999"]
