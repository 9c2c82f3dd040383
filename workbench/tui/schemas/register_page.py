"""What is said before a schema is registered: where, under which rule, the registry's verdict, and what breaks."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.records.escape import escape
from workbench.schemas.browsing import Subject
from workbench.schemas.registry import Verdict
from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.schema import Schema
from workbench.tui.lab.lines import EMPTY, Line, fact, line, paragraph
from workbench.tui.schemas.evolution_page import incompatibility_lines
from workbench.tui.schemas.subjects_page import text_lines


def intent_lines(name: str, subject: Subject | None, level: str, width: int) -> list[Line]:
    """What registering would do."""
    if subject is None or not subject.versions:
        what = "a new subject, version 1"
    else:
        what = f"version {subject.versions[-1] + 1}, after {len(subject.versions):,}"
    return [*fact("subject", escape(name), width), *fact("makes", what, width), *fact("compatible", level, width)]


def verdict_lines(verdict: Verdict, ours: Sequence[Incompatibility], width: int) -> list[Line]:
    """The registry's verdict in its own words, then each incompatible change by its place."""
    if verdict.is_compatible:
        lines = paragraph("✓ the registry would take it", width, "same")
    else:
        lines = paragraph("✗ the registry would refuse it", width, "other")
    for change in verdict.changes:
        lines += paragraph(change, width, "plain", "  ")
    if ours:
        lines += [EMPTY, line(("What changes for consumers and producers", "quiet"))]
        for one in ours:
            lines += incompatibility_lines(one, width)
    return lines


def schema_text(schema: Schema, width: int) -> list[Line]:
    """The schema as it would be registered."""
    return [EMPTY, *text_lines(schema.type, schema.text, width)]
