"""The editor of a value: several lines, JSON in the theme's own colours."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, TextAreaTheme

from workbench.tui.line_separators import with_stand_ins, without_stand_ins
from workbench.tui.visible import visible
from workbench.tui.widgets.typed import tell

TOKENS = {
    "json.label": "json-key",
    "string": "json-string",
    "string.escape": "json-literal",
    "number": "json-number",
    "boolean": "json-literal",
    "json.null": "json-literal",
    "json.error": "failed",
    "punctuation.bracket": "quiet",
    "punctuation.delimiter": "quiet",
}
"""Token names of the grammar's highlight query, and the theme variable that colours each."""

HELP_KEYS = ("up", "down", "enter", "tab", "escape")
"""Keys that belong to the list of suggestions while it is there."""


class Editor(TextArea):
    """Takes its colours from the app's theme, and its grammar only when it is asked to highlight."""

    DEFAULT_CSS = """
    Editor { border: none; padding: 0; background: $field; scrollbar-size: 1 1; }
    Editor:focus { border: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+space,ctrl+@", "help", "What may stand here", show=False),
        Binding("ctrl+a", "start_or_all", "Line start, then all", show=False),
    ]

    class HelpWanted(Message):
        """Somebody wants to know what may be written at the cursor."""

    class HelpKey(Message):
        """A key for the list of suggestions."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, text: str, *, id: str) -> None:
        super().__init__(
            with_stand_ins(text), id=id, show_line_numbers=True, highlight_cursor_line=False, tab_behavior="focus"
        )
        self.match_cursor_bracket = False
        self.samples = 0
        """How many samples were put into it."""
        self.is_helped = False
        """Whether suggestions are on show."""
        self.wants_help = False
        """Whether the last edit was a letter typed into a name or a word."""

    def on_focus(self) -> None:
        """Brackets are matched for who edits; elsewhere two lit brackets look like two cursors."""
        self.match_cursor_bracket = True

    def on_blur(self) -> None:
        """Quiet again."""
        self.match_cursor_bracket = False

    def on_mount(self) -> None:
        """Follow the app's theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._take_colours())

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: no control character of a paste reaches the terminal."""
        line = without_stand_ins(self.document.get_line(line_index))
        return Text(visible(line), end="", no_wrap=True)

    @property
    def text(self) -> str:
        """What is typed: line separators that are no line ends are themselves in it."""
        return without_stand_ins(self.document.text)

    @text.setter
    def text(self, value: str) -> None:
        self.load_text(with_stand_ins(value))

    @property
    def selected_text(self) -> str:
        """The part of it that is selected."""
        return without_stand_ins(super().selected_text)

    def go_to(self, line: int, column: int) -> None:
        """Put the cursor there, both from 1, as far as there is a line and a column."""
        row = max(0, min(line, self.document.line_count) - 1)
        self.move_cursor((row, min(column - 1, len(self.document.get_line(row)))), center=True)

    @property
    def index(self) -> int:
        """Where in the text the cursor is, from 0."""
        row, column = self.cursor_location
        newline = len(self.document.newline)
        return sum(len(line) + newline for line in self.document.lines[:row]) + column

    def place(self, index: int) -> tuple[int, int]:
        """Row and column of a place in the text, all from 0."""
        newline = len(self.document.newline)
        for row, line in enumerate(self.document.lines):
            if index <= len(line):
                return row, index
            index -= len(line) + newline
        return self.document.end

    def action_start_or_all(self) -> None:
        """As shells have it, the line's start; there already, all of the text, as forms have it."""
        if self.cursor_location[1]:
            self.move_cursor((self.cursor_location[0], 0))
        else:
            self.select_all()

    def action_help(self) -> None:
        """Ask what may be written here."""
        self.post_message(self.HelpWanted())

    async def _on_key(self, event: events.Key) -> None:
        """While suggestions are there, some keys are theirs."""
        if self.is_helped and event.key in HELP_KEYS:
            event.stop()
            event.prevent_default()
            self.post_message(self.HelpKey(event.key))

    def edit(self, edit: Edit) -> EditResult:
        """Do one edit, and tell the screen at once."""
        edit.text = with_stand_ins(edit.text)
        result = super().edit(edit)
        self.wants_help = len(edit.text) == 1 and (edit.text == '"' or edit.text.isidentifier())
        tell(self)
        return result

    def highlight(self, language: str | None) -> None:
        """Colour the text by a language's grammar, or not at all."""
        if self.language != language:
            if language is not None and not self.theme.startswith("workbench "):
                self._take_colours()
            self.language = language

    def _take_colours(self) -> None:
        colours = self.app.theme_variables
        name = f"workbench {self.app.theme}"
        styles = {token: Style(color=_hex(colours[variable])) for token, variable in TOKENS.items()}
        self.register_theme(TextAreaTheme(name, syntax_styles=styles))
        self.theme = name


def _hex(colour: str) -> str:
    from textual.color import Color

    """A colour that Rich knows; the terminal's own where a theme leaves it to the terminal (`ansi_default 50%`)."""
    return "default" if colour.startswith(("auto", "ansi")) else Color.parse(colour).hex6
