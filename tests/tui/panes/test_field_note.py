"""The line under a field: errors, what is awaited, notes; how many more there are, and the way to each."""

from __future__ import annotations

import pytest

from tests.tui.holding import holding
from workbench.records.errors import Part, Problem, RecordError
from workbench.serialization.serializer import Note
from workbench.tui.panes.field_note import FieldNote, Remark, of_notes, of_problems
from workbench.tui.screens.pick import Pick


def wrong(what: str, line: int | None = None, *, pending: bool = False) -> RecordError:
    return Problem(what, "something else", line, 2 if line else None, "a.b", is_pending=pending).at(Part.VALUE)


def test_an_error_has_its_words_its_place_and_words_without_the_place() -> None:
    [remark] = of_problems((wrong("is wrong", 3),))
    assert remark.words == "✗ a.b: is wrong (line 3, column 2); valid: something else"
    assert (remark.place, remark.brief, remark.is_wrong) == ("3:2", "a.b: is wrong; valid: something else", True)


def test_what_is_awaited_gives_way_to_what_is_wrong() -> None:
    assert [one.is_wrong for one in of_problems((wrong("x", pending=True), wrong("y")))] == [True]
    [remark] = of_problems((wrong("x", pending=True), wrong("y", pending=True)))
    assert remark.words.startswith("… a.b: x")
    assert not remark.is_wrong


def test_warnings_come_before_other_notes() -> None:
    said = of_notes((Note("taken as string", "note"), Note("becomes ?", is_warning=True)))
    assert [one.words for one in said] == ["! becomes ?", "· note: taken as string"]


async def test_it_takes_no_room_while_there_is_nothing_to_say() -> None:
    note = FieldNote()
    async with holding(note) as held:
        assert not note.display or note.has_class("-empty")
        note.show((Remark("✗ x", "$error"),))
        await held.pilot.pause()
        assert "✗ x" in held.screen
        assert not note.can_focus
        note.show(())
        await held.pilot.pause()
        assert note.has_class("-empty")


@pytest.mark.parametrize("width", [80, 40, 30])
async def test_the_count_of_the_others_is_never_cut_off(width: int) -> None:
    note = FieldNote()
    async with holding(note, size=(width, 24)) as held:
        note.show((Remark("✗ " + "word " * 100, "$error"), Remark("✗ two", "$error"), Remark("✗ three", "$error")))
        await held.until(lambda: "(and 2 more)" in " ".join(held.screen.split()))


async def test_enter_lists_them_and_the_picked_one_is_told_and_stays_in_front() -> None:
    note = FieldNote()
    remarks = tuple(Remark(f"✗ error {index} [/]", "$error", index, 1) for index in range(1, 5))
    async with holding(note) as held:
        note.show(remarks)
        note.focus()
        await held.press("enter")
        assert isinstance(held.app.screen, Pick)
        assert "4 errors" in held.screen
        assert "4:1  error 4 [/]" in held.screen
        await held.press("down", "enter")
        assert [message.remark for message in held.heard(FieldNote.Picked)] == [remarks[1]]
        assert "✗ error 2 [/] (and 3 more)" in held.screen
        note.show(remarks[:2])
        await held.pilot.pause()
        assert "✗ error 2 [/] (and 1 more)" in held.screen


async def test_the_only_one_is_gone_to_at_once() -> None:
    note = FieldNote()
    async with holding(note) as held:
        note.show((Remark("✗ x", "$error", 1, 1),))
        await held.pilot.pause()
        await held.click(note, 2)
        assert len(held.heard(FieldNote.Picked)) == 1


async def test_bringing_what_is_not_there_changes_nothing() -> None:
    note = FieldNote()
    async with holding(note):
        note.bring(Remark("gone"))
        assert note.front is None
