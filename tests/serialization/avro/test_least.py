"""How large the smallest datum of a type is."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from tests.serialization.avro.strategies import kind_of, schemas
from workbench.serialization.avro.least import INFINITE, least
from workbench.serialization.avro.model import AvroType, Enum, Record, Union, parts


def record(name: str, *types: object) -> dict[str, object]:
    """A record's JSON."""
    fields = [{"name": f"f{index}", "type": kind} for index, kind in enumerate(types)]
    return {"type": "record", "name": name, "fields": fields}


@pytest.mark.parametrize(
    ("schema", "size"),
    [
        ("int", 1),
        ({"type": "array", "items": record("A", "A")}, 1),
        (record("A"), 1),
        (record("A", "int", "string"), 3),
        (record("A", ["null", "A"]), 3),
        (record("A", ["A", record("B", "int", "int")]), 5),
        (record("A", "A"), INFINITE),
        (record("A", record("B", "A")), INFINITE),
        (record("A", record("B", ["A", "null"]), "B"), 7),
        ({"type": "enum", "name": "E", "symbols": []}, INFINITE),
        ([{"type": "enum", "name": "E", "symbols": []}, "null"], 2),
    ],
    ids=str,
)
def test_the_smallest_datum_holds_so_many_values(schema: object, size: int) -> None:
    kind = kind_of(schema)
    assert least(kind)[id(kind)] == size


@given(schemas())
def test_every_type_costs_as_much_as_its_parts(schema: Any) -> None:
    kind = kind_of(schema)
    sizes, waiting = least(kind), [kind]
    while waiting:
        each = waiting.pop()
        assert sizes[id(each)] == _size(each)
        waiting += parts(each)


def _size(kind: AvroType) -> int:
    """The same for a type that is not recursive."""
    match kind:
        case Record():
            return 1 + sum(_size(each.type) for each in kind.fields)
        case Union():
            return 1 + min(_size(each) for each in kind.branches)
        case Enum():
            return 1 if kind.symbols else INFINITE
    return 1


def test_a_long_chain_of_records_is_no_work() -> None:
    kinds = [Record(f"R{number}") for number in range(20_000)]
    from workbench.serialization.avro.model import Field, Primitive

    for one, other in pairwise(kinds):
        one.fields = (Field("next", other), Field("again", other))
    kinds[-1].fields = (Field("end", Primitive("int")),)
    assert least(kinds[0])[id(kinds[0])] == INFINITE
    assert least(kinds[-20])[id(kinds[-20])] > 1 << 19
