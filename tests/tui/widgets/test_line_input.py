"""The one-line field: draws pictures for control characters, keeps what was typed, and never lays the screen out."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen

from workbench.tui.widgets.line_input import LineInput


class Listening(Screen[None]):
    """Counts how often it is told, and how often it is laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.layouts = 0

    def compose(self) -> ComposeResult:
        yield LineInput("start", id="line")

    def typed(self) -> None:
        """Note what the field holds at that moment."""
        self.told.append(self.query_one(LineInput).value)

    def _refresh_layout(self, *args: object, **options: object) -> None:
        self.layouts += 1
        super()._refresh_layout(*args, **options)  # type: ignore[arg-type]


class Holding(App[None]):
    """A field on a listening screen."""

    def get_default_screen(self) -> Screen[None]:
        return Listening()


async def test_the_screen_is_told_at_once_with_the_new_text() -> None:
    app = Holding()
    async with app.run_test() as pilot:
        await pilot.press("end", "x")
        screen = app.screen
        assert isinstance(screen, Listening)
        assert screen.told[-1] == "startx"


async def test_typing_lays_nothing_out() -> None:
    app = Holding()
    async with app.run_test() as pilot:
        await pilot.press("end", "x")
        screen = app.screen
        assert isinstance(screen, Listening)
        before = screen.layouts
        await pilot.press(*"abcdef")
        assert screen.layouts == before


async def test_a_pasted_escape_is_kept_and_drawn_as_a_picture() -> None:
    app = Holding()
    async with app.run_test() as pilot:
        field = app.screen.query_one(LineInput)
        field.post_message(events.Paste("\x1b]0;title\x07"))
        await pilot.pause()
        assert "\x1b]0;title\x07" in field.value
        assert "\x1b" not in field.render_line(0).text
        assert "␛]0;title␇" in field.render_line(0).text


async def test_a_long_text_scrolls_with_the_cursor() -> None:
    app = Holding()
    async with app.run_test(size=(20, 5)) as pilot:
        field = app.screen.query_one(LineInput)
        await pilot.press("end", *"abcdefghijklmnopqrstuvwxyz")
        assert "xyz" in field.render_line(0).text
        await pilot.press("home")
        assert "start" in field.render_line(0).text


async def test_a_paste_of_several_lines_is_kept_whole() -> None:
    app = Holding()
    async with app.run_test() as pilot:
        field = app.screen.query_one(LineInput)
        await pilot.press("end")
        field.post_message(events.Paste("\ta\r\nb\n"))
        await pilot.pause()
        assert field.value == "start\ta\nb"
        assert "a␊b" in field.render_line(0).text or "a␤b" in field.render_line(0).text


async def test_a_joiner_that_is_typed_is_kept() -> None:
    app = Holding()
    async with app.run_test() as pilot:
        field = app.screen.query_one(LineInput)
        field.focus()
        field.value = ""
        for character in "\U0001f469\u200d\U0001f467":
            field.post_message(events.Key("character", character))
        await pilot.pause()
        assert field.value == "\U0001f469\u200d\U0001f467"
