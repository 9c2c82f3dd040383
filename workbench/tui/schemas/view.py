"""What every view of the schemas screen can be asked for, and the tabs that bring one to the front."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Static

from workbench.records.errors import Unserializable
from workbench.schemas.fetched import Made
from workbench.tui.actions import Action, key_sign
from workbench.tui.lab.lines import Line, paragraph

Known = TypeVar("Known")


class View(Vertical):
    """One of the screen's pages. It draws when it is told to, and never by itself."""

    DEFAULT_CSS = "View { height: 1fr; }"

    keys: ClassVar[tuple[Action, ...]] = ()
    """What this view's own keys do, for the last line."""

    def draw(self) -> None:
        """Show what is known now; not called directly, but by `redraw`."""

    def redraw(self) -> None:
        """Draw, unless the view is not there yet, or no more: an answer may come when the screen is closed."""
        with suppress(NoMatches):
            self.draw()

    def move(self, by: int) -> None:
        """The next or the previous row."""

    def turn(self, by: int) -> None:
        """Scroll what explains the row under the cursor, by screenfuls."""

    def step(self, by: int) -> None:
        """The next newer or older version."""

    def take(self) -> None:
        """Enter."""

    def stop(self) -> bool:
        """One step back; True if there was one to take here."""
        return False


@dataclass(frozen=True, slots=True)
class Tab:
    """One view: its name in the code, its key, its words on the screen and in the help."""

    name: str
    key: str
    title: str
    help: str


TABS = (
    Tab("subjects", "f2", "Subjects", "What the registry holds: versions, compatibility, each schema in full."),
    Tab(
        "evolution",
        "f3",
        "Evolution",
        "The value of the composer as consumers on every version of its subject read it.",
    ),
    Tab("register", "f4", "Register", "A schema from a file as a subject's next version; the verdict comes first."),
)


class Tabs(Static):
    """A click or a view's key chooses."""

    DEFAULT_CSS = """
    Tabs {
        height: 1; text-wrap: nowrap; padding: 0 1; link-style: none; link-color: $quiet;
        link-color-hover: $foreground; link-background-hover: $panel; link-style-hover: none;
    }
    """

    def show(self, front: str) -> None:
        """Mark the view that is in front."""
        self.update(Content(" ").join(_tab(tab, tab.name == front) for tab in TABS), layout=False)


def _tab(tab: Tab, front: bool) -> Content:
    words = f"{key_sign(tab.key)} {tab.title}"
    if front:
        return Content.styled(f" {words} ", "bold reverse $accent")
    return Content.from_markup(f"[@click=screen.view('{tab.name}')] [$key-sign]{key_sign(tab.key)}[/] {tab.title} [/]")


def waiting(made: Made[Known] | None, width: int) -> list[Line]:
    """What to say while there is no answer, or that there is none and why; nothing once it is there."""
    if made is None:
        return paragraph("… the registry is being asked", width, "quiet")
    return [] if made.failure is None else refusal(made.failure, width)


def refusal(failure: Unserializable, width: int) -> list[Line]:
    """Every sentence of a failure."""
    lines: list[Line] = []
    for problem in failure.problems:
        words = f"✗ {problem.what}" + (f"; valid: {problem.valid}" if problem.valid else "")
        lines += paragraph(words, width, "other")
    return lines
