"""Registering shows first, asks, and changes nothing without a yes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.commands.schemas.answered import Answered, answered
from workbench.schemas.embedded.registry import EmbeddedRegistry

Capture = pytest.CaptureFixture[str]
ONE = '{"type": "record", "name": "A", "fields": [{"name": "a", "type": "long"}]}'


class Typed(io.StringIO):
    """A terminal on which somebody has typed."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.avsc"
    path.write_text(ONE)
    return path


def register(capsys: Capture, registry: EmbeddedRegistry, file: Path, *flags: str) -> Answered:
    return answered(capsys, "schema", "register", str(file), "a-value", *flags, "--registry", registry.url)


def versions(capsys: Capture, registry: EmbeddedRegistry) -> list[int]:
    out = answered(capsys, "schema", "list", "a-value", "--json", "--registry", registry.url).out
    return list(json.loads(out)["versions"]) if out else []


def test_with_yes_it_is_registered_once(registry: EmbeddedRegistry, capsys: Capture, file: Path) -> None:
    first = register(capsys, registry, file, "--yes")
    assert (first.code, first.words) == (0, "")
    assert first.out.endswith("registered: a-value version 1, schema id 5\n")
    again = register(capsys, registry, file, "--yes", "--json")
    found = json.loads(again.out)
    assert (again.code, found["registered"], found["version"], found["id"]) == (0, False, 1, 5)
    assert versions(capsys, registry) == [1]


@pytest.mark.parametrize(("typed", "registered"), [("y\n", True), ("YES\n", True), ("\n", False), ("no\n", False)])
def test_a_person_is_asked(
    registry: EmbeddedRegistry,
    capsys: Capture,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    registered: bool,
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(typed))
    found = register(capsys, registry, file)
    assert found.code == (0 if registered else 1)
    assert "Register this as a-value? [y/N] " in found.words
    assert found.out.startswith("subject     a-value\n")
    assert versions(capsys, registry) == ([1] if registered else [])


def test_nothing_is_registered_where_nobody_can_be_asked(
    registry: EmbeddedRegistry, capsys: Capture, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stdin in (io.StringIO("y\n"), None):
        monkeypatch.setattr(sys, "stdin", stdin)
        found = register(capsys, registry, file)
        assert found.code == 2
        assert found.words.endswith("add --yes\n")
    assert versions(capsys, registry) == []


def test_what_the_registry_would_refuse_is_not_tried(registry: EmbeddedRegistry, capsys: Capture, file: Path) -> None:
    register(capsys, registry, file, "--yes")
    file.write_text(ONE.replace("long", "string"))
    found = register(capsys, registry, file, "--yes")
    assert (found.code, found.words) == (1, "workbench schema: nothing is registered: the registry would refuse it\n")
    assert "TYPE_MISMATCH" in found.out
    assert versions(capsys, registry) == [1]
