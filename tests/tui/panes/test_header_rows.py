"""Header rows: order, duplicates, three states; added, taken away, and never lost by a stray key."""

from __future__ import annotations

import asyncio

import pytest
from textual.widgets import Input

from tests.tui.holding import Held, holding
from workbench.records.draft import FieldDraft, HeaderDraft, Presence
from workbench.tui.panes.field_note import Remark
from workbench.tui.panes.header_rows import HeaderRow, HeaderRows
from workbench.tui.widgets.choice import Choice


def header(name: str, text: str = "", presence: Presence = Presence.TEXT) -> HeaderDraft:
    return HeaderDraft(name, FieldDraft("string", presence, text))


THREE = (header("trace", "a=b,c"), header("trace", "", Presence.NULL), header("홍길동", "", Presence.EMPTY))


async def rows(held: Held) -> HeaderRows:
    found = held.app.query_one(HeaderRows)
    await held.pilot.pause()
    return found


async def test_what_goes_in_comes_out_in_order_with_duplicates_and_states() -> None:
    async with holding(HeaderRows(THREE)) as held:
        assert (await rows(held)).drafts == THREE


async def test_a_new_row_takes_the_cursor_and_is_no_header_until_something_is_typed() -> None:
    async with holding(HeaderRows(())) as held:
        found = await rows(held)
        await found.add()
        assert not found.drafts
        await held.press("a", "tab", "b")
        assert found.drafts == (header("a", "b"),)


async def test_a_click_on_the_label_adds_a_row() -> None:
    async with holding(HeaderRows(())) as held:
        found = await rows(held)
        await held.click(held.app.query_one("#header-label"), 2)
        assert len(found.query(HeaderRow)) == 1


async def test_null_without_a_name_is_a_header_to_complain_about() -> None:
    async with holding(HeaderRows(())) as held:
        found = await rows(held)
        await found.add()
        found.query_one(HeaderRow).step_presence()
        found.query_one(HeaderRow).step_presence()
        assert found.drafts == (header("", "", Presence.NULL),)


async def test_typing_into_a_null_value_makes_it_text_again_and_the_name_does_not() -> None:
    async with holding(HeaderRows((header("a", "", Presence.NULL),))) as held:
        found = await rows(held)
        found.query_one(".name", Input).focus()
        await held.press("b")
        assert found.drafts[0].value.presence is Presence.NULL
        found.query_one(".value", Input).focus()
        await held.press("x")
        assert found.drafts[0].value == FieldDraft(text="x")


async def test_arrows_step_the_state_and_never_take_a_header_away() -> None:
    async with holding(HeaderRows((header("a", "kept"),))) as held:
        found = await rows(held)
        found.query(Choice).first().focus()
        await held.press("right", "right", "right", "right")
        assert found.drafts == (header("a", "kept", Presence.NULL),)


async def test_the_list_takes_the_chosen_row_away_and_no_other() -> None:
    async with holding(HeaderRows((header("a", "1"), header("b", "2"), header("a", "3")))) as held:
        found = await rows(held)
        found.query(HeaderRow)[1].query(Choice).first().focus()
        await held.press("enter", "up", "enter")
        await held.until(lambda: len(found.query(HeaderRow)) == 2)
        assert found.drafts == (header("a", "1"), header("a", "3"))
        assert held.heard(HeaderRows.Changed)
        assert held.app.focused is not None


async def test_a_draft_read_while_a_row_goes_is_no_error() -> None:
    async with holding(HeaderRows((header("a", "1"),))) as held:
        found = await rows(held)
        row = found.query_one(HeaderRow)
        going = row.remove()
        while found.query(HeaderRow):
            assert row.draft == header("a", "1")
            assert len(found.drafts) <= 1
            await asyncio.sleep(0)
        await going


async def test_a_draft_read_while_a_row_comes_is_no_error() -> None:
    async with holding(HeaderRows(())) as held:
        found = await rows(held)
        coming = asyncio.ensure_future(found.add())
        while not coming.done():
            assert not found.drafts
            found.show({0: (Remark("x"),)})
            await asyncio.sleep(0)
        await coming


async def test_problems_stand_under_their_headers_and_go_with_them() -> None:
    async with holding(HeaderRows((header("a"), header("")))) as held:
        found = await rows(held)
        await found.add()
        found.show({0: (Remark("✗ no value [/]"),), 5: (Remark("never"),)})
        await held.pilot.pause()
        assert "✗ no value [/]" in held.screen
        found.show({})
        await held.pilot.pause()
        assert "✗" not in held.screen


async def test_a_row_that_was_emptied_loses_its_problem() -> None:
    async with holding(HeaderRows((header("", "x"),))) as held:
        found = await rows(held)
        found.show({0: (Remark("✗ a header needs a name"),)})
        found.query_one(".value", Input).value = ""
        await held.pilot.pause()
        found.show({})
        await held.pilot.pause()
        assert "✗" not in held.screen


async def test_a_problem_is_no_markup() -> None:
    async with holding(HeaderRows((header("a"),))) as held:
        found = await rows(held)
        for words in ("[/]", "[red]x[/]", "[@click=app.quit]y", "'[/' is not a whole number"):
            found.show({0: (Remark(f"✗ {words}"),)})
            await held.pilot.pause()
            assert f"✗ {words}" in held.screen


async def test_serializers_are_taken_by_the_headers_names() -> None:
    async with holding(HeaderRows((header("a"), header("b")))) as held:
        found = await rows(held)
        found.take_serializers({"b": "string,charset=UTF-16", "c": "long"})
        assert [draft.value.serializer for draft in found.drafts] == ["string", "string,charset=UTF-16"]


async def test_an_error_of_a_header_leads_to_its_value_or_to_the_name_that_is_missing() -> None:
    async with holding(HeaderRows((header("a", "12x4"), header("", "x")))) as held:
        found = await rows(held)
        named, nameless = found.rows
        named.go_to(Remark("✗", "$error", 1, 3))
        await held.pilot.pause()
        assert (named.text.has_focus, named.text.cursor_position) == (True, 2)
        nameless.go_to(Remark("✗", "$error"))
        await held.pilot.pause()
        assert nameless.header_name.has_focus


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 10)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with holding(HeaderRows(THREE * 3), size=size) as held:
        found = await rows(held)
        await held.press("tab", "tab", "tab")
        assert len(found.drafts) == 9
