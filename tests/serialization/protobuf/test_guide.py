"""Help while typing; `|` is the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.protobuf.shop import shop


def _suggested(marked: str) -> list[str]:
    at = marked.index("|")
    text = marked.replace("|", "")
    return [text[: one.start] + one.text + text[one.end :] for one in shop().suggestions(text, at)]


def _explained(marked: str) -> str:
    return shop().explain(marked.replace("|", ""), marked.index("|"))


@pytest.mark.parametrize(
    ("marked", "first"),
    [
        ('{"cu|', '{"customer_name": '),
        ('{"cu|"}', '{"customer_name": }'),
        ('{"cus|": 1}', '{"customer_name": 1}'),
        ("{|}", '{"id": }'),
        ('{"items": [{|}]}', '{"items": [{"sku": }]}'),
        ('{"by_shelf": {"1": {"pr|', '{"by_shelf": {"1": {"price": '),
        ('{"parent": {"parent": {"ur|', '{"parent": {"parent": {"urgent": '),
        ('{"state": |', '{"state": "NEW"'),
        ('{"state": "DO|', '{"state": "DONE"'),
        ('{"states": ["NEW", "S|"]}', '{"states": ["NEW", "SENT"]}'),
        ('{"urgent": f|}', '{"urgent": false}'),
        ('{"items": |}', '{"items": []}'),
        ('{"counts": |}', '{"counts": {}}'),
        ('{"parent": |}', '{"parent": {}}'),
        ('{"at": |}', '{"at": "2026-11-22T12:00:00Z"}'),
        ('{"held": {|}}', '{"held": {"@type": }}'),
        ('{"customerName": "x", "price|', '{"customerName": "x", "price": '),
    ],
)
def test_the_best_suggestion_fits_what_is_typed(marked: str, first: str) -> None:
    assert _suggested(marked)[0] == first


@pytest.mark.parametrize(
    "marked",
    [
        '{"id": |}',
        '{"nobody": {|}}',
        '{"id": {|}}',
        '{"counts": {"|"}}',
        '{"at": {|}}',
        '{"zzz|',
        '{"id": 1} |',
        "[{|}]",
    ],
)
def test_nothing_is_suggested_where_the_schema_has_nothing(marked: str) -> None:
    assert _suggested(marked) == []


def test_fields_that_are_there_and_the_other_members_of_their_oneof_are_left_out() -> None:
    shown = [one.shown for one in shop().suggestions('{"customerName": "x", "card": "y", }', 34)]
    assert not {"customer_name", "card", "barter"} & set(shown)
    assert "id" in shown


def test_what_a_field_is_stands_beside_it() -> None:
    about = {one.shown: one.about for one in shop().suggestions("{}", 1)}
    assert about["items"] == "repeated shop.Order.Item"
    assert about["card"] == "string, one of payment"
    assert about["urgent"] == "bool"


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ('{"i|d": 1}', "int64, field 1 of shop.Order. Its number."),
        ('{"id": 1|}', "int64, field 1 of shop.Order. Its number."),
        ('{"state": "NE|W"}', "shop.State, field 7 of shop.Order: NEW, SENT, DONE. Where it is."),
        ('{"customerName": "|"}', "string, field 2 of shop.Order"),
        ('{"items": [{"sku": "|"}]}', "string, field 1 of shop.Order.Item"),
        ('{"counts": {"a": |1}}', "map<string, int64>, field 4 of shop.Order"),
        ('{"card": "|"}', "string, field 8 of shop.Order, one of payment"),
        ("{|}", "shop.Order. What a customer ordered."),
        ('{"nobody|": 1}', "shop.Order. What a customer ordered."),
        ('{"nobody": |1}', ""),
    ],
)
def test_the_field_under_the_cursor_is_explained(marked: str, words: str) -> None:
    assert _explained(marked) == words


@given(st.text(alphabet='{}[]:,"\\ \nabidems1', max_size=30), st.integers(-2, 32))
def test_no_text_and_no_place_raises(text: str, at: int) -> None:
    for one in shop().suggestions(text, at):
        assert 0 <= one.start <= one.end <= len(text)
    shop().explain(text, at)


@given(st.integers(0, 30), st.integers(0, 3_000))
def test_help_is_there_anywhere_in_a_sample(seed: int, at: int) -> None:
    text = shop().sample(seed)
    shop().suggestions(text, at)
    shop().explain(text, at)
