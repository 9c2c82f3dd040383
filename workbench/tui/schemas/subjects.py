"""View 1: the registry's subjects, found by typing, and the schema of the one under the cursor."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from workbench.records.errors import Part
from workbench.schemas.browsing import Browsing, Subject
from workbench.schemas.sources import TYPES
from workbench.serialization.schema import Registered
from workbench.serialization.spec import SerializerSpec
from workbench.tui.actions import Action
from workbench.tui.lab.lines import paragraph
from workbench.tui.lab.sheet import Sheet
from workbench.tui.schemas.subjects_page import found, schema_lines, subject_lines
from workbench.tui.schemas.view import View, waiting


class SubjectsView(View):
    """The cursor stays with its subject while the list is searched or asked for anew."""

    DEFAULT_CSS = """
    SubjectsView #subject-list { width: 2fr; }
    SubjectsView #schema { width: 3fr; }
    """

    keys = (
        Action("move(1)", "↑↓", "Subjects", "The next subject.", "subject"),
        Action("take", "enter", "Use for the value", "The value is serialized with it.", "use for value"),
        Action("use_for_key", "f8", "Use for the key", "The key is serialized with it.", "for key"),
        Action("older", "f6", "Older version", "The version before.", "older"),
        Action("newer", "f7", "Newer version", "The version after.", "newer"),
    )

    class Use(Message):
        """The person wants the key or the value serialized with this."""

        def __init__(self, part: Part, spec: str) -> None:
            super().__init__()
            self.part, self.spec = part, spec

    def __init__(self, browsing: Browsing, topic: str) -> None:
        super().__init__(name="subjects", id="view-subjects")
        self.browsing, self.topic = browsing, topic
        self.search = ""
        self.cursor = ""
        self._version: int | None = None
        self._names: list[str] = []

    def compose(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            with Vertical(id="subject-list", classes="pane") as box:
                box.border_title = "Subjects"
                yield Sheet(id="subject-rows")
            with Vertical(id="schema", classes="pane") as box:
                box.border_title = "Schema"
                yield Sheet(id="schema-text")

    @property
    def subject(self) -> Subject | None:
        """The subject under the cursor, once it is known."""
        made = self.browsing.subject(self.cursor) if self.cursor else None
        return made.value if made else None

    @property
    def version(self) -> int | None:
        """The version on show: the latest, until another one was asked for."""
        subject = self.subject
        if subject is None or not subject.versions:
            return None
        return self._version if self._version in subject.versions else subject.versions[-1]

    def draw(self) -> None:
        rows, text = self.query_one("#subject-rows", Sheet), self.query_one("#schema-text", Sheet)
        if not rows.text_width:
            return
        made = self.browsing.names()
        if made is None or made.value is None:
            rows.show(waiting(made, rows.text_width))
            text.show([])
            return
        self._names = found(made.value, self.search, self.topic)
        if self.cursor not in self._names:
            self.cursor, self._version = (self._names[0], None) if self._names else ("", None)
        none = (
            "no subject has that in its name" if made.value else "the registry holds no subject yet; F4 registers one"
        )
        lines = subject_lines(self._names, self.cursor, self.topic, rows.text_width)
        index = self._names.index(self.cursor) if self.cursor else None
        rows.show(lines or paragraph(none, rows.text_width, "quiet"), reveal=index)
        self._draw_schema(text)

    def _draw_schema(self, text: Sheet) -> None:
        if not self.cursor or self.version is None:
            text.show(waiting(self.browsing.subject(self.cursor), text.text_width) if self.cursor else [])
            return
        made = self.browsing.schema(self.cursor, self.version)
        if made is None or made.value is None:
            text.show(waiting(made, text.text_width))
        else:
            text.show(schema_lines(made.value, self.subject, text.text_width))

    def move(self, by: int) -> None:
        if self._names:
            here = self._names.index(self.cursor) if self.cursor in self._names else 0
            self._go(self._names[(here + by) % len(self._names)])

    def _go(self, name: str) -> None:
        self.cursor, self._version = name, None
        self.query_one("#schema-text", Sheet).top = 0
        self.redraw()

    def turn(self, by: int) -> None:
        self.query_one("#schema-text", Sheet).page(by)

    def step(self, by: int) -> None:
        subject, version = self.subject, self.version
        if subject is not None and version is not None:
            place = subject.versions.index(version) + by
            self._version = subject.versions[max(0, min(place, len(subject.versions) - 1))]
            self.query_one("#schema-text", Sheet).top = 0
            self.redraw()

    def take(self) -> None:
        self.use(Part.VALUE)

    def use(self, part: Part) -> None:
        """Say that the key or the value is to be serialized with what is on show."""
        if self.version is None:
            return
        made = self.browsing.schema(self.cursor, self.version)
        if made is not None and made.value is not None:
            latest = self.subject is not None and self.version == self.subject.versions[-1]
            self.post_message(self.Use(part, spec_for(made.value, self.topic, part, latest=latest)))

    @on(Sheet.Clicked, "#subject-rows")
    def _clicked(self, event: Sheet.Clicked) -> None:
        event.stop()
        if event.line < len(self._names):
            self._go(self._names[event.line])
            if event.times == 2:
                self.take()


def spec_for(registered: Registered, topic: str, part: Part, *, latest: bool) -> str:
    """The serializer's spec: the family alone where the topic's own subject and its latest version are meant."""
    family = next(name for name, kind in TYPES.items() if kind is registered.schema.type)
    own = registered.subject == f"{topic}-{part}"
    return str(
        SerializerSpec(family).having(
            subject="" if own else registered.subject, version="" if latest else str(registered.version)
        )
    )
