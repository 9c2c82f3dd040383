"""A file's content as a record's bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas import file_content
from workbench.schemas.file_content import FileSerializer


def test_the_bytes_are_the_file_s(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(bytes(range(256)))
    serializer = FileSerializer()
    assert serializer.serialize(str(file)) == bytes(range(256))
    file.write_bytes(b"")
    assert serializer.serialize(str(file)) == b""


def test_it_is_read_once_while_it_does_not_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"a")
    serializer = FileSerializer()
    serializer.serialize(str(file))
    monkeypatch.setattr(file_content, "read_bytes", None)
    assert serializer.serialize(str(file)) == b"a"


def test_text_is_shown_and_other_bytes_are_not() -> None:
    assert FileSerializer().deserialize("한".encode()) == "한"
    with pytest.raises(Unserializable, match="2 bytes that are no text"):
        FileSerializer().deserialize(b"\xff\xfe")


def test_no_file_is_a_sentence(tmp_path: Path) -> None:
    for text in ("", str(tmp_path), str(tmp_path / "x"), "a\0"):
        with pytest.raises(Unserializable):
            FileSerializer().serialize(text)
