"""A text in many keys, against Python's own search in each key by itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.delivery.filters.key_search import needle, search

ALPHABET = "abAB1üÜдД홍"
texts = st.text(ALPHABET, max_size=6)


def found(keys: list[bytes], text: str, *, exact: bool = True) -> list[bool]:
    ends = np.cumsum([len(key) for key in keys]).astype(np.uint32)
    rows: list[bool] = search(b"".join(keys), ends, needle(text, exact=exact)).tolist()
    return rows


@given(st.lists(texts, min_size=1, max_size=300), st.text(ALPHABET, min_size=1, max_size=4))
def test_each_key_is_searched_by_itself(keys: list[str], text: str) -> None:
    assert found([key.encode() for key in keys], text) == [text in key for key in keys]


@given(st.lists(texts, min_size=1, max_size=300), st.text(ALPHABET, min_size=1, max_size=4))
def test_upper_and_lower_case_are_the_same_unless_exact(keys: list[str], text: str) -> None:
    expected = [text.lower() in key.lower() for key in keys]
    assert found([key.encode() for key in keys], text.lower(), exact=False) == expected


@given(st.lists(st.binary(max_size=5), min_size=1, max_size=50), st.sampled_from("abc\x00"))
def test_bytes_that_are_no_text_are_no_trouble(keys: list[bytes], text: str) -> None:
    assert found(keys, text) == [text.encode() in key for key in keys]


def test_nothing_is_found_across_two_keys() -> None:
    assert found([b"us", b"er", b"user", b"", b"use", b"r"], "user") == [False, False, True, False, False, False]


def test_many_places_and_few_are_found_alike() -> None:
    dense = [b"aaaa"] * 500 + [b"baab"] * 500
    sparse = [b"." * 500, *[b"x" * 20] * 500, b".a."]
    assert found(dense, "aaa") == [True] * 500 + [False] * 500
    assert found(sparse, "a.") == [False] * 501 + [True]
    assert found(sparse, ".a.") == [False] * 501 + [True]


def test_a_text_longer_than_all_keys_together() -> None:
    assert found([b"a", b""], "abc") == [False, False]


def test_no_half_of_one_case_and_half_of_the_other() -> None:
    """р is d1 80 and Р is d0 a0: d1 a0 is another letter."""
    assert found([b"\xd1\xa0", b"\xd0\x80", "р".encode(), "Р".encode()], "р", exact=False) == [False, False, True, True]


def test_a_lone_surrogate_is_in_no_text() -> None:
    assert found(["a\ud800".encode("utf-8", "surrogatepass"), b"a"], "\ud800") == [True, False]
