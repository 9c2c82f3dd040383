"""The editor of a value: several lines, JSON in the theme's own colours."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, TextAreaTheme

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


class Editor(TextArea):
    """Takes its colours from the app's theme, and its grammar only when it is asked to highlight."""

    DEFAULT_CSS = """
    Editor { border: none; padding: 0; background: $field; scrollbar-size: 1 1; }
    Editor:focus { border: none; }
    """

    def __init__(self, text: str, *, id: str) -> None:
        super().__init__(text, id=id, show_line_numbers=True, highlight_cursor_line=False, tab_behavior="focus")
        self.match_cursor_bracket = False

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
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    def edit(self, edit: Edit) -> EditResult:
        """Do one edit, and tell the screen at once."""
        result = super().edit(edit)
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
