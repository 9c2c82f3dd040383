"""Lines that any terminal takes, and a reader that may leave."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here, which Linux has")
def test_a_full_disk_is_a_sentence_and_no_fault_of_ours() -> None:
    program = "import sys; from workbench.cli import main; sys.exit(main(['partition', '--partitions', '3', 'a']))"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", program], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (
        1,
        "workbench partition: the output cannot be written: No space left on device\n",
    )


def test_without_stderr_a_sentence_goes_nowhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    complain("partition", "no")
    assert capsys.readouterr().out == ""
