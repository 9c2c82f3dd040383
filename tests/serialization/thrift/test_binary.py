"""The binary protocol."""

from __future__ import annotations

from workbench.serialization.layout.part import Reading
from workbench.serialization.thrift.binary import BinaryProtocol
from workbench.serialization.thrift.protocol import BOOL, I32, LIST, STRING, FieldHead

WIRE = BinaryProtocol()


def test_what_stands_before_values() -> None:
    assert WIRE.field(0, 258, I32, b"x").hex() == "08010278"
    assert WIRE.items(BOOL, 2).hex() == "0200000002"
    assert WIRE.pairs(STRING, I32, 1).hex() == "0b0800000001"
    assert WIRE.length(3).hex() == "00000003"


def test_it_reads_what_it_writes() -> None:
    data = (
        WIRE.field(0, 7, LIST, WIRE.items(I32, 1) + WIRE.whole(-5, 4))
        + WIRE.double(1.5)
        + WIRE.truth(value=True)
        + b"\0"
    )
    reading = Reading(data)
    assert WIRE.read_field(reading, 0, "") == FieldHead(LIST, 7)
    assert WIRE.read_items(reading, "") == (I32, 1)
    assert WIRE.read_whole(reading, 4, "i32", "") == -5
    assert WIRE.read_double(reading, "double", "") == 1.5
    assert WIRE.read_truth(reading, "bool", "")
    assert WIRE.read_field(reading, 7, "") is None
    assert [(one.label, one.value) for one in reading.spans] == [
        *(("field", "7, list"), ("count", "1 of i32"), ("i32", "-5"), ("double", "1.5"), ("bool", "true")),
        ("end of struct", ""),
    ]
