"""Whole numbers as options."""

from __future__ import annotations

import argparse

import pytest

from workbench.commands.numbers import positive, whole_number

READ = whole_number("version", 1, 2_000)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("0002", 2), ("2000", 2_000)])
def test_a_number_within(text: str, number: int) -> None:
    assert READ(text) == number


@pytest.mark.parametrize("text", ["", "abc", "0", "2001", "-1", "1.5", "²", "1_0", " 1", "9" * 5_000])
def test_everything_else_is_a_sentence(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is no version; valid: a whole number, 1 to 2,000"):
        READ(text)


@pytest.mark.parametrize(
    ("text", "found"), [("1.5", 1.5), ("9", 9.0), ("0", None), ("-1", None), ("9.1", None), ("x", None), ("nan", None)]
)
def test_a_number_within_a_bound(text: str, found: float | None) -> None:
    assert positive(text, 9) == found
