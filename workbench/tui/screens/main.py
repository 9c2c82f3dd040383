"""The workbench itself: its panes in the order in which a record travels."""

from __future__ import annotations

import time
from dataclasses import replace
from shutil import get_terminal_size

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.compose import Composed
from workbench.lab.dissection import dissect
from workbench.records.draft import RecordDraft
from workbench.records.errors import Part
from workbench.records.escape import escape
from workbench.records.record import ProducerRecord
from workbench.session import Session
from workbench.tui.actions import ACTIONS, DELIVERY_KEYS
from workbench.tui.figures import short
from workbench.tui.known import known
from workbench.tui.lasting import Lost
from workbench.tui.layouts import layout_classes
from workbench.tui.panes.composer import Composer
from workbench.tui.panes.connection import Connection, settings_words, state_words
from workbench.tui.panes.deliveries import Deliveries
from workbench.tui.panes.partition import PartitionPreview
from workbench.tui.panes.preview import Preview, placement_line
from workbench.tui.panes.record_bytes import RecordBytes
from workbench.tui.panes.value_field import ValueField
from workbench.tui.quick_compositor import QuickCompositor
from workbench.tui.settling import Settling
from workbench.tui.transaction_words import transaction_words
from workbench.tui.widgets.key_bar import KeyBar

JOURNEY = ("connection", "composer", "bytes", "partition")
TITLES = {"connection": "Connection", "composer": "Record", "bytes": "Bytes", "partition": "Partition"}
READ_ONLY = ("bytes", "partition")  # panes without a field: the pane itself takes the cursor


class PaneTabs(Static):
    """On a narrow screen one of the four upper panes shows; this line says which, and a click chooses."""

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self._shown, self._words = JOURNEY[0], ""

    def say(self, words: str) -> None:
        """A sentence beside the tabs, where the panes have no border to say it in."""
        self._words = words
        self.show(self._shown)

    def show(self, pane: str) -> None:
        """Mark the pane that shows."""
        self._shown = pane
        words = Content.styled(f"  {self._words}", "$error") if self._words else Content.styled("   F9 next", "$quiet")
        tabs = [
            Content.styled(f" {TITLES[one]} ", "bold reverse $accent")
            if one == pane
            else Content.from_markup(f"[@click=screen.pane('{one}')] {TITLES[one]} [/]")
            for one in JOURNEY
        ]
        self.update(Content(" ").join(tabs) + words, layout=False)


class Main(Screen[None]):
    """Lays the panes out and carries what one says to the others; each owns what is its own."""

    AUTO_FOCUS = "#key-text"

    class Painted(Message):
        """The screen has been painted for the first time; what takes longer may begin."""

    def __init__(self, session: Session, draft: RecordDraft) -> None:
        # The classes of the first layout stand from the beginning: each one added later styles the whole tree again.
        super().__init__(classes=f"-at-composer {layout_classes(*get_terminal_size())}")
        self._compositor = QuickCompositor()
        self.session = session
        self._first = draft
        self._status: ConnectionStatus | None = None
        self._said_of: RecordDraft | None = None
        self._shown: RecordDraft | None = None
        self._preview: Preview | None = None
        self._settling, self._lost = Settling(), Lost()
        self._schemas = 0
        self._pane = "composer"
        self._painted = False
        self._transaction = ""

    def compose(self) -> ComposeResult:
        yield Static(id="top")
        yield PaneTabs()
        with Horizontal(id="journey"):
            yield Connection(self.session.profile, self.session.settings)
            yield Composer(self._first)
            yield RecordBytes()
            yield PartitionPreview()
        yield Deliveries(self.session.log)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the frame; the preview follows its first paint."""
        self.query_one(PaneTabs).show(self._pane)
        self.query_one(Connection).show_settings(self.session.settings)
        self.set_interval(0.1, self.look)

    @property
    def composer(self) -> Composer:
        """The record composer."""
        return self.query_one(Composer)

    @property
    def deliveries(self) -> Deliveries:
        """The delivery list."""
        return self.query_one(Deliveries)

    def look(self) -> None:
        """Take the connection's latest value; draw only if it is another one."""
        status = self.session.status
        if self._lost.changes(self.session.worker.status.lost, time.monotonic()) or status is not self._status:
            if self._status is None or self._status.state is not status.state:
                self.say("")
            self._status = status
            self.query_one(Connection).show(status, self.session.profile, self._lost.shown)
            self.composer.offer_topics(status.metadata.topics)
            self.show_top()
            self.show_preview()
        elif transaction_words(self.session.log) != self._transaction:
            self._transaction = transaction_words(self.session.log)
            self.show_top()
        elif self.session.serializers.version != self._schemas:
            self.show_preview()
        self._look_at_offsets()
        self._look_at_limit()

    def _look_at_limit(self) -> None:
        """The topic's limit comes a moment after the topic."""
        pane = self.query_one(RecordBytes)
        if not pane.display or pane.anatomy is None or self._shown is None:
            return
        if self.session.topic_limit(self._shown.topic) != pane.anatomy.topic_limit:
            self.show_preview(self._shown)

    def _look_at_offsets(self) -> None:
        """Have them asked for where the placement rests, and put them into their place when they are known."""
        preview, pane = self._preview, self.query_one(PartitionPreview)
        if preview is None or not pane.display:
            return
        topic, landing = preview.draft.topic, preview.landing
        shown = None if landing is None else (topic, landing)
        if self._settling.due(shown, self.session.log.totals.delivered, time.monotonic()):
            self.session.ask_offsets(topic)
        if landing is not None and (known := self.session.offsets(topic).get(landing)) != preview.offsets:
            self._preview = replace(preview, offsets=known)
            pane.show(self._preview)

    def show_top(self) -> None:
        """Cluster and settings in one line."""
        status, narrow = self.session.status, self.has_class("-narrow")
        transaction = transaction_words(self.session.log)
        name = (f" {short(escape(self.session.profile.name), self.size.width // 3)} ", "$foreground on $panel")
        left = Content.assemble((" workbench ", "bold $accent"), name, " ", state_words(status, self._lost.shown))
        right = Content.styled(settings_words(self.session.settings, short=narrow) + " ", "$quiet")
        if transaction:
            left = Content.assemble(left, "  ", (transaction, "reverse $accent"))
        gap = self.size.width - left.cell_length - right.cell_length
        self.query_one("#top", Static).update(Content.assemble(left, " " * gap, right) if gap > 0 else left)

    @on(Composer.Changed)
    def typed(self) -> None:
        """Compose again; nothing to do where the record is the one that is shown."""
        draft = self.composer.draft
        if draft == self._shown:
            return
        if self._shown is None or draft.topic != self._shown.topic:
            self.session.look_at(draft.topic)
        if self._said_of is not None and draft != self._said_of:
            self.say("")
        self.show_preview(draft)

    def say(self, words: str) -> None:
        """A sentence about the record as it stands, such as why it was not sent; it goes when the record changes."""
        self._said_of = self.composer.draft if words else None
        self.composer.say(words)
        self.query_one(PaneTabs).say(words)

    def show_preview(self, draft: RecordDraft | None = None) -> None:
        """Compose what is typed and show it everywhere: sizes, errors, bytes, placement."""
        try:
            composer = self.composer
        except NoMatches:
            return
        self._shown = draft = composer.draft if draft is None else draft
        self._schemas = self.session.serializers.version
        composed = self.session.compose(draft)
        self._preview = preview = self._looked_at(draft, composed)
        partitions, placed = self.session.partitions(draft.topic), placement_line(preview)
        composer.show(
            self._patient(composed), partitions, placed, lambda *asked: known(self.session, draft.topic, *asked)
        )
        self.query_one(PartitionPreview).show(preview)
        self._show_bytes(draft, composed)

    def shown_of(self, draft: RecordDraft) -> ProducerRecord | None:
        """What is on show of this draft, None where that is another one, or no record."""
        preview = self._preview
        return preview.composed.record if preview is not None and preview.draft == draft else None

    def _show_bytes(self, draft: RecordDraft, composed: Composed) -> None:
        """Only where they are seen: naming and reading back takes its time."""
        pane, session = self.query_one(RecordBytes), self.session
        if pane.display:
            topic, producer = session.topic_limit(draft.topic), session.producer_limit
            pane.show(dissect(draft, composed, session.serializer, topic_limit=topic, producer_limit=producer))

    def _looked_at(self, draft: RecordDraft, composed: Composed) -> Preview:
        """With what is known of the place it lands on."""
        session, brokers = self.session, self.session.status.metadata.brokers
        landing = composed.placement.partition if composed.placement else None
        offsets = None if landing is None else session.offsets(draft.topic).get(landing)
        return Preview(draft, composed, session.partitioner, session.topic(draft.topic), brokers, offsets)

    def _patient(self, composed: Composed) -> Composed:
        """While the cluster has yet to answer, a topic that is not known is nobody's error: no red, no line moves."""
        if self.session.status.state is not ConnectionState.CONNECTING:
            return composed
        return replace(composed, errors=tuple(one for one in composed.errors if one.address.part is not Part.TOPIC))

    def on_resize(self, event: events.Resize) -> None:
        """The first time, the frame is painted before anything else."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self.show_top()
        self.show_preview()
        if not self._painted:
            self._painted = True
            self.post_message(self.Painted())

    def action_pane(self, pane: str) -> None:
        """Show one of the upper panes where only one has room. Where three have, the bytes take the place of two."""
        self._pane = pane
        classes = {f"-at-{one}": one == pane for one in JOURNEY}
        if pane != "composer":
            classes["-bytes"] = pane == "bytes"
        self.update_classes(classes)
        self.query_one(PaneTabs).show(pane)
        if self._shown is not None:
            self.call_after_refresh(self.show_preview)  # of the record as it is by then

    def toggle_bytes(self) -> None:
        """The bytes, and back; the cursor leaves only a pane that goes."""
        seen = self.query_one(RecordBytes).display and not self.has_class("-wide")
        back = "composer" if self.has_class("-narrow") else "partition"
        self.action_pane(back if seen else "bytes")
        if not any(self._holds_focus(stop) for stop in ("composer", "deliveries")):
            self.go(self._pane)

    def next_pane(self) -> None:
        """Go to the next pane of the journey, deliveries last."""
        stops = [*JOURNEY, "deliveries"] if self.deliveries.rows.display else [*JOURNEY]
        here = next((stop for stop in stops if self._holds_focus(stop)), stops[-1])
        self.go(stops[(stops.index(here) + 1) % len(stops)])

    def go(self, stop: str) -> None:
        """Show a pane and put the cursor into it."""
        if stop in JOURNEY:
            self.action_pane(stop)
        pane = self.query_one(f"#{stop}")
        if stop in READ_ONLY:
            pane.can_focus = True
            self.call_after_refresh(pane.focus)
            return
        first = next((widget for widget in pane.query("*") if widget.focusable and widget.id != "topic"), None)
        if first is not None:
            self.call_after_refresh(first.focus)

    def on_descendant_focus(self) -> None:
        self.query_one(KeyBar).show(DELIVERY_KEYS if self.focused is self.deliveries.rows else ACTIONS)

    def _holds_focus(self, stop: str) -> bool:
        node: Widget | None = self.focused
        while node is not None:
            if node.id == stop:
                return True
            node = node.parent if isinstance(node.parent, Widget) else None
        return False

    def highlight(self) -> None:
        """Load the grammar now that the first paint is done."""
        for field in self.query(ValueField):
            field.highlight()
