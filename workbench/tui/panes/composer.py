"""The record composer: topic, key, value, headers, partition, timestamp, and every error beside its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Label

from workbench.compose import Composed
from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.records.errors import Part, RecordError
from workbench.tui.figures import plural
from workbench.tui.known import Known, unknown
from workbench.tui.panes.field import Field
from workbench.tui.panes.field_note import Remark, of_notes, of_problems
from workbench.tui.panes.header_rows import HeaderRow, HeaderRows
from workbench.tui.panes.value_field import ValueField
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.words import Words

PLAIN = (Part.TOPIC, Part.PARTITION, Part.TIMESTAMP)
"""The parts without a serializer."""


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

    class SerializerChosen(Message):
        """A person chose another serializer for the key, the value or a header."""

    class TopicLeft(Message):
        """The topic is typed to its end."""

    def __init__(self, draft: RecordDraft) -> None:
        super().__init__(id="composer", classes="pane")
        self.border_title = "Record"
        self._first = draft
        self._problem_at = 0

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

    @property
    def is_untouched(self) -> bool:
        """Whether the value is still the text that stood there at the start."""
        return self.query_one(ValueField).text == self._first.value.text

    async def take(self, draft: RecordDraft) -> None:
        """Hold this draft from now on, all of it."""
        await self.query_one(HeaderRows).take(draft.headers)
        self.query_one("#field-key", Field).take(draft.key)
        self.query_one(ValueField).take(draft.value)
        for name, text in (("topic", draft.topic), ("partition-text", draft.partition), ("timestamp", draft.timestamp)):
            self.query_one(f"#{name}", Input).value = text
        self.post_message(self.Changed(self.draft))

    def take_key(self, key: FieldDraft) -> None:
        """The key as it was typed elsewhere."""
        self.query_one("#field-key", Field).take(key)

    def take_serializer(self, part: Part, spec: str) -> None:
        """Another serializer for the key or the value; what is typed stays."""
        field = self.query_one(ValueField) if part is Part.VALUE else self.query_one("#field-key", Field)
        field.take_serializer(spec)

    def take_serializers(self, key: str, value: str, headers: Mapping[str, str]) -> None:
        """Other serializers for all that have one here, those of headers by their names; an empty spec changes none."""
        for part, spec in ((Part.KEY, key), (Part.VALUE, value)):
            if spec:
                self.take_serializer(part, spec)
        self.query_one(HeaderRows).take_serializers(headers)

    def offer_topics(self, names: Iterable[str]) -> None:
        """Complete what is typed as a topic to one of these; the right arrow takes it."""
        self.query_one("#topic", LineInput).suggester = SuggestFromList(sorted(names))

    def show(
        self,
        composed: Composed,
        partitions: int | None,
        placement: str,
        know: Callable[[str, Part], Known] = unknown,
    ) -> None:
        """What the draft came to: sizes, the placement in one line, each error at its field, and what `know` says."""
        self.query_one("#partitions", Words).say("" if partitions is None else plural(partitions, "partition"))
        self.query_one("#placement-line", Words).say(placement)
        key, value = self.query_one("#field-key", Field), self.query_one(ValueField)
        for field, part in ((key, Part.KEY), (value, Part.VALUE)):
            known = know(field.choice.value, part)
            field.show(_problems(composed, part), known.serializer, known.details)
        self.query_one("#sizes", Words).say(sizes(composed))
        for part in PLAIN:
            line = self.query_one(f"#{part}-problem", Words)
            words = " · ".join(error.words for error in _problems(composed, part))
            line.set_class(bool(words), "-on")
            line.say(f"✗ {words}" if words else "")
        headers = self.query_one(HeaderRows)
        headers.show({index: _said(composed, index, know, draft) for index, draft in enumerate(headers.drafts)})

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

    def sample(self) -> bool:
        """A sample for the value; False where its serializer has no schema."""
        return self.query_one(ValueField).sample()

    def begin_with_sample(self) -> None:
        """The value's serializer has a schema: a sample of it in the place of a text that nobody typed."""
        self.query_one(ValueField).begin_with_sample()

    def next_problem(self) -> bool:
        """Put the cursor where the next error is, round the end; False where nothing is wrong."""
        stops = [*self._plain_stops((Part.TOPIC,)), *self._noted_stops(), *self._plain_stops(PLAIN[1:])]
        if stops:
            self._problem_at %= len(stops)
            stops[self._problem_at]()
            self._problem_at += 1
        return bool(stops)

    def _plain_stops(self, parts: tuple[Part, ...]) -> list[Callable[[], object]]:
        fields = {Part.TOPIC: "#topic", Part.PARTITION: "#partition-text", Part.TIMESTAMP: "#timestamp"}
        wrong = [part for part in parts if self.query_one(f"#{part}-problem").has_class("-on")]
        return [self.query_one(fields[part]).focus for part in wrong]

    def _noted_stops(self) -> list[Callable[[], object]]:
        holders: tuple[Field | HeaderRow, ...] = (
            self.query_one("#field-key", Field),
            self.query_one(ValueField),
            *self.query_one(HeaderRows).rows,
        )
        return [partial(_go, one, remark) for one in holders for remark in one.note.remarks if remark.is_wrong]

    @on(Field.SerializerChosen)
    @on(HeaderRows.SerializerChosen)
    def _serializer_chosen(self, event: Message) -> None:
        event.stop()
        self.post_message(self.SerializerChosen())

    @on(Input.Blurred, "#topic")
    @on(Input.Submitted, "#topic")
    def _topic_left(self) -> None:
        self.post_message(self.TopicLeft())

    @on(Input.Changed)
    @on(Field.Changed)
    @on(HeaderRows.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self._problem_at = 0
        self.post_message(self.Changed(self.draft))


def _problems(composed: Composed, part: Part, header: int | None = None) -> tuple[RecordError, ...]:
    return tuple(one for one in composed.errors if one.address.part is part and one.address.header == header)


def _said(composed: Composed, index: int, know: Callable[[str, Part], Known], draft: HeaderDraft) -> tuple[Remark, ...]:
    """What is wrong with a header, or else what is worth knowing of it."""
    wrong = of_problems(_problems(composed, Part.HEADER, index))
    return wrong or of_notes(know(draft.value.serializer, Part.HEADER).notes(draft.value))


def _go(holder: Field | HeaderRow, remark: Remark) -> None:
    """With that error in front under the field, and all of it said where the field has no room for it."""
    holder.note.bring(remark)
    holder.go_to(remark)
    holder.call_after_refresh(holder.note.tell_cut)


def sizes(composed: Composed) -> Content:
    """Key, value and, where there are any, headers in bytes: 7 + 40 + 13 B; null where one is null, – if not known."""
    parts = [
        "–" if not known else "null" if data is None else f"{len(data):,}"
        for data, known in ((composed.key, composed.key_known), (composed.value, composed.value_known))
    ]
    if composed.record is not None and composed.record.headers:
        parts.append(f"{composed.record.headers_size:,}")
    return Content(f"{' + '.join(parts)} B")
