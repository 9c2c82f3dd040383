"""Lines that any terminal takes, and a reader that may leave."""

from __future__ import annotations

import io
import os
import sys

import pytest

from workbench.commands.output import complain, line, quiet_when_the_reader_leaves


def test_a_line_and_a_complaint_go_apart(capsys: pytest.CaptureFixture[str]) -> None:
    line("한국")
    complain("partition", "no key is given")
    assert capsys.readouterr() == ("한국\n", "workbench partition: no key is given\n")


def test_characters_that_the_encoding_has_not_are_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii", write_through=True))
    line("é–\udcff")
    assert written.getvalue() == rb"\xe9\u2013\udcff" + b"\n"


def test_what_is_buffered_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written))
    with quiet_when_the_reader_leaves():
        line("a")
    assert written.getvalue() == b"a\n"


def test_a_reader_that_left_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        with quiet_when_the_reader_leaves():
            for _ in range(100_000):
                line("a")
        line("the interpreter's own flush at the end")
        pipe.flush()


def test_other_errors_pass(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LookupError), quiet_when_the_reader_leaves():
        line("before")
        raise LookupError
    assert capsys.readouterr().out == "before\n"
