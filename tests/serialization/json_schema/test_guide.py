"""Help while typing: names that are still missing, values, words about a field; never a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.json_schema.orders import ORDERS, schema
from workbench.serialization.json_schema.guide import explain, suggestions
from workbench.serialization.json_schema.validation import Validator

ORDER = Validator(ORDERS)


def shown(text: str) -> list[str]:
    return [one.shown for one in suggestions(ORDER, text, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('{"', ["id", "lines", "status", "when", "code", "paid", "customer"]),
        ('{"id": 1, "s', ["status"]),
        ('{"lines": [{"', ["sku", "part"]),
        ('{"lines": [{"sku": "a", "part": {"', ["sku", "part"]),
        ('{"customer": {"', ["name"]),
        ('{"status": ', ["NEW", "PAID"]),
        ('{"paid": {"', ["card"]),
    ],
)
def test_what_may_stand_there(text: str, names: list[str]) -> None:
    assert shown(text)[: len(names)] == names


def test_taking_a_suggestion_writes_it() -> None:
    text = '{"sta'
    [one] = suggestions(ORDER, text, len(text))
    assert text[: one.start] + one.text + text[one.end :] == '{"status": '


def test_words_about_a_field() -> None:
    assert explain(ORDER, '{"id": 1}', 3) == "id: integer, minimum 1. Counts up"
    assert explain(ORDER, "{}", 1) == "object. An order"
    assert explain(Validator(schema(True)), "{}", 1) == ""


@given(st.text(alphabet='{}[]":,idlnesku \n', max_size=40), st.integers(0, 45))
def test_help_never_fails(text: str, at: int) -> None:
    for one in suggestions(ORDER, text, at):
        assert 0 <= one.start <= one.end <= len(text)
    explain(ORDER, text, at)
