"""The partition as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Unserializable
from workbench.records.partition import parse_partition


@pytest.mark.parametrize("text", ["auto", "Auto", " auto ", ""])
def test_auto_leaves_the_choice(text: str) -> None:
    assert parse_partition(text, 12) is None


@pytest.mark.parametrize(("text", "partition"), [("0", 0), ("11", 11), (" 7 ", 7), ("007", 7), ("0" * 5000 + "3", 3)])
def test_a_number_in_range(text: str, partition: int) -> None:
    assert parse_partition(text, 12) == partition


@pytest.mark.parametrize("text", ["12", "99999999999", "9" * 5000])
def test_a_number_out_of_range_states_the_range(text: str) -> None:
    with pytest.raises(Unserializable) as refusal:
        parse_partition(text, 12)
    (problem,) = refusal.value.problems
    assert problem.what.startswith("there is no partition ")
    assert problem.valid == "auto, or a number: this topic has partitions 0 to 11"


@pytest.mark.parametrize("text", ["-1", "+3", "1.0", "0x1", "two", "1 2", "1_1", "٣", "²"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Unserializable, match="is no partition"):
        parse_partition(text, 12)


def test_the_only_partition() -> None:
    with pytest.raises(Unserializable) as refusal:
        parse_partition("1", 1)
    assert refusal.value.problems[0].valid == "auto, or 0: this topic has only partition 0"


def test_before_the_range_is_known_int32_is_the_limit() -> None:
    assert parse_partition("2147483647", None) == 2147483647
    with pytest.raises(Unserializable):
        parse_partition("2147483648", None)


@given(st.text(), st.none() | st.integers(1, 1000))
def test_any_text_is_read_or_refused(text: str, partitions: int | None) -> None:
    try:
        partition = parse_partition(text, partitions)
    except Unserializable as refusal:
        assert refusal.problems[0].valid
    else:
        assert partition is None or 0 <= partition < (partitions or 2**31)
