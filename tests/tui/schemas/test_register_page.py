"""What is said before registering."""

from __future__ import annotations

from workbench.schemas.browsing import Subject
from workbench.schemas.registry import Verdict
from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.schema import Schema, SchemaType
from workbench.tui.lab.lines import plain
from workbench.tui.schemas.register_page import intent_lines, question, schema_text, verdict_lines

CHANGE = Incompatibility("TYPE_MISMATCH", "the reader's type is not the writer's", "id")


def test_what_registering_would_make() -> None:
    two, one = Subject("a", (1, 3), "NONE"), Subject("a", (1,), "NONE")
    assert "version 4; the subject has 2 versions so far" in plain(intent_lines("a", two, "NONE", 60))
    assert "version 2; the subject has 1 version so far" in plain(intent_lines("a", one, "NONE", 60))
    assert "nothing new: this schema is version 3 already" in plain(intent_lines("a", two, "NONE", 60, 3))
    assert "a new subject, version 1" in plain(intent_lines("a", None, "x", 60))


def test_the_verdict_and_every_change() -> None:
    assert plain(verdict_lines(Verdict(True), (), 60)).strip() == "✓ the registry would take it"
    given = Verdict(False, ("no \x1b[31m", "TYPE_MISMATCH: at the id", "{oldSchema: 'x'}"))
    assert plain(verdict_lines(given, (CHANGE,), 80)).strip().split("\n") == [
        "✗ the registry would refuse it",
        "  no \\x1b[31m",
        "  id: the reader's type is not the writer's (TYPE_MISMATCH)",
    ]


def test_a_registry_that_takes_what_breaks() -> None:
    assert "but by Confluent's rules" in plain(verdict_lines(Verdict(True), (CHANGE,), 80))


def test_the_schema_stands_below() -> None:
    assert plain(schema_text(Schema(SchemaType.AVRO, '"string"'), 60)).strip() == '"string"'


def test_the_registrys_no_is_repeated_in_the_question() -> None:
    assert question("a-value", is_refused=False)[0].startswith("Register this as a-value?")
    assert question("a-value", is_refused=True)[0].startswith("! The registry would refuse this as a-value.")
