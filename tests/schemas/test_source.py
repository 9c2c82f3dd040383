"""A schema, where it was found."""

from __future__ import annotations

from pathlib import Path

from workbench.schemas.files import Stamp
from workbench.schemas.source import Source


def test_a_source_is_current_while_its_files_are(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("a")
    source = Source(stamps=(Stamp.of(tmp_path / "a"),))
    assert source.is_current
    file.write_text("ab")
    assert not source.is_current
    assert source == Source(), "when a file was read is no part of what it says"
