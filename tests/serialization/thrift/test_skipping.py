"""Fields of a newer schema are passed over, whatever they hold."""

from __future__ import annotations

import pytest

from tests.serialization.thrift.shop import ORDER, of, thrift
from workbench.records.errors import Unserializable


@pytest.mark.parametrize("protocol", ["binary", "compact"])
def test_all_types_are_passed_over(protocol: str) -> None:
    data = thrift(protocol=protocol).serialize(ORDER)
    older = of("struct A { 1: i64 id, 1000: i32 z }", protocol=protocol)
    assert older.deserialize(data) == '{\n  "id": 9007199254740993\n}'
    spans = older.spans(data)
    assert (spans[0].start, spans[-1].end) == (0, len(data))
    assert any(one.label == "unknown to the schema" for one in spans)


@pytest.mark.parametrize("data", ["70000100", "0f000170000000010000"])
def test_what_is_no_type_is_refused(data: str) -> None:
    with pytest.raises(Unserializable, match=r"type 112 at byte [0-9]+ is none of Thrift's"):
        of("struct A { 9: i32 x }").deserialize(bytes.fromhex(data))


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(Unserializable, match="nested more than 64 levels"):
        of("struct A { 9: i32 x }").deserialize(b"\x0c\0\1" * 5000)
