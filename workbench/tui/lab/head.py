"""The lab's first lines: topic, partition count, client, and the key, which is the composer's key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label

from workbench.lab.choosing import shown_name
from workbench.records.draft import FieldDraft
from workbench.records.escape import escape
from workbench.session import Session
from workbench.tui.client_options import client_options
from workbench.tui.figures import plural, short
from workbench.tui.lab.inquiry import Inquiry
from workbench.tui.panes.field import Field
from workbench.tui.screens.pick import Option
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.words import Words

WHOLE_TITLE = 48
"""Cells from which the screen says its whole name."""


class LabHead(Vertical):
    """Holds what is asked; what is typed here is carried back to the composer when the lab is left."""

    DEFAULT_CSS = """
    LabHead { height: 3; }
    LabHead Horizontal { height: 1; }
    LabHead #lab-title { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    LabHead Label { width: auto; color: $quiet; padding: 0 1; }
    LabHead #lab-count { width: 8; background: $field; }
    LabHead #lab-count:focus { background: $panel; }
    LabHead #lab-client { max-width: 30; margin: 0 1 0 0; }
    LabHead Field { layout: horizontal; height: 1; padding: 0 1; }
    LabHead Field > Horizontal { width: 39; }
    LabHead Field .label { width: 5; padding: 0; }
    LabHead Field LineInput { width: 1fr; background: $field; margin: 0 0 0 2; }
    LabHead Field LineInput:focus { background: $panel; }
    LabHead Field .note, LabHead Field .rest { display: none; }
    LabHead #lab-note { height: 1; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, key: FieldDraft, session: Session) -> None:
        super().__init__()
        self._key, self._session = key, session

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Words(id="lab-title")
            yield Label("as if")
            yield LineInput(id="lab-count", placeholder="count")
            yield Label("client")
            yield Choice("client", self._clients, self._session.settings.partitioner, id="lab-client", shown=shown_name)
        yield Field("key", self._key)
        yield Words(id="lab-note")

    def _clients(self) -> tuple[Option, ...]:
        return client_options(self._session.settings.partitioner)

    @property
    def key(self) -> FieldDraft:
        """The key as it stands."""
        return self.query_one(Field).draft

    @property
    def count(self) -> str:
        """The partition count as typed; empty for the topic's own."""
        return self.query_one("#lab-count", Input).value

    def show(self, asked: Inquiry, said: str) -> None:
        """The topic, and under the key what is wrong with it, or else what was said."""
        self.query_one("#lab-client", Choice).value = self._session.settings.partitioner
        self.query_one("#lab-title", Words).say(title(asked, self.query_one("#lab-title").size.width))
        words = f"✗ {asked.problem}" if asked.problem else said
        note = Content.styled(words, "$error" if words.startswith("✗") else "$success")
        self.query_one("#lab-note", Words).say(note)

    def step_presence(self) -> None:
        """Text, empty, null, text."""
        self.query_one(Field).step_presence()


def title(asked: Inquiry, width: int) -> Content:
    """The topic and how many partitions the keys are placed over."""
    if asked.partitions is None:
        count = " · partitions not known"
    else:
        count = f" · {'as if ' if asked.as_if else ''}{plural(asked.partitions, 'partition')}"
    down = " · ✗ cluster down" if asked.down else ""
    lab = " Partition lab " if width >= WHOLE_TITLE else " Lab "
    name = short(escape(asked.topic_name) or "no topic", max(6, width - len(lab) - len(count + down) - 1))
    return Content.assemble((lab, "bold $accent"), f" {name}", (count, "$quiet"), (down, "$error"))
