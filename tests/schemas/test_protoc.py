"""protoc as a process: what it makes, what it says, and what it is never given."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import descriptor_pb2

from workbench.records.errors import Problem, Unserializable
from workbench.schemas import protoc
from workbench.schemas.protoc import compile, compile_path, schema_of_path, with_descriptors  # noqa: A004
from workbench.serialization.schema import Schema, SchemaType

HEAD = 'syntax = "proto3"; package shop; '


def _names(descriptors: bytes) -> list[str]:
    every: Any = descriptor_pb2.FileDescriptorSet.FromString(descriptors)
    return [file.name for file in every.file]


def _refused(sources: dict[str, str], main: str = "") -> tuple[Problem, ...]:
    with pytest.raises(Unserializable) as raised:
        compile(sources, main)
    return raised.value.problems


def test_what_is_imported_comes_first_and_the_file_itself_last() -> None:
    sources = {
        "order.proto": HEAD + 'import "a/item.proto"; import "google/protobuf/timestamp.proto"; '
        "message Order { Item item = 1; google.protobuf.Timestamp at = 2; }",
        "a/item.proto": HEAD + "message Item {}",
        "unused.proto": "this is no schema",
    }
    names = _names(compile(sources, "order.proto"))
    assert names[-1] == "order.proto"
    assert set(names) == {"order.proto", "a/item.proto", "google/protobuf/timestamp.proto"}


def test_without_a_main_every_source_is_compiled() -> None:
    assert _names(compile({"b.proto": HEAD + "message B {}", "a.proto": HEAD + "message A {}"})) == [
        "a.proto",
        "b.proto",
    ]


def test_comments_come_along() -> None:
    every: Any = descriptor_pb2.FileDescriptorSet.FromString(compile({"a.proto": HEAD + "\n// Why.\nmessage A {}"}))
    assert any(one.leading_comments == " Why.\n" for one in every.file[0].source_code_info.location)


def test_confluents_own_files_are_known() -> None:
    text = HEAD + 'import "confluent/meta.proto"; import "confluent/type/decimal.proto"; '
    text += 'message A { confluent.type.Decimal price = 1 [(confluent.field_meta).doc = "the price"]; }'
    assert "confluent/meta.proto" in _names(compile({"a.proto": text}, "a.proto"))


def test_every_mistake_comes_back_with_file_line_and_column() -> None:
    text = 'syntax = "proto3";\nmessage Größe {}\nmessage A {\n\tFoo x = 1;\n  strin y = 1;\n}\n'
    said = [problem.what for problem in _refused({"x/a.proto": text}, "x/a.proto")]
    assert said[0].startswith("x/a.proto, line 2 column 11: ")
    assert _refused({"a.proto": text.replace("Größe", "G")})[0].what == 'a.proto, line 4 column 2: "Foo" is not defined'
    assert (
        _refused({"a.proto": text.replace("Größe", "G")})[1].what == 'a.proto, line 5 column 3: "strin" is not defined'
    )


@pytest.mark.parametrize(
    "text", ["message", "{", '"', "syntax = 'proto9';", "\x1b[31m", "message A { int32 x = 1 }", "é"]
)
def test_what_is_no_schema_is_refused_with_a_sentence(text: str) -> None:
    for problem in _refused({"a.proto": text}):
        assert problem.what.isprintable()
        assert problem.what.startswith("a.proto, line 1 column ")


def test_an_import_that_is_not_there_is_said_once() -> None:
    (problem,) = _refused({"a.proto": HEAD + '\nimport "gone.proto"; message A {}'})
    assert problem.what == "a.proto, line 2 column 1: it imports 'gone.proto', which is not there"
    assert "reference" in problem.valid


@pytest.mark.parametrize(
    "name", ["../a.proto", "/a.proto", "@a.proto", "-h", "a\\b.proto", "a\0.proto", "a:b.proto", "", "x/../../y", "~a"]
)
def test_names_that_lead_elsewhere_are_never_written(name: str) -> None:
    (problem,) = _refused({name: HEAD})
    assert "cannot be a .proto's name" in problem.what


def test_names_and_texts_that_no_file_can_have_are_refused() -> None:
    assert "cannot be handed to protoc" in _refused({"x" * 300: HEAD})[0].what
    assert "cannot be handed to protoc" in _refused({"a.proto": "", "a.proto/b.proto": ""})[0].what
    assert "half a character" in _refused({"a.proto": "// \ud800"})[0].what


def test_a_protoc_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("protoc", 60)

    monkeypatch.setattr(subprocess, "run", never)
    assert _refused({"a.proto": HEAD})[0].what == "protoc did not finish within 60 seconds"


def test_a_protoc_that_cannot_be_started_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(subprocess, "run", refuse)
    assert _refused({"a.proto": HEAD})[0].what == "protoc cannot be started: No such file or directory"
    monkeypatch.setattr(protoc, "find_spec", lambda _: None)
    assert _refused({"a.proto": HEAD})[0].what == "protoc is not installed"


def test_a_protoc_that_dies_without_a_word_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    died = subprocess.CompletedProcess[str]([], -11, "", "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: died)
    assert _refused({"a.proto": HEAD})[0].what == "protoc cannot compile the schema: it ended with -11"


def test_a_schema_is_compiled_with_what_it_refers_to() -> None:
    deepest = Schema(SchemaType.PROTOBUF, HEAD + "message Money {}")
    item = Schema(
        SchemaType.PROTOBUF, HEAD + 'import "m.proto"; message Item { Money m = 1; }', (), (("m.proto", deepest),)
    )
    order = Schema(
        SchemaType.PROTOBUF, HEAD + 'import "i.proto"; message Order { Item i = 1; }', (), (("i.proto", item),)
    )
    made = with_descriptors(order)
    assert _names(made.descriptors) == ["m.proto", "i.proto", "schema.proto"]
    assert with_descriptors(made) is made


def test_a_path_is_a_proto_a_directory_or_a_descriptor_set(tmp_path: Path) -> None:
    (tmp_path / "order.proto").write_text(HEAD + 'import "item.proto"; message Order { Item i = 1; }')
    (tmp_path / "item.proto").write_text(HEAD + "message Item {}")
    whole = compile_path(tmp_path / "order.proto")
    assert _names(whole) == ["item.proto", "order.proto"]
    assert sorted(_names(compile_path(tmp_path))) == ["item.proto", "order.proto"]
    (tmp_path / "shop.desc").write_bytes(whole)
    assert compile_path(tmp_path / "shop.desc") == whole
    assert schema_of_path(tmp_path / "order.proto").text.startswith(HEAD)
    assert schema_of_path(tmp_path).text == schema_of_path(tmp_path / "shop.desc").text == ""


def test_a_file_that_is_no_descriptor_set_is_refused(tmp_path: Path) -> None:
    for name, data in (("a.desc", b"\xff\xff"), ("b.bin", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(Unserializable, match="descriptor set"):
            compile_path(tmp_path / name)
    with pytest.raises(Unserializable, match="cannot be read: No such file"):
        compile_path(tmp_path / "gone.desc")
