"""Each hash over many keys is the same as over one: lengths, tails and signs of every kind."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.partitioning import vectors
from workbench.partitioning import hashes, lane_hashes, other_hashes

ONE = {
    "murmur2": hashes.murmur2,
    "fnv1a": hashes.fnv1a,
    "java_bytes": other_hashes.java_bytes,
    "java_string": other_hashes.java_string,
    "phash2": other_hashes.phash2,
    "xxh32": other_hashes.xxh32,
    "murmur2_in_doubles": other_hashes.murmur2_in_doubles,
}
CARRIES = [bytes(octets) for length in range(1, 5) for octets in product((0x00, 0x80, 0xFF), repeat=length)]
"""Keys of the octets that carries and signs trip over."""


@st.composite
def same_length(draw: st.DrawFn) -> list[bytes]:
    """Enough keys of one length to lie in lanes."""
    length = draw(st.integers(0, 70))
    octets = draw(st.binary(min_size=length * 9, max_size=length * 9))
    return [octets[index * length : (index + 1) * length] for index in range(9)]


@pytest.mark.parametrize("name", ONE)
def test_carries_and_signs_stay_in_their_lanes(name: str) -> None:
    keys = [key * times for key in CARRIES for times in (1, 3, 5)]
    assert list(getattr(lane_hashes, name)(keys)) == [ONE[name](key) for key in keys]


@pytest.mark.parametrize("name", ONE)
@given(keys=same_length() | st.lists(st.binary(max_size=9), max_size=40))
def test_each_key_as_alone(name: str, keys: list[bytes]) -> None:
    assert list(getattr(lane_hashes, name)(keys)) == [ONE[name](key) for key in keys]


@given(
    st.lists(
        st.text(min_size=8, max_size=8).map(str.encode)
        | st.text("é한\U0010ffff𝄞", max_size=3).map(str.encode)
        | st.binary(max_size=9)
        | st.sampled_from([b"\xf4\x8f\xbf", b"\xbf", b"\xf4\x8f", b"\xbf\xbf", "\U0010ffff".encode()]),
        min_size=1,
        max_size=20,
    )
)
def test_text_of_any_script_has_javas_hash_code(keys: list[bytes]) -> None:
    assert list(lane_hashes.java_string(keys)) == [other_hashes.java_string(key) for key in keys]


@pytest.mark.parametrize("name", ONE)
def test_the_vectors_in_one_block(name: str) -> None:
    keys = [vector.key for vector in vectors.all_keys()] * 8
    assert list(getattr(lane_hashes, name)(keys)) == [ONE[name](key) for key in keys]
