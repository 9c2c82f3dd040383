"""What is said before a schema is registered: where, under which rule, the registry's verdict, and what breaks."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.records.escape import escape
from workbench.schemas.browsing import Subject
from workbench.schemas.registry import Verdict
from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.schema import Schema
from workbench.tui.lab.lines import EMPTY, Line, fact, paragraph
from workbench.tui.schemas.evolution_page import incompatibility_lines
from workbench.tui.schemas.subjects_page import text_lines


def intent_lines(name: str, subject: Subject | None, level: str, width: int, present: int = 0) -> list[Line]:
    """What registering would do; `present` is the version that this very schema is already, 0 for none."""
    if subject is None or not subject.versions:
        what = "a new subject, version 1"
    elif present:
        what = f"nothing new: this schema is version {present} already"
    else:
        what = f"version {subject.versions[-1] + 1:,}; the subject has {_versions(subject)} so far"
    return [*fact("subject", escape(name), width), *fact("makes", what, width), *fact("compatible", level, width)]


def _versions(subject: Subject) -> str:
    return "1 version" if len(subject.versions) == 1 else f"{len(subject.versions):,} versions"


def question(subject: str, is_refused: bool) -> tuple[str, str]:
    """What the first F9 asks, and how it looks; the registry's own no is repeated."""
    if is_refused:
        return (
            f"! The registry would refuse this as {escape(subject)}. F9 once more asks it all the same, Esc: no.",
            "any",
        )
    return f"Register this as {escape(subject)}? F9 once more does it, Esc takes it back.", "accent"


def verdict_lines(verdict: Verdict, ours: Sequence[Incompatibility], width: int) -> list[Line]:
    """The registry's verdict, then each incompatible change by its place; in the registry's words where we find none.

    `ours` may be more than a lenient registry asks for: then that is said of it.
    """
    if verdict.is_compatible:
        lines = [EMPTY, *paragraph("✓ the registry would take it", width, "same")]
        if ours:
            lines += paragraph("but by Confluent's rules it is not compatible:", width, "any")
    else:
        lines = [EMPTY, *paragraph("✗ the registry would refuse it", width, "other")]
    kinds = {one.kind for one in ours}
    for change in verdict.changes:
        if change.partition(":")[0] not in kinds:
            lines += paragraph(change, width, "plain", "  ")
    for one in ours:
        lines += incompatibility_lines(one, width)
    return lines


def schema_text(schema: Schema, width: int) -> list[Line]:
    """The schema as it would be registered."""
    return [EMPTY, *text_lines(schema.type, schema.text, width)]
