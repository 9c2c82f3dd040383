"""One schema on show."""

from __future__ import annotations

import json
import sys

import pytest

from tests.commands.schemas.answered import answered
from tests.schemas.servers import Server, refused
from tests.schemas.test_registry import VERSION, answering
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
        (("orders-value", "--id", "1"), 2, "names one and --id another; give one of the two"),
        (("orders-value@0",), 2, "; valid: version=1, version=2"),
        (("orders-value@9",), 2, "Version 9 not found; valid: "),
        (("order-value",), 2, "valid: subject=orders-value"),
        (("orders-value@9",), 2, "valid: version=1, version=2"),
        (("--id", "99"), 2, "not found; valid: an id of this registry"),
        (("--id", "x"), 2, "'x' is no schema id; valid: a whole number, 0 to 2,147,483,647"),
        (("--id", "-5"), 2, "'-5' is no schema id"),
    ],
)
def test_what_is_not_there(
    registry: EmbeddedRegistry, capsys: Capture, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    found = answered(capsys, "schema", "show", *arguments, "--registry", registry.url)
    assert (found.code, found.out) == (code, "")
    assert sentence in found.words


@pytest.mark.parametrize("flags", [(), ("--json",), ("--raw",)])
def test_a_compatibility_that_is_not_told_hides_no_schema(capsys: Capture, flags: tuple[str, ...]) -> None:
    answers = {
        "GET /subjects/s/versions/latest": VERSION,
        "GET /config/s?defaultToGlobal=true": refused(403, 40301, "User is denied"),
    }
    with Server(answering(answers)) as server:
        found = answered(capsys, "schema", "show", "s", *flags, "--registry", server.url)
    assert (found.code, found.words) == (0, "")
    assert "Order" in found.out
    if not flags:
        assert "does not allow GET /config/s?defaultToGlobal=true: User is denied" in found.out
    if flags == ("--json",):
        assert json.loads(found.out)["compatibility"] is None


@pytest.mark.parametrize("on_terminal", [False, True])
def test_the_text_alone_is_safe_on_a_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, on_terminal: bool
) -> None:
    text = 'syntax = "proto3";\n\t// \x1b[2J\u202e\n'
    answers = {"GET /subjects/s/versions/latest": {**VERSION, "schemaType": "PROTOBUF", "schema": text}}
    with Server(answering(answers)) as server:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: on_terminal)
        found = answered(capsys, "schema", "show", "s", "--raw", "--registry", server.url)
    shown = text.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
    assert found.out == (shown if on_terminal else text) + "\n"
