"""The record composer: topic, key, value, headers, partition, timestamp, and every error beside its field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Label

from workbench.compose import Composed
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.errors import Part
from workbench.tui.figures import plural
from workbench.tui.panes.field import Field, ValueField
from workbench.tui.panes.header_rows import HeaderRow, HeaderRows
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.words import Words


class Composer(VerticalScroll, can_focus=False):
    """Holds what is typed; `draft` is all of it. Nothing typed is ever lost by an error or a send."""

    DEFAULT_CSS = """
    Composer { scrollbar-size-vertical: 1; }
    Composer Input { background: $field; }
    Composer Input:focus, Composer TextArea:focus { background: $panel; }
    Composer .row { height: 1; }
    Composer .row .label { width: 10; color: $quiet; }
    Composer #topic-label { width: 6; }
    Composer #topic { width: 1fr; }
    Composer #partitions { width: auto; color: $quiet; padding: 0 0 0 2; }
    Composer #partition-text { width: 7; }
    Composer #timestamp { width: 1fr; }
    Composer #timestamp-label { width: 6; padding: 0 0 0 1; color: $quiet; }
    Composer .problem { height: auto; color: $error; padding: 0 0 0 1; display: none; }
    Composer .problem.-on { display: block; }
    Composer #placement-line {
        height: 1; color: $accent; display: none; padding: 0 0 0 1; text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    @dataclass
    class Changed(Message):
        """The record is another than before."""

        draft: RecordDraft

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, Composer.Changed)

    def __init__(self, draft: RecordDraft) -> None:
        super().__init__(id="composer", classes="pane")
        self.border_title = "Record"
        self._first = draft

    def compose(self) -> ComposeResult:
        first = self._first
        with Horizontal(classes="row"):
            yield Label("topic", classes="label", id="topic-label")
            yield LineInput(first.topic, id="topic", placeholder="F8 lists them")
            yield Words(id="partitions")
        yield Words(classes="problem", id="topic-problem")
        yield Field("key", first.key)
        yield Words(id="placement-line")
        yield ValueField("value", first.value)
        yield HeaderRows(first.headers)
        with Horizontal(classes="row"):
            yield Label("partition", classes="label")
            yield LineInput(first.partition, id="partition-text")
            yield Label("time", id="timestamp-label")
            yield LineInput(first.timestamp, id="timestamp", placeholder="now, ISO 8601 or epoch ms")
        yield Words(classes="problem", id="partition-problem")
        yield Words(classes="problem", id="timestamp-problem")

    @property
    def draft(self) -> RecordDraft:
        """The record as it stands."""
        return RecordDraft(
            topic=self.query_one("#topic", Input).value,
            key=self.query_one("#field-key", Field).draft,
            value=self.query_one(ValueField).draft,
            headers=self.query_one(HeaderRows).drafts,
            partition=self.query_one("#partition-text", Input).value,
            timestamp=self.query_one("#timestamp", Input).value,
        )

    @property
    def topic(self) -> str:
        """The topic as typed."""
        return self.query_one("#topic", Input).value

    @topic.setter
    def topic(self, name: str) -> None:
        self.query_one("#topic", Input).value = name

    def take_key(self, key: FieldDraft) -> None:
        """The key as it was typed elsewhere."""
        self.query_one("#field-key", Field).take(key)

    def take_serializer(self, part: Part, spec: str) -> None:
        """Another serializer for the key or the value; what is typed stays."""
        field = self.query_one(ValueField) if part is Part.VALUE else self.query_one("#field-key", Field)
        field.take_serializer(spec)

    def offer_topics(self, names: Iterable[str]) -> None:
        """Complete what is typed as a topic to one of these; the right arrow takes it."""
        self.query_one("#topic", LineInput).suggester = SuggestFromList(sorted(names))

    def show(self, composed: Composed, partitions: int | None, placement: str) -> None:
        """What the draft came to: sizes, the placement in one line, and each error at its field."""
        self.query_one("#partitions", Words).say("" if partitions is None else plural(partitions, "partition"))
        self.query_one("#placement-line", Words).say(placement)
        key, value = self.query_one("#field-key", Field), self.query_one(ValueField)
        key.show(self._problem(composed, Part.KEY), key.warning)
        value.show(self._problem(composed, Part.VALUE), value.warning)
        self.query_one("#sizes", Words).say(sizes(composed))
        for part in (Part.TOPIC, Part.PARTITION, Part.TIMESTAMP):
            line = self.query_one(f"#{part}-problem", Words)
            words = self._problem(composed, part)
            line.set_class(bool(words), "-on")
            line.say(f"✗ {words}" if words else "")
        headers = range(len(self.query_one(HeaderRows).drafts))
        self.query_one(HeaderRows).show({index: self._problem(composed, Part.HEADER, index) for index in headers})

    def say(self, words: str) -> None:
        """A sentence in the pane's border, such as why nothing was sent."""
        self.border_subtitle = Content.styled(words, "$error") if words else None

    async def remove_header(self) -> bool:
        """Take the header under the cursor away; False where the cursor is in none."""
        focused = self.screen.focused
        row = next((row for row in self.query(HeaderRow) if focused is not None and row in focused.ancestors), None)
        if row is None:
            return False
        await row.remove()
        self.post_message(self.Changed(self.draft))
        return True

    def step_presence(self) -> None:
        """Text, empty, null for the field that has the cursor; the value where none has."""
        node: Widget | None = self.screen.focused
        while node is not None and node is not self:
            if isinstance(node, Field | HeaderRow):
                node.step_presence()
                return
            node = node.parent if isinstance(node.parent, Widget) else None
        self.query_one(ValueField).step_presence()

    @staticmethod
    def _problem(composed: Composed, part: Part, header: int | None = None) -> str:
        found = [error for error in composed.errors if error.address.part is part and error.address.header == header]
        return "" if not found else found[0].words + (f" (and {len(found) - 1} more)" if len(found) > 1 else "")

    @on(Input.Changed)
    @on(Field.Changed)
    @on(HeaderRows.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed(self.draft))


def sizes(composed: Composed) -> Content:
    """Key, value and, where there are any, headers in bytes: 7 + 40 + 13 B; null where one is null, – if not known."""
    parts = [
        "–" if not known else "null" if data is None else f"{len(data):,}"
        for data, known in ((composed.key, composed.key_known), (composed.value, composed.value_known))
    ]
    if composed.record is not None and composed.record.headers:
        parts.append(f"{composed.record.headers_size:,}")
    return Content(f"{' + '.join(parts)} B")
