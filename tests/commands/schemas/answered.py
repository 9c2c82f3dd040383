"""`workbench schema …` in this process: its exit code, its lines, its words."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from workbench import cli

ORDER = """{
  "id": 865, "customer": "a", "status": "PAID", "total": "16.63", "placed": "2026-11-22T06:51:13Z", "items": []
}"""
ORDER_ONLY_V2 = ORDER.replace("PAID", "RETURNED")


class Answered(NamedTuple):
    """What became of a command."""

    code: int
    out: str
    words: str


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Answered:
    """The command's answer; it never ends in a traceback."""
    try:
        code = cli.main(arguments)
    except SystemExit as ended:
        code = int(ended.code or 0)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert "its own fault" not in captured.err
    return Answered(code, captured.out, captured.err)
