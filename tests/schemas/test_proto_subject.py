"""A .proto of a disk as a registry takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.records.errors import Problem, Unserializable
from workbench.schemas.proto_subject import proto_subject
from workbench.serialization.schema import Schema, SchemaType

HEAD = 'syntax = "proto3"; package shop; '
ITEM = HEAD + "message Item { string sku = 1; message Size { int32 cm = 1; } }"
ORDER = HEAD + (
    'import "sub/item.proto"; import "google/protobuf/timestamp.proto"; import "confluent/meta.proto"; '
    "message Order { Item item = 1; google.protobuf.Timestamp at = 2; }"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "item.proto").write_text(ITEM)
    (tmp_path / "order.proto").write_text(ORDER)
    return tmp_path


def refused(path: Path, type_name: str = "") -> tuple[Problem, ...]:
    with pytest.raises(Unserializable) as raised:
        proto_subject(path, type_name, {})
    return raised.value.problems


def test_a_folder_is_the_file_in_which_the_type_stands(folder: Path) -> None:
    for path, type_name in ((folder, "shop.Order"), (folder / "order.proto", "")):
        found = proto_subject(path, type_name, {})
        assert (found.type, found.text, found.references) == (SchemaType.PROTOBUF, ORDER, ())
        assert [(name, one.text) for name, one in found.resolved] == [("sub/item.proto", ITEM)]
        assert found.descriptors
    found = proto_subject(folder, "shop.Item.Size", {})
    assert (found.text, found.resolved) == (ITEM, ())


def test_a_folder_of_one_file_needs_no_type(folder: Path) -> None:
    assert proto_subject(folder / "sub", "", {}).text == ITEM


def test_what_the_registry_has_stands_before_a_file(folder: Path) -> None:
    (folder / "sub" / "item.proto").write_text("nonsense")
    named = {"sub/item.proto": Schema(SchemaType.PROTOBUF, ITEM)}
    for path, type_name in ((folder, "shop.Order"), (folder / "order.proto", "")):
        assert proto_subject(path, type_name, named).resolved == tuple(named.items())
    (folder / "sub" / "item.proto").unlink()
    assert proto_subject(folder, "", named).text == ORDER


def test_an_import_that_is_nowhere_may_be_a_subject(folder: Path) -> None:
    (folder / "sub" / "item.proto").unlink()
    problem = refused(folder / "order.proto")[0]
    assert problem.what == "order.proto, line 1 column 34: it imports 'sub/item.proto', which is not there"
    assert problem.valid.endswith("--reference sub/item.proto=SUBJECT@VERSION")


@pytest.mark.parametrize(
    ("type_name", "what", "valid"),
    [
        ("shop.Ordr", "has no message 'shop.Ordr'", "type=shop.Order"),
        ("", "has 2 files, and one is registered", "type=shop.Item or type=shop.Item.Size or type=shop.Order"),
    ],
)
def test_a_type_that_is_not_there(folder: Path, type_name: str, what: str, valid: str) -> None:
    [problem] = refused(folder, type_name)
    assert problem.what.endswith(what)
    assert problem.valid.startswith(valid)


def test_a_descriptor_set_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "order.desc").write_bytes(b"")
    [problem] = refused(tmp_path / "order.desc")
    assert "is no .proto, and a registry takes a text" in problem.what
