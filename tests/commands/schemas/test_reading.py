"""A value as consumers on other versions read it."""

from __future__ import annotations

import json

import pytest

from tests.commands.schemas.answered import ORDER, ORDER_ONLY_V2, answered
from workbench.schemas.embedded.registry import EmbeddedRegistry

Capture = pytest.CaptureFixture[str]


def test_every_version_and_the_reason_where_one_cannot(registry: EmbeddedRegistry, capsys: Capture) -> None:
    arguments = ("-t", "orders", "-v", "avro", "--registry", registry.url, "--json", "--value")
    found = answered(capsys, "schema", "read-as", *arguments, ORDER)
    first, second = map(json.loads, found.out.splitlines())
    assert (found.code, first["version"], first["own"], second["version"], second["own"]) == (0, 1, False, 2, True)
    assert json.loads(first["reads_as"])["total"] == "16.63"
    assert first["changes"]  # not every value of version 2 can be read with version 1
    found = answered(capsys, "schema", "read-as", *arguments, ORDER_ONLY_V2)
    first, second = map(json.loads, found.out.splitlines())
    assert (found.code, first["reads_as"], second["unread"]) == (1, None, None)
    assert "RETURNED" in first["unread"]


def test_one_version_for_a_person(registry: EmbeddedRegistry, capsys: Capture) -> None:
    arguments = ("-t", "orders", "-v", "avro", "--registry", registry.url, "--version", "1", "--value")
    found = answered(capsys, "schema", "read-as", *arguments, ORDER)
    assert (found.code, found.words) == (0, "")
    assert found.out.startswith("✓ orders-value v1: a consumer reads\n    {")
    found = answered(capsys, "schema", "read-as", *arguments, ORDER_ONLY_V2)
    assert found.code == 1
    assert found.out.startswith("✗ orders-value v1: a consumer cannot read this: status: ")


def test_protobuf_by_its_id(registry: EmbeddedRegistry, capsys: Capture) -> None:
    arguments = ("-v", "protobuf,id=4", "--registry", registry.url, "--json", "--value", '{"order_id": 7}')
    found = answered(capsys, "schema", "read-as", *arguments)
    assert found.code == 0
    assert [(one["version"], one["own"]) for one in map(json.loads, found.out.splitlines())] == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("spec", "value", "sentence"),
    [
        ("integer", "1", "only a value with a schema of the registry has other versions"),
        ("layout,schema=customer", "{}", "only a value with a schema of the registry has other versions"),
        ("avro", '{"id": "x"}', "value, line 1 column 8: id: "),
        ("avro,version=9", "{}", "valid: version=1, version=2"),
        ("nothing", "1", "there is no serializer 'nothing'"),
    ],
)
def test_what_cannot_be_read(registry: EmbeddedRegistry, capsys: Capture, spec: str, value: str, sentence: str) -> None:
    where = ("--registry", registry.url)
    found = answered(capsys, "schema", "read-as", "-t", "orders", "-v", spec, "--value", value, *where)
    assert (found.code, found.out) == (2, "")
    assert sentence in found.words


def test_a_version_that_is_no_number(capsys: Capture) -> None:
    for version in ("abc", "0", "-1"):
        found = answered(capsys, "schema", "read-as", "-v", "avro", "--value", "1", f"--version={version}")
        assert (found.code, found.out) == (2, "")
        assert f"'{version}' is no version; valid: a whole number, 1 to 2,147,483,647" in found.words
