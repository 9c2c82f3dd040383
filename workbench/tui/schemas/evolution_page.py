"""The value that is about to be sent, read as a consumer on each version of its subject would read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.records.escape import escape
from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.schema_text import over_lines
from workbench.tui.figures import fit, short
from workbench.tui.flowing import pieces
from workbench.tui.lab.lines import EMPTY, Line, line, paragraph


@dataclass(frozen=True, slots=True)
class Reading:
    """How a consumer on `version` fares with the value: its text, or why it cannot be read.

    `backward`: what keeps that version from reading everything that the value's own schema may write; `forward`: what
    keeps the value's own schema from reading what that version writes; None where that is not known. `lost`: paths of
    the value that it never gets to see. `is_own`: it is the value's own version.
    """

    version: int
    text: str = ""
    problem: str = ""
    backward: tuple[Incompatibility, ...] | None = None
    forward: tuple[Incompatibility, ...] | None = None
    is_own: bool = False
    is_pending: bool = False
    lost: tuple[str, ...] = ()


def version_lines(readings: Sequence[Reading], cursor: int, width: int) -> list[Line]:
    """A version a line: whether it reads this value, and every value."""
    return [_version(reading, reading.version == cursor, width) for reading in readings]


def _version(reading: Reading, chosen: bool, width: int) -> Line:
    name = fit(f"v{reading.version}{' · sent with' if reading.is_own else ''}", 16)
    style = "cursor" if chosen else "plain"
    if reading.is_pending:
        return ((name, style), (" … being asked for", "quiet"))
    sign, words, colour = ("✗", "cannot read it", "other") if reading.problem else ("✓", "reads it", "same")
    every = "" if not reading.backward or reading.problem else ", but not every value"
    return ((name, style), (f" {sign} ", colour), (short(words + every, max(0, width - 19)), "plain"))


def reading_lines(reading: Reading, width: int) -> list[Line]:
    """What the consumer gets, or why nothing; then how the two schemas stand to each other."""
    if reading.is_pending:
        return [line(("…", "quiet"))]
    head = f"A consumer on version {reading.version}"
    if reading.problem:
        lines = [*paragraph(f"✗ {head} cannot read this value:", width, "other"), *_wrapped(reading.problem, width)]
    else:
        lines = [*paragraph(f"✓ {head} reads", width, "same"), *pieces(over_lines(reading.text, width), width)]
        if reading.lost:
            lines += [EMPTY, *paragraph(f"! it does not see: {escape(', '.join(reading.lost))}", width, "any")]
    if reading.is_own:
        return [*lines, EMPTY, *paragraph("This is the version that the value is sent with.", width, "quiet")]
    name = f"v{reading.version}"
    lines += _every(name, "all that the value's schema can write", reading.backward, width)
    return [*lines, *_every("the value's schema", f"all that {name} wrote", reading.forward, width)]


def _every(reader: str, what: str, against: Sequence[Incompatibility] | None, width: int) -> list[Line]:
    if against is None:
        return []
    if not against:
        return [EMPTY, *paragraph(f"✓ {reader} reads {what}", width, "same")]
    lines = [EMPTY, *paragraph(f"✗ {reader} does not read {what}", width, "other")]
    for one in against:
        lines += incompatibility_lines(one, width)
    return lines


def incompatibility_lines(one: Incompatibility, width: int) -> list[Line]:
    """Where, what kind, and why."""
    where = escape(one.path) or "the schema"
    return paragraph(f"{where}: {escape(one.what)} ({escape(one.kind)})", width, "plain", "  ")


def _wrapped(text: str, width: int) -> list[Line]:
    return [row for part in text.split("\n") for row in paragraph(escape(part), width, "plain", "  ")]
