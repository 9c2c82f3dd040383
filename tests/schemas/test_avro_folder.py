"""A folder of .avsc files that name each other's types."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas.avro_folder import avro_folder
from workbench.serialization.schema import Schema


def record(name: str, *types: object, namespace: str = "shop") -> str:
    fields = [{"name": f"f{at}", "type": one} for at, one in enumerate(types)]
    return json.dumps({"type": "record", "name": name, "namespace": namespace, "fields": fields})


def names(schema: Schema) -> list[str]:
    return [name for name, _ in schema.resolved]


def test_a_type_brings_those_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "order.avsc").write_text(
        record("Order", "long", ["null", "Item"], {"type": "array", "items": "a.Money"})
    )
    (tmp_path / "item.avsc").write_text(record("Item", "a.Money", {"type": "enum", "name": "Size", "symbols": ["S"]}))
    (tmp_path / "money.avsc").write_text(record("Money", "bytes", namespace="a"))
    (tmp_path / "other.avsc").write_text(record("Other", "Item"))
    found = avro_folder(tmp_path, "shop.Order")
    assert found.schema is not None
    assert names(found.schema) == ["shop.Item", "a.Money"]
    assert names(found.schema.resolved[0][1]) == ["a.Money"]
    assert len(found.stamps) == 5


def test_types_that_name_each_other_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "a.avsc").write_text(record("A", "B"))
    (tmp_path / "b.avsc").write_text(record("B", ["null", "A"]))
    found = avro_folder(tmp_path, "shop.A").schema
    assert found is not None
    assert names(found) == ["shop.B"]
    assert names(found.resolved[0][1]) == []


@pytest.mark.parametrize(
    ("type_name", "words"), [("shop.Ordr", "has no type 'shop.Ordr'"), ("", "has several schemas")]
)
def test_a_type_that_is_not_there_has_its_nearest(tmp_path: Path, type_name: str, words: str) -> None:
    (tmp_path / "order.avsc").write_text(record("Order"))
    with pytest.raises(Unserializable, match=words) as caught:
        avro_folder(tmp_path, type_name)
    assert caught.value.problems[0].valid == "type=shop.Order"


@pytest.mark.parametrize(
    "text", ["", "{", "7", "[" * 100_000, '{"type": "record"}', '{"type": {"type": []}, "fields": 7}']
)
def test_a_file_that_is_no_schema_is_not_in_the_way(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.avsc").write_text(text)
    (tmp_path / "order.avsc").write_text(record("Order"))
    assert avro_folder(tmp_path, "shop.Order").schema


def test_a_folder_without_schemas(tmp_path: Path) -> None:
    with pytest.raises(Unserializable, match=r"has no \.avsc files"):
        avro_folder(tmp_path, "")


def test_a_type_that_two_files_define_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "v1.avsc").write_text(record("Order", "long"))
    (tmp_path / "v2.avsc").write_text(record("Order", "string"))
    with pytest.raises(Unserializable) as raised:
        avro_folder(tmp_path, "shop.Order")
    assert str(raised.value) == "2 files define the type 'shop.Order': 'v1.avsc', 'v2.avsc'"
