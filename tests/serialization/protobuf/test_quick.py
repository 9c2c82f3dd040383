"""The quick way: the same bytes as the exact one, or no answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.protobuf.shop import OLD, pool
from workbench.records.errors import Unserializable
from workbench.serialization.protobuf.pool import find_message, serialized
from workbench.serialization.protobuf.quick import may_vanish, quick_reader
from workbench.serialization.protobuf.reading import read

POOL = pool()
ORDER = find_message(POOL)
QUICK = quick_reader(ORDER)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"id": 9007199254740993, "customerName": "김", "items": [{"sku": "a", "price": 0.1}, {}]}',
        '{"counts": {"a": 1, "12:00": 2}, "by_shelf": {"-1": {"sku": "x"}}, "flags": {"true": 1}}',
        '{"state": "SENT", "states": ["NEW", "DONE"], "card": "x", "urgent": false, "raw": "AQ", "deltas": [-1, 1]}',
        '{"at": "2026-11-22T12:00:00Z", "took": "1s", "maybe": 0, "word": "w", "nothing": {}, "parent": {"id": 1}}',
        '{"unsigned": 18446744073709551615, "large": -9223372036854775808, "price": 3, "weight": 3}',
    ],
)
def test_clean_texts_take_it_and_become_the_same_bytes(text: str) -> None:
    message = QUICK(text)
    assert message is not None
    assert serialized(message) == serialized(read(text, POOL, ORDER)[0])


@pytest.mark.parametrize(
    "text",
    [
        '{"id": 1, "id": 2}',
        '{"counts": {"a": 1, "a" : 2}}',
        '{"id": 1.0}',
        '{"id": true}',
        '{"id": null}',
        '{"id": 9223372036854775808}',
        '{"id": "1"}',
        '{"urgent": 1}',
        '{"customer_name": "a", "customerName": "b"}',
        '{"card": "a", "barter": {}}',
        '{"state": 1}',
        '{"state": "NOPE"}',
        '{"extra": {}}',
        '{"held": {}}',
        '{"weight": 1e39}',
        '{"price": 1e400}',
        '{"by_shelf": {"x": {}}}',
        '{"counts": {"a": null}}',
        '{"items": {}}',
        '{"weight": 1.00000005960464477540}',
        '{"unknown": 1}',
        '{"price": 9007199254740993}',
        '{"weight": 16777217}',
        "[]",
        "",
        "{",
        "[" * 5000,
    ],
)
def test_what_is_doubtful_is_left_to_the_exact_way(text: str) -> None:
    assert QUICK(text) is None


def test_what_is_required_must_be_there() -> None:
    quick = quick_reader(find_message(pool(OLD)))
    assert quick('{"name": "x"}') is None
    assert quick('{"id": 1}') is not None


@pytest.mark.parametrize(
    ("text", "may"), [('{"price": 1e-400}', True), (f'{{"price": 0.{"0" * 400}1}}', True), ('{"price": 1e-5}', False)]
)
def test_numbers_that_may_become_zero_are_left_to_the_exact_way_for_their_note(text: str, may: bool) -> None:
    assert may_vanish(text) is may


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.floats(width=32)
    | st.text(max_size=6)
    | st.sampled_from(["NEW", "1.5s", "AQ==", "2026-11-22T12:00:00Z", "7", '":', "-0"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([one.name for one in ORDER.fields]) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([one.name for one in ORDER.fields]), VALUES, max_size=4))
def test_what_it_takes_the_exact_way_takes_too(value: Any) -> None:
    text = json.dumps(value)
    message = QUICK(text)
    if message is None:
        return
    try:
        exact, notes = read(text, POOL, ORDER)
    except Unserializable as refusal:
        raise AssertionError(text) from refusal
    assert serialized(message) == serialized(exact)
    assert notes == () or may_vanish(text)
