"""A JSON Schema's file and the files that it refers to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas.json_references import references, with_files


def test_references_to_files_are_found() -> None:
    named = ["b.json#/x", "#/y", "https://x/y", "urn:z", "/e.json", 7]
    assert references(json.dumps([{"$ref": one} for one in named])) == ("b.json",)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "7", '"x"', '{"a":' * 500 + "1" + "}" * 500])
def test_any_text_has_none_or_some(text: str) -> None:
    assert references(text) == ()


def test_files_are_read_each_once_relative_to_the_one_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b c.json").write_text('{"a": {"$ref": "d.json"}, "b": {"$ref": "../a.json"}}')
    (tmp_path / "sub" / "d.json").write_text("{}")
    text = '{"a": {"$ref": "sub/b%20c.json#/x"}, "b": {"$ref": "gone.json"}, "c": {"$ref": "sub/b%20c.json"}}'
    (tmp_path / "a.json").write_text(text)
    schema, paths = with_files(tmp_path / "a.json", text)
    assert [name for name, _ in schema.resolved] == ["sub/b%20c.json", "d.json", "../a.json"]
    assert len(paths) == 4
    assert schema.text == text


def test_one_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(b"\xff")
    with pytest.raises(Unserializable, match="is not UTF-8"):
        with_files(tmp_path / "a.json", '{"$ref": "b.json"}')


def test_too_many_are_refused(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.json").write_text(f'{{"$ref": "{number + 1}.json"}}')
    with pytest.raises(Unserializable, match="more than 256 files"):
        with_files(tmp_path / "0.json", '{"$ref": "1.json"}')
