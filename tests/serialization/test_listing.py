"""Lists of names: never a few sold as all."""

from __future__ import annotations

import pytest

from workbench.serialization.listing import listed

MANY = (*(f"field_{number}" for number in range(28)), "Name")


@pytest.mark.parametrize(
    ("names", "written", "words"),
    [
        ((), "x", ""),
        (("a", "open", "b"), "opn", "open, a, b"),
        (("OPEN", "CLOSED"), "opn", "OPEN, CLOSED"),
        (("a", "b"), "", "a, b"),
        (MANY, "nam", "Name (the nearest of 29)"),
        (MANY, "\x1b", ", ".join(MANY[:8]) + ", … (29 in all)"),
        (("\x1b",), "", "\\x1b"),
    ],
)
def test_all_names_are_listed_or_it_is_said_that_these_are_not_all(
    names: tuple[str, ...], written: str, words: str
) -> None:
    assert listed(names, written) == words
