"""What is said before registering."""

from __future__ import annotations

from workbench.schemas.browsing import Subject
from workbench.schemas.registry import Verdict
from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.schema import Schema, SchemaType
from workbench.tui.lab.lines import plain
from workbench.tui.schemas.register_page import intent_lines, schema_text, verdict_lines

CHANGE = Incompatibility("TYPE_MISMATCH", "the reader's type is not the writer's", "id")


def test_what_registering_would_make() -> None:
    assert "version 4, after 2" in plain(intent_lines("a", Subject("a", (1, 3), "NONE"), "NONE", 60))
    assert "a new subject, version 1" in plain(intent_lines("a", None, "x", 60))


def test_the_verdict_and_every_change() -> None:
    assert plain(verdict_lines(Verdict(True), (), 60)) == "✓ the registry would take it"
    refused = plain(verdict_lines(Verdict(False, ("no \x1b[31m",)), (CHANGE,), 80))
    assert refused.startswith("✗ the registry would refuse it\n  no ")
    assert "\x1b" not in refused
    assert "id: the reader's type is not the writer's (TYPE_MISMATCH)" in refused


def test_the_schema_stands_below() -> None:
    assert plain(schema_text(Schema(SchemaType.AVRO, '"string"'), 60)).strip() == '"string"'
