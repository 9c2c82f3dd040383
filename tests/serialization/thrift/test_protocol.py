"""The limits that both directions keep, and spans that find their field."""

from __future__ import annotations

import pytest

from workbench.records.errors import Unserializable
from workbench.serialization.json_tree import tree
from workbench.serialization.thrift.binary import BinaryProtocol
from workbench.serialization.thrift.protocol import MOST_DEEP, Decoding, Encoding


def test_levels_are_bounded_in_both_directions() -> None:
    encoding, decoding = Encoding("1", protocol=BinaryProtocol()), Decoding(b"", protocol=BinaryProtocol())
    for _ in range(MOST_DEEP):
        assert encoding.deeper(tree("1"), "x")
        decoding.deeper("x")
    assert not encoding.deeper(tree("1"), "x")
    with pytest.raises(Unserializable):
        decoding.deeper("x")


def test_a_default_s_text_has_problems_of_its_own() -> None:
    encoding = Encoding("1", protocol=BinaryProtocol())
    encoding.of("2").refuse(tree("2"), "", "no")
    assert encoding.problems == []


def test_a_count_has_a_byte_for_each_item() -> None:
    decoding = Decoding(b"abc", protocol=BinaryProtocol())
    assert decoding.check_count(3, "") == 3
    for count in (4, -1):
        with pytest.raises(Unserializable):
            decoding.check_count(count, "")


def test_spans_get_the_field_they_belong_to() -> None:
    decoding = Decoding(b"abc", protocol=BinaryProtocol())
    decoding.take(1, "a", "")
    decoding.take(2, "b", "")
    decoding.place(1, "x")
    assert [one.path for one in decoding.spans] == ["", "x"]
