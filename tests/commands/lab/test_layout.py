"""The width of a line, and the words for keys and bytes."""

from __future__ import annotations

import io
import sys

import pytest

from workbench.commands.lab.layout import bytes_words, count_of, key_words, terminal_width, titled, wrapped
from workbench.commands.table import cells


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("0", None), ("-3", None), ("wide", None), ("٤٠", None)])
def test_columns_says_the_width(monkeypatch: pytest.MonkeyPatch, columns: str, width: int | None) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert terminal_width() == width


@pytest.mark.parametrize("stdout", [None, io.StringIO()])
def test_without_a_terminal_there_is_no_width(monkeypatch: pytest.MonkeyPatch, stdout: io.StringIO | None) -> None:
    monkeypatch.setattr(sys, "stdout", stdout)
    assert terminal_width() is None


def test_a_terminal_that_cannot_be_asked_has_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    stdout = io.StringIO()
    monkeypatch.setattr(stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", stdout)
    assert terminal_width() is None


@pytest.mark.parametrize("width", [20, 40, 80])
def test_wrapped_lines_keep_to_the_width(width: int) -> None:
    lines = wrapped("confluent-kafka-python, sarama, java " * 5, width, "  ", "4 ")
    assert all(cells(line) <= max(width, 25) for line in lines)
    assert lines[0].startswith("4 ") and lines[1].startswith("  ")
    assert " ".join(line.strip() for line in lines).count("confluent-kafka-python,") == 5


def test_nothing_is_wrapped_to_no_lines() -> None:
    assert wrapped("", 80, "  ") == []


def test_counts_in_words() -> None:
    assert [count_of(number, "key") for number in (0, 1, 1204)] == ["0 keys", "1 key", "1,204 keys"]


def test_keys_and_bytes_in_words() -> None:
    assert [key_words("a\x1b", b"a\x1b"), key_words("", b""), key_words(None, None)] == [r"a\x1b", "empty", "null"]
    assert [bytes_words(one) for one in (None, b"", b"ab", b"123456789")] == [
        "null", "empty", "61 62", "31 32 33 34 35 36 37 38 …",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [16, 40, 80])
def test_a_title_keeps_to_the_width(width: int) -> None:
    for text in ("k", "k" * 200):
        found = titled(text, text.encode(), "over 12 partitions", width)
        assert all(cells(line) <= max(width, 20) for line in found)
        assert " ".join(" ".join(found).split()).endswith("over 12 partitions")
    assert titled("user-42", b"user-42", "over 12 partitions", 80) == ["user-42 over 12 partitions"]
