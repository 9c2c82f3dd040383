"""Words that change often: no markup, no needless drawing, a layout only when the height changes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot

from workbench.tui.widgets.words import Words


class Noting(Words):
    """Notes what it asks to be drawn."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.drawn: list[tuple[tuple[Region, ...], bool]] = []

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Noting:
        if getattr(self, "drawn", None) is not None:
            self.drawn.append((regions, layout))
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


class Holding(App[None]):
    """The words and nothing else."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.noting = Noting(words)

    def compose(self) -> ComposeResult:
        yield self.noting


@asynccontextmanager
async def holding(words: str) -> AsyncIterator[tuple[Noting, Pilot[None]]]:
    app = Holding(words)
    async with app.run_test(size=(20, 10)) as pilot:
        app.noting.drawn.clear()
        yield app.noting, pilot


async def test_the_same_words_draw_nothing() -> None:
    async with holding("one\ntwo") as (words, _):
        words.say("one\ntwo")
        assert words.drawn == []


async def test_only_the_lines_that_differ_are_drawn() -> None:
    async with holding("one\ntwo\nthree") as (words, pilot):
        words.say("one\n2\nthree")
        assert words.drawn == [((Region(0, 1, 20, 1),), False)]
        await pilot.pause()
        assert words.render_line(1).text.strip() == "2"


async def test_another_height_is_laid_out() -> None:
    async with holding("one") as (words, pilot):
        words.say("one\ntwo")
        assert [layout for _, layout in words.drawn] == [True]
        await pilot.pause()
        assert words.size.height == 2


async def test_a_line_that_comes_to_wrap_is_laid_out() -> None:
    async with holding("short") as (words, pilot):
        words.say("long enough for two lines")
        await pilot.pause()
        assert words.size.height == 2


async def test_another_style_of_the_same_text_is_drawn() -> None:
    async with holding("one") as (words, _):
        words.say(Content.styled("one", "bold"))
        assert len(words.drawn) == 1


async def test_markup_is_text() -> None:
    async with holding("x") as (words, pilot):
        words.say("[red]x[/] [@click=app.quit]y[/]")
        await pilot.pause()
        assert "[red]x[/]" in words.render_line(0).text
