"""What registering a file would do, as the registry and the rules see it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from workbench.commands.refused import Refused
from workbench.commands.schemas.intent import Intent, add_arguments, intent
from workbench.records.errors import Unserializable
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.schemas.registry import Registry
from workbench.schemas.settings import RegistrySettings

ONE = '{"type": "record", "name": "A", "fields": [{"name": "a", "type": "long"}]}'

PROTO = 'syntax = "proto3"; package shop; '
IMPORTING = 'import "Money"; message A {}'


@pytest.fixture
def asked(registry: EmbeddedRegistry) -> Iterator[Registry]:
    with closing(Registry(RegistrySettings.of({"schema.registry.url": registry.url}))) as running:
        yield running


def wanted(asked: Registry, *arguments: str) -> Intent:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return intent(parser.parse_args(arguments), asked)


def test_a_new_subject(asked: Registry, tmp_path: Path) -> None:
    (tmp_path / "a.avsc").write_text(ONE)
    found = wanted(asked, str(tmp_path / "a.avsc"), "a-value")
    assert (found.versions, found.level, found.present, found.verdict.is_compatible) == ((), "BACKWARD", None, True)
    assert "makes       version 1 of a new subject" in found.lines


def test_each_incompatible_change_by_its_place(asked: Registry, tmp_path: Path) -> None:
    changed = asked.schema("orders-value").schema.text.replace(
        '"name":"customer","type":"string"', '"name":"buyer","type":"string"'
    )
    (tmp_path / "order.avsc").write_text(changed.replace('"name":"id","type":"long"', '"name":"id","type":"boolean"'))
    found = wanted(asked, str(tmp_path / "order.avsc"), "orders-value")
    assert (found.versions, found.present, found.verdict.is_compatible) == ((1, 2), None, False)
    assert {(one.kind, one.path) for one in found.changes} == {
        ("TYPE_MISMATCH", "id"),
        ("READER_FIELD_MISSING_DEFAULT_VALUE", "buyer"),
    }
    lines = list(found.lines)
    assert "verdict     REFUSED" in lines
    assert any(line.startswith("  id: ") and line.endswith("(TYPE_MISMATCH)") for line in lines)
    assert found.as_object["compatible"] is False


def test_what_is_a_version_already(asked: Registry, tmp_path: Path) -> None:
    (tmp_path / "order.avsc").write_text(asked.schema("orders-value", 1).schema.text)
    found = wanted(asked, str(tmp_path / "order.avsc"), "orders-value")
    assert (found.present, found.verdict.is_compatible, found.changes) == (1, True, ())
    assert "makes       nothing: it is version 1 already" in found.lines


def test_references_are_named_by_subject_and_version(asked: Registry, tmp_path: Path) -> None:
    (tmp_path / "money.avsc").write_text('{"type": "fixed", "name": "Money", "size": 8}')
    asked.register("money", wanted(asked, str(tmp_path / "money.avsc"), "money").schema)
    bill = tmp_path / "bill.avsc"
    bill.write_text('{"type": "record", "name": "Bill", "fields": [{"name": "sum", "type": "Money"}]}')
    with pytest.raises(Unserializable, match="Money"):
        wanted(asked, str(bill), "bills-value")
    found = wanted(asked, str(bill), "bills-value", "--reference", "Money=money@1")
    assert found.verdict.is_compatible
    assert asked.register("bills-value", found.schema) > 0
    with pytest.raises(Refused, match=r"--reference 'Money'; valid: NAME=SUBJECT@VERSION"):
        wanted(asked, str(bill), "bills-value", "--reference", "Money")
    folder = f"avro,schema={tmp_path},type=Bill"
    with pytest.raises(Refused, match="refers to Money: in a registry that is another subject's"):
        wanted(asked, folder, "bills-value")
    assert wanted(asked, folder, "bills-value", "--reference", "Money=money@1").verdict.is_compatible


@pytest.mark.parametrize(
    ("name", "content", "error", "sentence"),
    [
        ("a.txt", "", Refused, "does not tell what kind of schema"),
        ("a", "", Refused, "does not tell what kind of schema"),
        ("a.avsc", "{", Unserializable, ""),
        ("a.avsc", '{"type": "recor"}', Unserializable, ""),
        ("a.proto", "messag A {}", Unserializable, ""),
        ("a.json", '{"type": 3}', Unserializable, ""),
    ],
)
def test_a_file_that_is_no_schema(
    asked: Registry, tmp_path: Path, name: str, content: str, error: type[Exception], sentence: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(error, match=sentence or None):
        wanted(asked, str(tmp_path / name), "a-value")


@pytest.mark.parametrize("subject", ["", "a\x1bb", "a\nb", "\x7f", "\x85"])
def test_a_subject_that_no_registry_takes(asked: Registry, tmp_path: Path, subject: str) -> None:
    (tmp_path / "a.avsc").write_text(ONE)
    with pytest.raises(Refused, match=r"the subject is empty|holds a control character") as refused:
        wanted(asked, str(tmp_path / "a.avsc"), subject)
    assert refused.value.code == 2


def test_a_protobuf_type_of_a_folder(asked: Registry, tmp_path: Path) -> None:
    (tmp_path / "item.proto").write_text(PROTO + "message Item { string sku = 1; }")
    (tmp_path / "order.proto").write_text(PROTO + 'import "item.proto"; message Order { Item item = 1; }')
    item, order = (f"protobuf,schema={tmp_path},type=shop.{name}" for name in ("Item", "Order"))
    asked.register("item", wanted(asked, item, "item").schema)
    for what in (order, str(tmp_path / "order.proto")):
        with pytest.raises(Refused, match=r"refers to item.proto: .*; valid: --reference item.proto=SUBJECT@VERSION"):
            wanted(asked, what, "orders")
        found = wanted(asked, what, "orders", "--reference", "item.proto=item@1")
        assert (found.schema.text.startswith(PROTO), found.verdict.is_compatible) == (True, True)
    assert asked.register("orders", found.schema) > 0


@pytest.mark.parametrize(("name", "text"), [("a.avsc", ONE.replace("long", "Money")), ("a.proto", PROTO + IMPORTING)])
def test_what_is_missing_may_be_another_subject_s(asked: Registry, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(Unserializable) as refused:
        wanted(asked, str(tmp_path / name), "a-value")
    assert "Money=SUBJECT@VERSION" in refused.value.problems[0].valid


@pytest.mark.parametrize("spec", ["protobuf,type=shop.Order", "avro,subject=x"])
def test_a_spec_without_a_file(asked: Registry, spec: str) -> None:
    with pytest.raises(Refused, match="a schema is registered from a file"):
        wanted(asked, spec, "a-value")
