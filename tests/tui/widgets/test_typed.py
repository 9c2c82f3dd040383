"""The short way from a key stroke to its screen."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from workbench.tui.widgets.typed import Typed, tell


class Deaf(App[None]):
    """A screen that shows nothing of what is typed."""

    def compose(self) -> ComposeResult:
        yield Static("x")


class Hearing(Screen[None]):
    """A screen that does."""

    heard = 0

    def compose(self) -> ComposeResult:
        yield Static("x")

    def typed(self) -> None:
        """Count."""
        self.heard += 1


async def test_a_screen_that_listens_hears_it() -> None:
    app = Deaf()
    async with app.run_test() as pilot:
        screen = Hearing()
        await app.push_screen(screen)
        await pilot.pause()
        assert isinstance(screen, Typed)
        tell(screen.query_one(Static))
        assert screen.heard == 1


async def test_a_screen_that_does_not_listen_is_left_alone() -> None:
    app = Deaf()
    async with app.run_test():
        tell(app.screen.query_one(Static))
        assert not isinstance(app.screen, Typed)


def test_a_widget_that_is_not_on_screen_yet_tells_nobody() -> None:
    tell(Static("x"))
