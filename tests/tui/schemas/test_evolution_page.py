"""Evolution as lines: signs and words for every version, reasons, and what breaks between the schemas."""

from __future__ import annotations

from workbench.serialization.compatibility import Incompatibility
from workbench.tui.lab.lines import plain
from workbench.tui.schemas.evolution_page import Reading, reading_lines, version_lines

MISSING = Incompatibility("MISSING_ENUM_SYMBOLS", "RETURNED is not known", "status")
READINGS = (
    Reading(3, '{"a": 1}', is_own=True),
    Reading(2, '{"a": 1}', backward=(MISSING,)),
    Reading(1, problem="status: RETURNED is no symbol", backward=(MISSING,)),
    Reading(4, is_pending=True),
)


def test_each_version_says_whether_it_reads_the_value() -> None:
    assert plain(version_lines(READINGS, 3, 60)).split("\n") == [
        "v3 · sent with   ✓ reads it",
        "v2               ✓ reads it, but not every value",
        "v1               ✗ cannot read it",
        "v4               … being asked for",
    ]


def test_what_a_consumer_gets() -> None:
    shown = plain(reading_lines(READINGS[0], 60))
    assert shown.startswith('✓ A consumer on version 3 reads\n{"a": 1}')
    assert "✓ v3 reads all that this schema can write" in shown
    assert "✓ this schema reads all that v3 wrote" in shown


def test_why_a_consumer_gets_nothing_and_what_breaks() -> None:
    shown = " ".join(plain(reading_lines(READINGS[2], 60)).split())
    assert "✗ A consumer on version 1 cannot read this value: status: RETURNED is no symbol" in shown
    assert "✗ not so: v1 reads all that this schema can write" in shown
    assert "status: RETURNED is not known (MISSING_ENUM_SYMBOLS)" in shown
