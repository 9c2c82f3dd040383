"""Message indexes, which map fields shift."""

from __future__ import annotations

import pytest

from tests.serialization.protobuf.shop import pool
from workbench.serialization.protobuf.indexes import behind_maps, message_indexes
from workbench.serialization.protobuf.pool import find_message

NESTED = """\
syntax = "proto3";
message First { message Inner { message Deep {} } }
message Second { map<string, int32> m = 1; message Inner { string x = 1; message Deep {} } }
message Third { message Inner {} map<string, int32> m = 1; }
"""


@pytest.mark.parametrize(
    ("name", "indexes", "shifted"),
    [
        ("First", (0,), False),
        ("First.Inner", (0, 0), False),
        ("First.Inner.Deep", (0, 0, 0), False),
        ("Second", (1,), False),
        ("Second.Inner", (1, 1), True),
        ("Second.Inner.Deep", (1, 1, 0), True),
        ("Third.Inner", (2, 0), False),
    ],
)
def test_entries_of_maps_count_among_the_nested_messages(name: str, indexes: tuple[int, ...], shifted: bool) -> None:
    message = find_message(pool(NESTED), name)
    assert message_indexes(message) == indexes
    assert behind_maps(message) is shifted
