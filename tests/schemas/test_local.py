"""What `schema=` names: a file with what it includes, a folder, a shipped example."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas.local import EXAMPLES, local_source, no_schema
from workbench.schemas.source import Source
from workbench.serialization.schema import SchemaType
from workbench.serialization.spec import SerializerSpec


def source(family: str, path: object, **options: str) -> Source:
    return local_source(SerializerSpec(family).having(schema=str(path), **options))


def refusal(family: str, path: object) -> str:
    with pytest.raises(Unserializable) as caught:
        source(family, path)
    return str(caught.value)


def test_an_avro_schema_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "order.avsc"
    file.write_text('"string"')
    found = source("avro", file)
    assert found.schema is not None
    assert (found.schema.type, found.schema.text) == (SchemaType.AVRO, '"string"')
    assert found.is_current
    file.write_text('"long"')
    assert not found.is_current


def test_a_proto_is_compiled_with_what_it_imports(tmp_path: Path) -> None:
    (tmp_path / "a.proto").write_text('syntax = "proto3"; import "b.proto"; message A { B b = 1; }')
    (tmp_path / "b.proto").write_text('syntax = "proto3"; message B {}')
    found = source("protobuf", tmp_path / "a.proto")
    assert found.schema is not None
    assert found.schema.descriptors
    (tmp_path / "b.proto").write_text('syntax = "proto3"; message B { int32 x = 1; }')
    assert not found.is_current, "what it imports is looked at too"


def test_thrift_brings_what_it_includes(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "shop.thrift").write_text('include "sub/item.thrift"\ninclude "base.thrift"\nstruct Order {}')
    (tmp_path / "sub" / "item.thrift").write_text("include 'more.thrift'\n")
    (tmp_path / "sub" / "more.thrift").write_text("struct More {}")
    (tmp_path / "base.thrift").write_text('include "shop.thrift"\n')
    found = source("thrift", tmp_path / "shop.thrift")
    assert [name for name, _ in found.texts] == ["shop.thrift", "sub/item.thrift", "base.thrift", "sub/more.thrift"]
    assert len(found.stamps) == 4


def test_an_include_that_is_missing_is_said(tmp_path: Path) -> None:
    for name in ("gone.thrift", "/gone.thrift"):
        (tmp_path / "shop.thrift").write_text(f'include "{name}"')
        assert name in refusal("thrift", tmp_path / "shop.thrift")


def test_a_layout_is_a_file_or_the_example(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("")
    assert source("layout", tmp_path / "x.toml").texts == (("x.toml", ""),)
    for name in EXAMPLES:
        assert source("layout", name).texts[0][1]


def test_json_schema_files_follow_their_references(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"$ref": "b.json"}')
    (tmp_path / "b.json").write_text("{}")
    found = source("json-schema", tmp_path / "a.json")
    assert found.schema is not None
    assert [name for name, _ in found.schema.resolved] == ["b.json"]
    assert len(found.stamps) == 2


def test_a_file_of_another_family_is_a_slip(tmp_path: Path) -> None:
    for family in ("avro", "json-schema", "thrift", "layout"):
        assert "is not for" in refusal(family, tmp_path / "a.proto")
    assert "is not for" in refusal("avro", tmp_path / "a.thrift")


def test_a_folder_is_for_avro_and_protobuf(tmp_path: Path) -> None:
    (tmp_path / "a.proto").write_text('syntax = "proto3"; message A {}')
    assert source("protobuf", tmp_path).schema
    assert "is a folder" in refusal("thrift", tmp_path)
    assert "has no .avsc files" in refusal("avro", tmp_path)


@pytest.mark.parametrize("family", ["avro", "json-schema", "protobuf", "thrift", "layout"])
def test_what_is_not_there_is_said(family: str, tmp_path: Path) -> None:
    assert refusal(family, tmp_path / "missing")


def test_no_schema_at_all() -> None:
    assert "needs a schema" in str(no_schema(SerializerSpec("layout")))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(Unserializable, match="is no ordinary file"):
        local_source(SerializerSpec.parse(f"protobuf,schema={tmp_path / 'fifo'},type=A"))
