"""Evolution as lines: signs and words for every version, reasons, and what breaks between the schemas."""

from __future__ import annotations

from workbench.serialization.compatibility import Incompatibility
from workbench.tui.lab.lines import plain
from workbench.tui.schemas.evolution_page import Reading, reading_lines, version_lines

MISSING = Incompatibility("MISSING_ENUM_SYMBOLS", "RETURNED is not known", "status")
READINGS = (
    Reading(3, '{"a": 1}', is_own=True),
    Reading(2, '{"a": 1.0}', backward=(MISSING,), forward=()),
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
    assert shown.endswith("This is the version that the value is sent with.")
    other = plain(reading_lines(READINGS[1], 60))
    assert "✗ v2 does not read all that the value's schema can write\n  status: RETURNED is not known" in other
    assert "✓ the value's schema reads all that v2 wrote" in other


def test_a_long_value_is_laid_out_and_its_numbers_stay_as_they_are() -> None:
    shown = plain(reading_lines(Reading(1, '{"a": 9007199254740993.10, "b": {"c": "d"}}'), 34))
    assert shown.split("\n")[1:4] == ["{", '  "a": 9007199254740993.10,', '  "b": {"c": "d"}']


def test_what_is_not_known_of_the_schemas_is_not_said() -> None:
    assert "reads all" not in plain(reading_lines(Reading(1, "{}"), 60))
    assert plain(reading_lines(READINGS[3], 60)) == "…"


def test_why_a_consumer_gets_nothing_and_what_breaks() -> None:
    shown = " ".join(plain(reading_lines(READINGS[2], 60)).split())
    assert "✗ A consumer on version 1 cannot read this value: status: RETURNED is no symbol" in shown
    assert "✗ v1 does not read all that the value's schema can write" in shown
    assert "status: RETURNED is not known (MISSING_ENUM_SYMBOLS)" in shown


def test_what_a_consumer_never_sees_is_named() -> None:
    assert "! it does not see: note, lines[0].sku" in plain(
        reading_lines(Reading(1, "{}", lost=("note", "lines[0].sku")), 60)
    )
