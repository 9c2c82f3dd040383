"""The line that says which deliveries are shown: what is wrong with it stands under it, what may stand is offered."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input, Static

from workbench.delivery.filters.conditions import Filter
from workbench.delivery.filters.reading import Problem, read
from workbench.delivery.filters.suggesting import known, suggestions
from workbench.delivery.log import DeliveryLog
from workbench.serialization.serializer import Suggestion
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.suggestion_list import SuggestionList

REST = 0.15
"""Seconds without a key after which what is typed holds."""

EXAMPLE = "user-42 state:failed topic:orders partition:3,5 latency:>10ms time:12:03..12:05 -error:TIMED_OUT"


class FilterInput(LineInput):
    """Keys for the suggestions, and out of the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "help(1)", show=False),
        Binding("up", "help(-1)", show=False),
        Binding("ctrl+space,ctrl+@", "help(0)", show=False),
        Binding("escape", "leave", show=False),
    ]

    class Helped(Message):
        """Down, up, or neither: the list of suggestions is wanted."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Left(Message):
        """Escape."""

    def action_help(self, by: int) -> None:
        """Ask for suggestions, or for another one."""
        self.post_message(self.Helped(by))

    def action_leave(self) -> None:
        """Say that Escape was pressed."""
        self.post_message(self.Left())


class FilterLine(Vertical):
    """Says `Changed` with a filter once typing rests on a line that can be read; `Done` when it is left."""

    DEFAULT_CSS = """
    FilterLine { height: auto; display: none; }
    FilterLine.-open { display: block; }
    FilterLine > Horizontal { height: 1; }
    FilterLine .label { width: 7; color: $accent; }
    FilterLine LineInput { width: 1fr; background: $field; }
    FilterLine #filter-problem { height: auto; max-height: 2; display: none; color: $quiet; }
    FilterLine.-unread #filter-problem { display: block; }
    FilterLine.-unread.-offering #filter-problem { display: none; }
    FilterLine.-wrong #filter-problem { color: $error; }
    """

    class Changed(Message):
        """Another filter; none for an empty line."""

        def __init__(self, text: str, wanted: Filter) -> None:
            super().__init__()
            self.text, self.wanted = text, wanted

    class Done(Message):
        """The cursor leaves the line; `cleared` with Escape."""

        def __init__(self, *, cleared: bool) -> None:
            super().__init__()
            self.cleared = cleared

    def __init__(self, log: DeliveryLog) -> None:
        super().__init__(id="filter-line")
        self._log = log
        self._said = ""
        self._chosen = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("filter", classes="label")
            yield FilterInput(placeholder=EXAMPLE, id="filter-text")
        yield Static(id="filter-problem", markup=False)
        yield SuggestionList()

    def on_mount(self) -> None:
        """Typing rests when no key came for a moment."""
        self._resting = self.set_timer(REST, self._take, pause=True)

    @property
    def input(self) -> FilterInput:
        """The field."""
        return self.query_one(FilterInput)

    def open(self) -> None:
        """Show the line with the cursor in it."""
        self.add_class("-open")
        self.input.focus()
        self.input.cursor_position = len(self.input.value)

    def close(self, *, clear: bool) -> None:
        """Hide the line; `clear` forgets what is typed."""
        self._hide_suggestions()
        if clear:
            self.input.value = self._said = ""
        self.remove_class("-open", "-unread", "-wrong")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._resting.reset()
        self._resting.resume()
        self._chosen = False
        self._suggest()

    def _take(self, *, firmly: bool = False) -> bool:
        """Say what the line means now, if it can be read. A word that is being typed is not wrong yet: only firmly."""
        self._resting.pause()
        text = self.input.value
        reading = read(text)
        self._say(reading.problems, firmly=firmly)
        if reading.problems:
            return False
        if text.strip() != self._said:
            self._said = text.strip()
            self.post_message(self.Changed(self._said, reading.filter))
        return True

    def _say(self, problems: tuple[Problem, ...], *, firmly: bool) -> None:
        cursor = self.input.cursor_position
        wrong = any(firmly or not one.start <= cursor <= one.end for one in problems)
        self.update_classes({"-unread": bool(problems), "-wrong": wrong})
        more = f"  (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        self.query_one("#filter-problem", Static).update(Content(f"{problems[0]}{more}" if problems else ""))

    # Suggestions.

    def _suggest(self, *, asked: bool = False) -> None:
        line, cursor = self.input.value, self.input.cursor_position
        found: tuple[Suggestion, ...] = ()
        if self.input.has_focus and (asked or (line[:cursor].strip() and not line[:cursor].endswith(" "))):
            found = suggestions(line, cursor, known(self._log))
        self.query_one(SuggestionList).show(found, self.input.cursor_screen_offset + Offset(0, 1))
        self.set_class(bool(found), "-offering")

    @on(FilterInput.Helped)
    def _help(self, event: FilterInput.Helped) -> None:
        event.stop()
        popup = self.query_one(SuggestionList)
        if not popup.is_open:
            self._suggest(asked=True)
            self._chosen = popup.is_open
        elif self._chosen or event.by == 0:
            popup.move(event.by)
            self._chosen = True
        else:
            self._chosen = True  # the first one, which is marked already

    def key_tab(self) -> None:
        """Take the suggestion; without one, go on as everywhere."""
        if (one := self.query_one(SuggestionList).current) is not None:
            self._accept(one)
        else:
            self.screen.focus_next()

    def _accept(self, one: Suggestion) -> None:
        self.input.replace(one.text, one.start, one.end)
        self.input.cursor_position = one.start + len(one.text)
        self._hide_suggestions()
        if one.text.endswith(":"):
            self.call_after_refresh(self._suggest)

    def _hide_suggestions(self) -> None:
        self._chosen = False
        self.query_one(SuggestionList).hide()
        self.remove_class("-offering")

    # Leaving.

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        one = self.query_one(SuggestionList).current
        if self._chosen and one is not None:
            self._accept(one)
            return
        self._hide_suggestions()
        if self._take(firmly=True):
            self.post_message(self.Done(cleared=not self.input.value.strip()))

    @on(FilterInput.Left)
    def _escape(self, event: FilterInput.Left) -> None:
        event.stop()
        if self.query_one(SuggestionList).is_open:
            self._hide_suggestions()
        else:
            self.post_message(self.Done(cleared=True))

    @on(Input.Blurred)
    def _blurred(self) -> None:
        self._hide_suggestions()
