"""One schema on show."""

from __future__ import annotations

import json

import pytest

from tests.commands.schemas.answered import answered
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.schemas.registry import Registry
from workbench.schemas.settings import RegistrySettings
from workbench.serialization.schema import Reference, Schema, SchemaType

Capture = pytest.CaptureFixture[str]


def refer(registry: EmbeddedRegistry) -> None:
    """A subject that refers to another."""
    asked = Registry(RegistrySettings.of({"schema.registry.url": registry.url}))
    asked.register("money", Schema(SchemaType.AVRO, '{"type":"fixed","name":"Money","size":8}'))
    fields = '{"type":"record","name":"Bill","fields":[{"name":"sum","type":"Money"}]}'
    asked.register("bills-value", Schema(SchemaType.AVRO, fields, (Reference("Money", "money", 1),)))
    asked.close()


def test_facts_then_the_text_over_lines(registry: EmbeddedRegistry, capsys: Capture) -> None:
    code, out, words = answered(capsys, "schema", "show", "orders-value@1", "--registry", registry.url)
    assert (code, words) == (0, "")
    lines = out.splitlines()
    assert [line.split()[:2] for line in lines[:3]] == [["subject", "orders-value"], ["version", "1"], ["id", "1"]]
    assert "compatible  BACKWARD" in lines
    assert json.loads("\n".join(lines[lines.index("") :]))["name"] == "Order"


def test_references_are_shown_in_place(registry: EmbeddedRegistry, capsys: Capture) -> None:
    refer(registry)
    out = answered(capsys, "schema", "show", "bills-value", "--registry", registry.url).out
    assert "refers to   Money = money@1" in out
    assert out.endswith('\nMoney:\n\n{"type": "fixed", "name": "Money", "size": 8}\n')
    [found] = map(
        json.loads,
        answered(capsys, "schema", "show", "bills-value", "--json", "--registry", registry.url).out.splitlines(),
    )
    assert found["references"] == [{"name": "Money", "subject": "money", "version": 1}]
    assert json.loads(found["resolved"]["Money"]) == {"type": "fixed", "name": "Money", "size": 8}


def test_by_id_and_the_text_alone(registry: EmbeddedRegistry, capsys: Capture) -> None:
    raw = answered(capsys, "schema", "show", "--raw", "--id", "4", "--registry", registry.url).out
    assert raw.startswith('syntax = "proto3";')
    [found] = map(
        json.loads,
        answered(capsys, "schema", "show", "--id", "4", "--json", "--registry", registry.url).out.splitlines(),
    )
    assert (found["subject"], found["version"], found["schema"]) == ("payments-value", 2, raw.removesuffix("\n"))


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ((), 2, "which schema? give SUBJECT[@VERSION], or --id N"),
        (("orders-value", "--id", "1"), 2, "which schema?"),
        (("order-value",), 2, "valid: subject=orders-value"),
        (("orders-value@9",), 2, "valid: version=1, version=2"),
        (("--id", "99"), 2, "not found"),
        (("--id", "x"), 2, "'x' is no schema id; valid: 0 to 2,147,483,647"),
        (("--id", "-5"), 2, "'-5' is no schema id"),
    ],
)
def test_what_is_not_there(
    registry: EmbeddedRegistry, capsys: Capture, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    found = answered(capsys, "schema", "show", *arguments, "--registry", registry.url)
    assert (found.code, found.out) == (code, "")
    assert sentence in found.words
