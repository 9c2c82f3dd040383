"""View 2: the value that is about to be sent, as consumers on every version of its subject read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from workbench.compose import Composed
from workbench.records.draft import RecordDraft
from workbench.records.errors import Part, Pending, Unserializable
from workbench.schemas.browsing import Browsing
from workbench.schemas.sources import TYPES
from workbench.schemas.subjects import subject_of
from workbench.serialization.compatibility import Incompatibility, incompatibilities
from workbench.serialization.schema import Registered, Schema
from workbench.serialization.serializer import Evolving, Find, Serializer
from workbench.serialization.spec import SerializerSpec
from workbench.tui.actions import Action
from workbench.tui.lab.lines import Line, paragraph
from workbench.tui.lab.sheet import Sheet
from workbench.tui.schemas.evolution_page import Reading, reading_lines, version_lines
from workbench.tui.schemas.lost import lost
from workbench.tui.schemas.view import View, waiting

MOST = 30
"""Versions that are read at once, the latest ones."""

NO_SUBJECT = (
    "The value's serializer has no subject in the registry, so there are no other versions. Choose avro, json-schema "
    "or protobuf for the value, or Enter on a subject (F2)."
)


class EvolutionView(View):
    """Reads with all versions at once; the cursor chooses which result is on show."""

    DEFAULT_CSS = """
    EvolutionView #versions { width: 2fr; }
    EvolutionView #reading { width: 3fr; }
    """

    keys = (Action("move(1)", "↑↓", "Versions", "The consumer's version.", "version"),)

    def __init__(self, browsing: Browsing, find: Find, draft: RecordDraft, composed: Composed) -> None:
        super().__init__(name="evolution", id="view-evolution")
        self.browsing, self.find = browsing, find
        self.draft, self.composed = draft, composed
        self._cursor = 0
        self._readings: list[Reading] = []

    def compose(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            with Vertical(id="versions", classes="pane") as box:
                box.border_title = "Consumers on"
                yield Sheet(id="version-rows")
            with Vertical(id="reading", classes="pane") as box:
                box.border_title = "The value, read"
                yield Sheet(id="reading-text")

    def draw(self) -> None:
        rows, text = self.query_one("#version-rows", Sheet), self.query_one("#reading-text", Sheet)
        if not rows.text_width:
            return
        self._readings, said = [], self._why_none(rows.text_width)
        if not said:
            self._readings, said = self._read(rows.text_width)
            said = said or waiting(None, rows.text_width)
        if not self._readings:
            rows.show(said)
            text.show([])
            return
        numbers = [one.version for one in self._readings]
        if self._cursor not in numbers:
            self._cursor = numbers[0]
        at = numbers.index(self._cursor)
        rows.show(version_lines(self._readings, self._cursor, rows.text_width), reveal=at)
        text.show(reading_lines(self._readings[at], text.text_width))

    def _why_none(self, width: int) -> list[Line]:
        composed = self.composed
        if not composed.value_known:
            return paragraph("The value cannot be serialized yet; its error stands beside it.", width, "any")
        if not composed.value:
            return paragraph("A null or empty value has no schema: every consumer gets null, or no bytes.", width)
        return [] if self._subject() else paragraph(NO_SUBJECT, width, "quiet")

    def _subject(self) -> str:
        try:
            spec = SerializerSpec.parse(self.draft.value.serializer)
            if spec.name not in TYPES or spec["schema"] or (spec["id"] and not spec["subject"]):
                return ""
            return subject_of(spec, self.draft.topic, Part.VALUE)
        except Unserializable:
            return ""

    def _read(self, width: int) -> tuple[list[Reading], list[Line]]:
        made = self.browsing.subject(self._subject())
        if made is None or made.value is None:
            return [], waiting(made, width)
        readings = [*self._of(made.value.name, made.value.versions[-MOST:][::-1])]
        own = next((one.text for one in readings if one.is_own), "")
        return [replace(one, lost=lost(own, one.text)) if own and one.text else one for one in readings], []

    def _of(self, subject: str, versions: tuple[int, ...]) -> Iterator[Reading]:
        spec = SerializerSpec.parse(self.draft.value.serializer)
        try:
            writer = self.find(self.draft.value.serializer, self.draft.topic, Part.VALUE)
        except Unserializable:
            return
        own = int(spec["version"]) if spec["version"].isdecimal() else versions[0]
        made = self.browsing.schema(subject, own)
        written = made.value if made else None
        for version in versions:
            reader = str(spec.having(subject=subject, strategy="", version=str(version), id=""))
            yield self._reading(version, reader, writer, written, own == version)

    def _reading(
        self, version: int, spec: str, writer: Serializer, written: Registered | None, is_own: bool
    ) -> Reading:
        made = self.browsing.schema(self._subject(), version)
        schema = made.value.schema if made and made.value else None
        against = _both(schema, written.schema) if schema and written else (None, None)
        try:
            reader = self.find(spec, self.draft.topic, Part.VALUE)
            text = reader.read(self.composed.value or b"", writer) if isinstance(reader, Evolving) else ""
        except Pending:
            return Reading(version, is_own=is_own, is_pending=True)
        except Unserializable as error:
            words = "\n".join(str(problem.at(Part.VALUE).words) for problem in error.problems)
            return Reading(version, "", words, *against, is_own)
        return Reading(version, text, "", *against, is_own)

    def move(self, by: int) -> None:
        numbers = [one.version for one in self._readings]
        if numbers:
            self._cursor = numbers[(numbers.index(self._cursor) + by) % len(numbers)]
            self.query_one("#reading-text", Sheet).top = 0
            self.redraw()

    def turn(self, by: int) -> None:
        self.query_one("#reading-text", Sheet).page(by)

    @on(Sheet.Clicked, "#version-rows")
    def _clicked(self, event: Sheet.Clicked) -> None:
        event.stop()
        if event.line < len(self._readings):
            self._cursor = self._readings[event.line].version
            self.redraw()


Against: TypeAlias = tuple[Incompatibility, ...] | None


def _both(reader: Schema, own: Schema) -> tuple[Against, Against]:
    """What keeps the version from reading all that the value's own schema writes, and the other way round."""
    try:
        return incompatibilities(reader, own), incompatibilities(own, reader)
    except Unserializable:
        return None, None
