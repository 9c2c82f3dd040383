"""A field's type in a .proto's words."""

from __future__ import annotations

import pytest

from tests.serialization.protobuf.shop import OLD, SHOP, pool
from workbench.serialization.protobuf.descriptors import is_map, is_message, type_words
from workbench.serialization.protobuf.pool import find_message


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (SHOP, "id", "int64"),
        (SHOP, "items", "repeated shop.Order.Item"),
        (SHOP, "by_shelf", "map<int32, shop.Order.Item>"),
        (SHOP, "state", "shop.State"),
        (OLD, "id", "required int32"),
        (OLD, "address", "old.Customer.Address"),
    ],
)
def test_a_type_is_written_as_in_the_proto(text: str, name: str, words: str) -> None:
    assert type_words(find_message(pool(text)).fields_by_name[name]) == words


def test_maps_and_messages_are_told_apart() -> None:
    fields = find_message(pool()).fields_by_name
    assert [is_map(fields[name]) for name in ("counts", "items", "id")] == [True, False, False]
    assert [is_message(fields[name]) for name in ("counts", "items", "at", "id")] == [True, True, True, False]
    assert is_message(find_message(pool(OLD)).fields_by_name["address"])
