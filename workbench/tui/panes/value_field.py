"""The value: several lines, JSON's colours, and help from its schema while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.widgets import TextArea

from workbench.records.draft import Presence
from workbench.records.errors import RecordError
from workbench.records.escape import escape
from workbench.serialization.serializer import Guiding, Serializer, Suggestion
from workbench.tui.panes.field import MOST_READ, Field
from workbench.tui.panes.field_note import Remark
from workbench.tui.spec_words import family_of
from workbench.tui.widgets.editor import Editor
from workbench.tui.widgets.segments import Segments
from workbench.tui.widgets.suggestion_list import SuggestionList
from workbench.tui.widgets.words import Words

JSON_TEXTS = ("json", "avro", "json-schema", "protobuf", "thrift", "messagepack", "cbor", "layout", "list")
"""The serializers whose texts are JSON."""


class ValueField(Field):
    """Tells type and documentation of the field under the cursor, and offers what may stand there."""

    DEFAULT_CSS = """
    ValueField { height: 1fr; min-height: 4; }
    ValueField.-guided { min-height: 5; }
    ValueField.-wrong { min-height: 6; }
    ValueField Editor { height: 1fr; min-height: 2; }
    ValueField .explain { height: 2; padding: 0 0 0 1; color: $quiet; display: none; }
    ValueField.-guided .explain { display: block; }
    """

    _starter: str | None = None

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield SuggestionList()

    def help_lines(self) -> ComposeResult:
        yield Words(classes="explain")

    def make_editor(self, text: str) -> Editor:
        """An editor without a grammar yet: loading one waits until the first paint is done."""
        return Editor(text, id="value-text")

    @property
    def editor(self) -> Editor:
        """The editor itself."""
        return self.query_one(Editor)

    @property
    def text(self) -> str:
        return self.editor.text

    @property
    def guide(self) -> Guiding | None:
        """Who knows what may be written."""
        return self.serializer if isinstance(self.serializer, Guiding) else None

    def highlight(self) -> None:
        """JSON's colours for what is written as JSON, none for the others."""
        self.editor.highlight("json" if family_of(self.choice.value) in JSON_TEXTS else None)

    def sample(self) -> bool:
        """Put a sample in the text's place, another one each time; False where there is no schema to make one of."""
        if self.guide is None:
            return False
        self._put_sample(self.guide)
        self.editor.focus()  # where ^Z takes it back
        return True

    def begin_with_sample(self) -> None:
        """Once the schema is there, a sample in the place of the text that stands here now, if it still does then."""
        self._starter = self.text

    def show(self, problems: Sequence[RecordError], serializer: Serializer | None = None, details: str = "") -> None:
        super().show(problems, serializer, details)
        if self._starter is not None and self.guide is not None:
            untouched, self._starter = self._starter == self.text, None
            if untouched:
                self._put_sample(self.guide)

    def _put_sample(self, guide: Guiding) -> None:
        self.put_text(guide.sample(self.editor.samples))
        self.editor.samples += 1
        self.query_one(Segments).choose(Presence.TEXT.value)

    def put_text(self, text: str) -> None:
        editor = self.editor
        editor.replace(text, (0, 0), editor.document.end)
        editor.move_cursor((0, 0))

    def go_to(self, remark: Remark) -> None:
        self.editor.focus()
        if remark.line is not None:
            self.editor.go_to(remark.line, remark.column or 1)

    def advise(self) -> None:
        super().advise()
        self._explain()

    def _dim(self) -> None:
        super()._dim()
        self.highlight()

    @on(TextArea.SelectionChanged)
    def _moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._rest()
        popup = self.query_one(SuggestionList)
        if self.editor.wants_help or popup.is_open:
            self.call_after_refresh(self._suggest)

    @on(Editor.HelpWanted)
    def _asked(self, event: Editor.HelpWanted) -> None:
        event.stop()
        self._suggest(asked=True)

    @on(Editor.HelpKey)
    def _helped(self, event: Editor.HelpKey) -> None:
        event.stop()
        popup = self.query_one(SuggestionList)
        if event.key in ("up", "down"):
            popup.move(1 if event.key == "down" else -1)
        elif event.key == "escape" or popup.current is None:
            self._close()
        else:
            self._accept(popup.current)

    def _accept(self, one: Suggestion) -> None:
        self._close()
        editor = self.editor
        editor.replace(one.text, editor.place(one.start), editor.place(one.end))
        editor.move_cursor(editor.place(one.start + len(one.text)))
        self._close()

    def _close(self) -> None:
        self.editor.wants_help = self.editor.is_helped = False
        self.query_one(SuggestionList).hide()

    def _suggest(self, *, asked: bool = False) -> None:
        """Offer what may stand at the cursor, unless it stands there already."""
        editor = self.editor
        text = editor.text
        if self.guide is None or len(text) > MOST_READ or not editor.has_focus:
            self._close()
            return
        found = self.guide.suggestions(text, editor.index)
        if not asked and len(found) == 1 and text[found[0].start : found[0].end] == found[0].text:
            found = ()
        editor.is_helped = bool(found)
        self.query_one(SuggestionList).show(found, editor.cursor_screen_offset + Offset(0, 1))

    def _explain(self) -> None:
        """Type and documentation of the field under the cursor; the line is there while there is a schema."""
        guide, editor = self.guide, self.editor
        shown = guide is not None and len(text := editor.text) <= MOST_READ
        self.set_class(shown, "-guided")
        if guide is not None and shown:
            words = escape(" ".join(guide.explain(text, editor.index).split()))
            self.query_one(".explain", Words).say(words or "^S writes a sample · ^Space says what may stand here")
