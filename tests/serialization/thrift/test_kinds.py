"""Structs by name, the nearest ones, and types in words."""

from __future__ import annotations

import pytest

from tests.serialization.thrift.shop import MODULE
from workbench.records.errors import Unserializable
from workbench.serialization.thrift.kinds import struct_named, struct_names


def test_names_of_the_file_and_of_those_it_includes() -> None:
    assert struct_names(MODULE) == ("Order", "Way", "Refused", "shared.Money")


def test_a_name_like_another_is_suggested() -> None:
    with pytest.raises(Unserializable, match="there is no struct 'Ordr'; did you mean Order"):
        struct_named(MODULE, "Ordr")


def test_types_in_words() -> None:
    fields = struct_named(MODULE, "Order").fields
    assert [fields[name].kind.words for name in ("id", "prices", "numbers", "status", "blob", "parent")] == [
        *("i64", "map<string, Money>", "set<i32>", "enum of NEW, PAID", "binary", "Order"),
    ]
    assert fields["id"].is_required and not fields["tags"].is_required
    assert struct_named(MODULE, "Way").is_union
