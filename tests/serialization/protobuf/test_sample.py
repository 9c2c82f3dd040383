"""Samples always pass."""

from __future__ import annotations

import json

import pytest

from tests.serialization.protobuf.shop import OLD, SHOP, compiled, pool
from workbench.serialization.protobuf.pool import find_message
from workbench.serialization.protobuf.sample import sample
from workbench.serialization.protobuf.serializer import ProtobufSerializer

RECURSIVE = """\
syntax = "proto3";
message A { B b = 1; repeated A many = 2; map<string, B> by = 3; oneof x { A one = 4; B other = 5; } }
message B { A a = 1; C c = 2; }
message C { B b = 1; string s = 2; }
"""
WIDE = 'syntax = "proto3";\n' + "\n".join(
    f"message M{at} {{ {' '.join(f'repeated M{at + 1} f{one} = {one};' for one in range(1, 30))} int32 x = 99; }}"
    for at in range(6)
)
EMPTY = 'syntax = "proto3"; message Nothing {}'


@pytest.mark.parametrize("text", [SHOP, OLD, RECURSIVE, WIDE + "\nmessage M6 {}", EMPTY], ids=lambda text: text[20:50])
def test_a_sample_passes_whatever_the_seed(text: str) -> None:
    for name in ("", *ProtobufSerializer(compiled(text)).types):
        serializer = ProtobufSerializer(compiled(text), name)
        for seed in range(25):
            made = serializer.sample(seed)
            assert len(made) < 60_000
            assert serializer.deserialize(serializer.serialize(made))


def test_another_seed_is_another_text_and_the_same_seed_the_same() -> None:
    order = find_message(pool())
    assert sample(order, 1) == sample(order, 1) != sample(order, 2)


def test_all_fields_are_shown_but_one_of_each_oneof_and_no_message_inside_its_own_kind() -> None:
    order = find_message(pool())
    made = json.loads(sample(order, 3))
    assert set(made) | {"card", "barter"} == {one.name for one in order.fields} - {"parent"} | {"card", "barter"}
    assert len({"card", "barter"} & set(made)) == 1
    assert "\n" in sample(order, 0)


def test_a_message_that_requires_itself_has_no_sample_that_passes_but_no_crash() -> None:
    serializer = ProtobufSerializer(compiled('syntax = "proto2"; message A { required A a = 1; }'))
    assert serializer.sample(0).count('"a"') < 100


def test_thousands_of_types_in_a_row_are_no_matter() -> None:
    chain = "".join(f"message M{at} {{ optional M{at + 1} next = 1; }}" for at in range(3_000))
    serializer = ProtobufSerializer(compiled(f'syntax = "proto2"; {chain} message M3000 {{}}'))
    assert serializer.deserialize(serializer.serialize(serializer.sample(0)))
    assert serializer.serialize('{"next": {"next": {}}}') == b"\x0a\x02\x0a\x00"
