"""View 3: registering, an act of its own: what would be made and the registry's verdict first, then F9."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from textual import on, work
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from workbench.records.errors import Unserializable
from workbench.records.escape import escape
from workbench.schemas.browsing import Browsing, Subject
from workbench.schemas.fetched import Fetched, Made
from workbench.schemas.local import local_source
from workbench.serialization.compatibility import Incompatibility, check
from workbench.serialization.schema import Schema
from workbench.serialization.spec import SerializerSpec
from workbench.tui.actions import Action
from workbench.tui.lab.lines import EMPTY, Line, paragraph
from workbench.tui.lab.sheet import Sheet
from workbench.tui.schemas.register_page import intent_lines, question, schema_text, verdict_lines
from workbench.tui.schemas.subjects_page import level_words
from workbench.tui.schemas.view import View, refusal, waiting
from workbench.tui.widgets.line_input import LineInput

FAMILIES = {".avsc": "avro", ".proto": "protobuf", ".json": "json-schema"}
Words: TypeAlias = Callable[[int], list[Line]]
"""What is said above all else, in lines of a width."""

ASKED = "Type the file of a schema: .avsc, .json (JSON Schema) or .proto. Nothing is registered before F9, twice."


def spec_of_file(path: str) -> str:
    """The serializer that reads such a file; empty where its name does not tell."""
    suffix = "." + path.rpartition(".")[2].lower() if "." in path else ""
    family = FAMILIES.get(suffix, "")
    return str(SerializerSpec(family).having(schema=path)) if family else ""


class RegisterView(View):
    """Shows subject, compatibility and verdict for what is typed. F9 asks once more, then registers."""

    DEFAULT_CSS = """
    RegisterView .row { height: 1; padding: 0 1; }
    RegisterView Label { width: 10; color: $quiet; }
    RegisterView LineInput { width: 1fr; background: $field; }
    RegisterView LineInput:focus { background: $panel; }
    """

    keys = (
        Action("register", "f9", "Register", "Asks; F9 once more registers what is shown.", "register"),
        Action("next_field", "tab", "File and subject", "From the file to the subject, and back.", "file and subject"),
    )

    def __init__(self, browsing: Browsing, subject: str, path: str, forget: Callable[[], None]) -> None:
        """`forget`: called once the registry took a schema; what it said before may be old."""
        super().__init__(name="register", id="view-register")
        self.browsing, self._forget = browsing, forget
        self._first = subject, path
        self._files: Fetched[str, Schema] = Fetched(lambda spec, _before: (_schema(spec), 1.0))
        self._asked: tuple[str, Schema] | None = None
        self._said: Words | None = None
        self._making = False

    def compose(self) -> ComposeResult:
        subject, path = self._first
        with Horizontal(classes="row"):
            yield Label("file")
            yield LineInput(path, placeholder="schemas/order.avsc", id="register-file")
        with Horizontal(classes="row"):
            yield Label("subject")
            yield LineInput(subject, placeholder="orders-value", id="register-subject")
        with Vertical(classes="pane") as box:
            box.border_title = "What would be registered"
            yield Sheet(id="register-text")

    def on_unmount(self) -> None:
        """No file is read on."""
        self._files.close()

    @property
    def arrived(self) -> int:
        """Counts up when a file was read."""
        return self._files.arrived

    @property
    def subject(self) -> str:
        """The subject as typed."""
        return self.query_one("#register-subject", Input).value.strip()

    @property
    def path(self) -> str:
        """The file as typed."""
        return self.query_one("#register-file", Input).value.strip()

    def draw(self) -> None:
        sheet = self.query_one("#register-text", Sheet)
        if sheet.text_width:
            said = [*self._said(sheet.text_width), EMPTY] if self._said else []
            sheet.show([*said, *self._lines(sheet.text_width)])

    def turn(self, by: int) -> None:
        self.query_one("#register-text", Sheet).page(by)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._asked = self._said = None
        self.redraw()

    def stop(self) -> bool:
        """Take a question back."""
        was_asked, self._asked = self._asked is not None, None
        if was_asked:
            self._say(None)
        return was_asked

    def _file(self) -> Made[Schema] | None:
        return self._files.get(spec_of_file(self.path))

    def _lines(self, width: int) -> list[Line]:
        if not self.path:
            return paragraph(ASKED, width, "quiet")
        if not spec_of_file(self.path):
            return paragraph("✗ the name does not tell what kind of schema it is; valid: .avsc, .json, .proto", width)
        made = self._file()
        if made is None or made.value is None:
            return waiting(made, width)
        if not self.subject:
            return paragraph("✗ no subject is given; valid: such as orders-value", width, "other")
        return [*self._intent(made.value, width), *schema_text(made.value, width)]

    def _intent(self, schema: Schema, width: int) -> list[Line]:
        names = self.browsing.names()
        if names is None or names.value is None:
            return waiting(names, width)
        if self.subject not in names.value:
            return intent_lines(self.subject, None, "with nothing yet: any schema may be the first", width)
        subject = self.browsing.subject(self.subject)
        if subject is None or subject.value is None:
            return waiting(subject, width)
        present = self.browsing.present(self.subject, schema)
        version = present.value or 0 if present else 0
        lines = intent_lines(self.subject, subject.value, level_words(subject.value.level), width, version)
        return lines if version else [*lines, *self._verdict_lines(subject.value, schema, width)]

    def _verdict_lines(self, subject: Subject, schema: Schema, width: int) -> list[Line]:
        verdict = self.browsing.verdict(self.subject, schema)
        if verdict is None or verdict.value is None:
            return [EMPTY, *waiting(verdict, width)]
        return verdict_lines(verdict.value, self._ours(schema, subject), width)

    def _ours(self, schema: Schema, subject: Subject) -> tuple[Incompatibility, ...]:
        """Each incompatible change by its place; some registries only say no."""
        made = [self.browsing.schema(subject.name, version) for version in subject.versions]
        older = [one.value.schema for one in made if one and one.value and one.value.schema.type is schema.type]
        try:
            return check(schema, older, subject.level)
        except Unserializable:
            return ()

    def register(self) -> None:
        """The first time asks, the second time registers, if it is still the same."""
        made = self._file() if spec_of_file(self.path) else None
        if self._making:
            return
        if made is None or made.value is None or not self.subject:
            self._say(_words("✗ there is nothing to register yet", "other"))
        elif self._asked != (wanted := (self.subject, made.value)):
            self._asked = wanted
            self._say(_words(*question(self.subject, self._is_refused(made.value))))
        else:
            self._asked, self._making = None, True
            self._say(_words("… registering", "quiet"))
            self._register(self.app, *wanted)

    def _is_refused(self, schema: Schema) -> bool:
        verdict = self.browsing.verdict(self.subject, schema)
        return verdict is not None and verdict.value is not None and not verdict.value.is_compatible

    @work(thread=True, exit_on_error=False)
    def _register(self, app: App[object], subject: str, schema: Schema) -> None:
        outcome: int | Unserializable
        try:
            outcome = self.browsing.registry.register(subject, schema)
        except Unserializable as refused:
            outcome = refused
        app.call_later(self._registered, app, subject, outcome)

    def _registered(self, app: App[object], subject: str, outcome: int | Unserializable) -> None:
        self._making = False
        self._forget()
        if isinstance(outcome, Unserializable):
            self._conclude(app, str(outcome), lambda width: refusal(outcome, width))
            return
        words = f"✓ registered under {escape(subject)}, schema id {outcome}"
        self._conclude(app, words, _words(words, "same"))

    def _conclude(self, app: App[object], words: str, lines: Words) -> None:
        """Say how it went, also to somebody who has left."""
        if self.is_attached and self.screen.is_current:
            self._say(lines)
        else:
            app.notify(words, markup=False)

    def _say(self, words: Words | None) -> None:
        self._said = words
        self.query_one("#register-text", Sheet).top = 0
        self.redraw()


def _words(text: str, style: str) -> Words:
    return lambda width: paragraph(text, width, style)


def _schema(spec: str) -> Schema:
    """The file's schema. Raises Unserializable; so it does where the text is no schema at all."""
    source = local_source(SerializerSpec.parse(spec))
    assert source.schema is not None  # the three families have one
    return source.schema
