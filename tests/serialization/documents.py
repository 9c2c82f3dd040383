"""Documents for MessagePack and CBOR."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(lambda name: not name.startswith("$"))


def documents(whole: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    """JSON values with these whole numbers."""
    fractions = st.floats(allow_nan=False, allow_infinity=False)
    leaves = st.none() | st.booleans() | whole | fractions | st.text(st.characters(exclude_categories=["Cs"]))
    return st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=12)
