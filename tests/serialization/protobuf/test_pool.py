"""Descriptor sets: in any order, with Google's files left out, and broken in every way."""

from __future__ import annotations

from typing import Any

import pytest
from google.protobuf import descriptor_pb2
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.protobuf.shop import SHOP, compiled, pool
from workbench.records.errors import Problem, Unserializable
from workbench.serialization.protobuf.pool import count_of_own, find_message, message_names, pool_of, refuse_several


def _refused(descriptors: bytes) -> Problem:
    with pytest.raises(Unserializable) as raised:
        pool_of(descriptors)
    (problem,) = raised.value.problems
    return problem


def _set(*files: Any) -> bytes:
    data: bytes = descriptor_pb2.FileDescriptorSet(file=files).SerializeToString()
    return data


def _file(name: str, *dependency: str, **rest: Any) -> Any:
    return descriptor_pb2.FileDescriptorProto(name=name, dependency=dependency, syntax="proto3", **rest)


def test_messages_are_named_in_the_order_of_the_file_without_entries_of_maps_and_googles_own() -> None:
    assert message_names(pool()) == ("shop.Order", "shop.Order.Item")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("", "shop.Order"),
        ("shop.Order.Item", "shop.Order.Item"),
        ("Order.Item", "shop.Order.Item"),
        (".shop.Order", "shop.Order"),
        ("google.protobuf.Any", "google.protobuf.Any"),
    ],
)
def test_a_message_is_found_by_its_name(name: str, full: str) -> None:
    assert find_message(pool(), name).full_name == full


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("Ordr", "shop.Order, shop.Order.Item"),
        ("Item", "shop.Order.Item, shop.Order"),
        ("shop.Order.CountsEntry", "shop.Order.Item, shop.Order"),
        ("\x1b[31m", "shop.Order, shop.Order.Item"),
    ],
)
def test_the_nearest_names_are_said_of_a_message_that_is_not_there(name: str, valid: str) -> None:
    with pytest.raises(Unserializable) as raised:
        find_message(pool(), name)
    (problem,) = raised.value.problems
    assert problem.valid == valid
    assert problem.what.isprintable()


def test_a_file_without_messages_says_so() -> None:
    with pytest.raises(Unserializable, match="declares no message"):
        find_message(pool_of(_set(_file("a.proto"))))


def test_files_come_in_any_order_and_googles_own_may_be_missing() -> None:
    whole: Any = descriptor_pb2.FileDescriptorSet.FromString(compiled(SHOP).descriptors)
    own = [file for file in whole.file if not file.name.startswith("google/")]
    held = [_file("b.proto", "c.proto"), _file("c.proto"), *own]
    assert [file.name for file in pool_of(_set(*held)).files][:2] == ["b.proto", "c.proto"]
    assert find_message(pool_of(_set(*own)), "").full_name == "shop.Order"


def test_a_circle_of_imports_is_refused() -> None:
    circle = _set(_file("a.proto", "b.proto"), _file("b.proto", "c.proto"), _file("c.proto", "a.proto"))
    assert "in a circle" in _refused(circle).what


def test_an_import_that_is_not_there_is_named() -> None:
    assert _refused(_set(_file("a.proto", "shop/b.proto"))).what.startswith("the descriptor set lacks 'shop/b.proto'")


def test_a_type_that_is_not_there_is_named() -> None:
    field = descriptor_pb2.FieldDescriptorProto(name="x", number=1, type=11, label=1, type_name=".gone.Type")
    message = descriptor_pb2.DescriptorProto(name="A", field=[field])
    assert "gone.Type" in _refused(_set(_file("a.proto", message_type=[message]))).what


def test_many_files_that_import_each_other_in_a_row_are_no_matter() -> None:
    files = [_file(f"{at}.proto", f"{at + 1}.proto") for at in range(3_000)]
    assert len(pool_of(_set(*files, _file("3000.proto"))).files) == 3_001


@given(st.binary(max_size=60))
def test_random_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    try:
        pool_of(data)
    except Unserializable as refusal:
        assert refusal.problems[0].what


@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=3))
def test_a_damaged_descriptor_set_is_read_or_refused(at: int, junk: bytes) -> None:
    data = compiled(SHOP).descriptors
    damaged = data[: at % len(data)] + junk + data[at % len(data) + len(junk) :]
    try:
        find_message(pool_of(damaged))
    except Unserializable as refusal:
        assert refusal.problems[0].what


def test_which_of_several_files_is_meant_is_not_guessed() -> None:
    message = [descriptor_pb2.DescriptorProto(name="M")]
    a, b = (_file(f"{one}.proto", package=one, message_type=message) for one in "ab")
    with pytest.raises(Unserializable) as raised:
        refuse_several(pool_of(_set(a, b)))
    assert raised.value.problems == (
        Problem(
            "there are 2 .proto files ('a.proto', 'b.proto'), and which message is meant is not said",
            "type= with one of b.M, a.M",
        ),
    )
    refuse_several(pool_of(_set(a, _file("b.proto", "a.proto", package="b", message_type=message))))
    refuse_several(pool_of(_set(a, _file("b.proto"))))
    refuse_several(pool())
    assert count_of_own(pool()) == 1
