"""The value's editor: the theme's colours, a grammar only when asked for, and a Tab that goes on."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from tests.tui.holding import holding
from workbench.tui.widgets.editor import TOKENS, Editor


async def test_no_grammar_is_loaded_until_it_is_asked_for() -> None:
    editor = Editor('{"id": 1}', id="value")
    async with holding(editor):
        assert editor.language is None
        editor.highlight("json")
        assert editor.language == "json"
        assert editor.theme == "workbench workbench-dark"
        editor.highlight(None)
        assert editor.language is None


async def test_the_colours_follow_the_theme() -> None:
    editor = Editor('{"id": 1}', id="value")
    async with holding(editor) as held:
        editor.highlight("json")
        held.app.theme = "workbench-light"
        await held.pilot.pause()
        assert editor.theme == "workbench workbench-light"


async def test_every_theme_there_is_can_colour_it() -> None:
    editor = Editor('{"id": 1, "a": [null, "\\n", 1.5]} x', id="value")
    async with holding(editor) as held:
        editor.highlight("json")
        for name in held.app.available_themes:
            held.app.theme = name
            await held.pilot.pause()
            assert editor.theme == f"workbench {name}"


async def test_every_token_of_the_grammar_has_a_colour_of_the_themes() -> None:
    async with holding() as held:
        assert set(TOKENS.values()) <= set(held.app.theme_variables)


async def test_tab_goes_on_and_is_no_character() -> None:
    editor = Editor("a", id="value")
    async with holding(editor, Input(id="next")) as held:
        editor.focus()
        await held.press("tab")
        assert held.app.focused is not editor
        assert editor.text == "a"


async def test_a_paste_of_many_lines_stays_as_it_is() -> None:
    editor = Editor("", id="value")
    async with holding(editor) as held:
        editor.focus()
        held.app.post_message(events.Paste("[/]\n[red]\n"))
        await held.until(lambda: editor.text == "[/]\n[red]\n")
        assert "[red]" in held.screen


async def test_brackets_are_lit_only_for_who_edits() -> None:
    editor = Editor("{}", id="value")
    async with holding(Input(), editor) as held:
        assert not editor.match_cursor_bracket
        editor.focus()
        await held.pilot.pause()
        assert editor.match_cursor_bracket
        await held.press("shift+tab")
        assert not editor.match_cursor_bracket


@pytest.mark.parametrize("text", ["x" * 4096, "\x1b[31m\u202eabc", "홍길동" * 50, "\n" * 500, "[" * 2_000])
async def test_nasty_texts_are_kept_and_drawn(text: str) -> None:
    editor = Editor(text, id="value")
    async with holding(editor, size=(20, 4)) as held:
        editor.highlight("json")
        await held.pilot.pause()
        assert editor.text == text
        assert not {"\x1b", "\u202e"} & set(held.screen)


async def test_ctrl_a_goes_to_the_lines_start_and_then_takes_all() -> None:
    editor = Editor("one\ntwo", id="value")
    async with holding(editor) as held:
        editor.focus()
        editor.move_cursor((1, 2))
        await held.press("ctrl+a")
        assert (editor.cursor_location, editor.selected_text) == ((1, 0), "")
        await held.press("ctrl+a")
        assert editor.selected_text == "one\ntwo"
