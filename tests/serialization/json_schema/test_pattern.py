"""Texts for patterns: Python's own matcher takes them."""

from __future__ import annotations

import re
from random import Random

import pytest

from workbench.serialization.json_schema.pattern import matching


@pytest.mark.parametrize(
    "pattern",
    [r"^[A-Z]{2}-\d{4}$", "a|bc", "(x(y)?)+", r"[^a-z]", r"\w+@\w+\.com", "a{2,3}?", ".", r"[^\d]", "(?:ab){0}c"],
)
def test_what_is_made_matches(pattern: str) -> None:
    for seed in range(20):
        assert re.search(pattern, matching(pattern, Random(seed)))


@pytest.mark.parametrize("pattern", ["[", "(", "*", r"\p{L}"])
def test_what_python_cannot_read_gives_no_text(pattern: str) -> None:
    assert matching(pattern, Random(0)) == ""
