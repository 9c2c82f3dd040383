"""Structs and unions: required fields, unknown names, the order of the numbers."""

from __future__ import annotations

import pytest

from tests.serialization.thrift.shop import of, thrift
from workbench.records.errors import Problem, Unserializable


def problems(name: str, text: str) -> list[Problem]:
    with pytest.raises(Unserializable) as refused:
        thrift(name).serialize(text)
    return list(refused.value.problems)


@pytest.mark.parametrize("text", ["{}", '{"id": null}'])
def test_a_required_field_is_required(text: str) -> None:
    (problem,) = problems("Order", text)
    assert problem.path == "id"
    assert "required" in problem.what


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    assert problems("shared.Money", '{"amount": 1, "curency": "x"}') == [
        Problem("Money has no field 'curency'", "currency, amount", 1, 15, "curency")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "no field of Way is set"),
        ('{"name": null}', "no field of Way is set"),
        ('{"name": "a", "number": 1}', "2 fields of the union Way are set"),
    ],
)
def test_a_union_has_one_value(text: str, words: str) -> None:
    (problem,) = problems("Way", text)
    assert (problem.what, problem.valid) == (words, "exactly one of name, number")


def test_the_bytes_of_a_union_have_one_value() -> None:
    with pytest.raises(Unserializable, match="0 fields of the union Way are in the bytes"):
        thrift("Way").deserialize(b"\0")


def test_fields_go_by_their_numbers_as_thrift_s_compilers_write_them() -> None:
    one = of("struct A { 2: i8 y, 1: i8 x, i8 z }")
    assert one.serialize('{"y": 2, "x": 1, "z": 3}').hex() == "03ffff03030001010300020200"


def test_a_field_of_another_type_is_passed_over() -> None:
    assert of("struct A { 1: i32 x }").deserialize(bytes.fromhex("0300010500")) == "{}"


def test_what_thrift_s_readers_would_not_read_is_not_written() -> None:
    one = of("struct A { 1: optional A a }")
    one.serialize('{"a": ' * 63 + "{}" + "}" * 63)
    with pytest.raises(Unserializable, match="nested deeper than Thrift's readers go"):
        one.serialize('{"a": ' * 64 + "{}" + "}" * 64)
    with pytest.raises(Unserializable, match="nested more than 64 levels deep"):
        one.deserialize(b"\x0c\0\1" * 5000)


def test_a_wide_struct_has_a_sample_soon() -> None:
    fields = " ".join(f"{n}: A a{n}" for n in range(1, 400))
    assert len(of(f"struct A {{ {fields} }}").sample()) < 200_000


def test_problems_come_in_the_order_of_the_text() -> None:
    found = problems("shared.Money", '{"amount": "x", "curency": "x", "currency": 1}')
    assert [one.path for one in found] == ["amount", "curency", "currency"]
