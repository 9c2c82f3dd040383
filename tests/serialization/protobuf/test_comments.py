"""Comments of a .proto, by full name."""

from __future__ import annotations

from tests.serialization.protobuf.shop import OLD, SHOP, compiled
from workbench.serialization.protobuf.comments import comments


def test_comments_above_and_behind_are_found_on_one_line() -> None:
    found = comments(compiled(SHOP).descriptors)
    assert found["shop.Order"] == "What a customer ordered."
    assert found["shop.Order.id"] == "Its number."
    assert found["shop.Order.state"] == "Where it is."
    assert found["shop.State.SENT"] == "On its way."
    assert "shop.Order.items" not in found


def test_what_a_terminal_would_act_on_is_written_out() -> None:
    text = 'syntax = "proto3";\n// \x1b[31mred\nmessage A {}'
    assert comments(compiled(text).descriptors)["A"] == "\\x1b[31mred"


def test_a_file_without_comments_has_none_of_its_own() -> None:
    assert not [name for name in comments(compiled(OLD).descriptors) if name.startswith("old.")]
