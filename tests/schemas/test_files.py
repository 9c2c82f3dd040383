"""Files that a person names: read whole, or a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas.files import LARGEST_SCHEMA, Stamp, path_of, read_bytes, read_text, shown


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes("\ufeff한".encode())
    assert read_bytes(file, 100) == "\ufeff한".encode()
    assert read_text(file) == "한"


def test_a_path_is_what_was_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path_of(" ~/a b ") == tmp_path / "a b"
    for text in ("", "  ", "a\0b", "\ud800", "~nobody-of-that-name/x"):
        with pytest.raises(Unserializable):
            path_of(text)


@pytest.mark.parametrize("name", ["missing", "folder", "x" * 5000, "\ud800"])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unserializable) as caught:
        read_bytes(tmp_path / name, 100)
    assert len(str(caught.value)) < 400


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unserializable, match="no ordinary file"):
        read_bytes(tmp_path / "pipe", 100)


def test_a_file_has_a_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 101)
    with pytest.raises(Unserializable, match="more than 100 bytes"):
        read_bytes(file, 100)
    with file.open("wb") as large:
        large.truncate(LARGEST_SCHEMA + 1)
    with pytest.raises(Unserializable, match="more than"):
        read_text(file)


def test_what_is_not_utf_8_has_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"a\nb\xff")
    with pytest.raises(Unserializable, match="is not UTF-8: 0xff in line 2"):
        read_text(file)


def test_a_stamp_tells_a_change(tmp_path: Path) -> None:
    file = tmp_path / "a"
    missing = Stamp.of(file)
    assert missing.is_current
    file.write_text("a")
    stamp = Stamp.of(file)
    assert stamp.is_current
    assert not missing.is_current
    file.write_text("ab")
    assert not stamp.is_current


def test_a_path_in_a_sentence_is_safe() -> None:
    assert shown(Path("a\x1b[2J")) == "'a\\x1b[2J'"
