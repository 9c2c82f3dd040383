"""What is known of a field's serializer without waiting."""

from __future__ import annotations

from tests.tui.still import StillSession
from workbench.records.draft import FieldDraft, Presence
from workbench.records.errors import Part
from workbench.tui.known import MOST_NOTED, Known, known, unknown


def test_a_plain_serializer_is_known_and_one_that_waits_for_a_schema_is_not() -> None:
    session = StillSession()
    found = known(session, "orders", "string,charset=UTF-16", Part.KEY)
    assert found.serializer is not None
    assert found.details == "UTF-16"
    assert known(session, "orders", "avro,subject=a", Part.VALUE) == Known(None, "a")
    assert known(session, "orders", "nonsense", Part.VALUE).serializer is None
    assert unknown("json,form=compact", Part.VALUE) == Known(None, "compact")


def test_notes_are_those_of_a_text_that_is_sent() -> None:
    found = known(StillSession(), "orders", "string,charset=US-ASCII", Part.HEADER)
    assert found.notes(FieldDraft(text="é"))
    assert not found.notes(FieldDraft(text="e"))
    assert not found.notes(FieldDraft(presence=Presence.NULL, text="é"))
    assert not found.notes(FieldDraft(text="é" * (MOST_NOTED + 1)))
    assert not Known().notes(FieldDraft(text="é"))
