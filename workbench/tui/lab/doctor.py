"""View 2: the key doctor, the other way in which two services miss each other."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from workbench.lab.doctor import KeyForm, examine
from workbench.records.draft import Presence
from workbench.records.errors import Unplaceable
from workbench.tui.actions import Action
from workbench.tui.lab.doctor_page import detail_lines, form_lines, head_line, read_ids, verdict_lines
from workbench.tui.lab.inquiry import Inquiry
from workbench.tui.lab.lines import Line, paragraph
from workbench.tui.lab.sheet import Sheet
from workbench.tui.lab.view import View
from workbench.tui.widgets.line_input import LineInput


class DoctorView(View):
    """Examines what is typed, at each key stroke."""

    DEFAULT_CSS = """
    DoctorView #diagnosis { height: 3; padding: 0 1; background: $background; }
    DoctorView #ids { height: 1; }
    DoctorView #ids Label { color: $quiet; width: auto; padding: 0 1 0 0; }
    DoctorView #schema-ids { width: 12; background: $field; }
    DoctorView #schema-ids:focus { background: $panel; }
    DoctorView #form-page { height: 5; border-top: solid $line; }
    """

    keys = (Action("move(1)", "↑↓", "Forms", "The next form.", "form"),)

    def __init__(self) -> None:
        super().__init__(name="doctor", id="view-doctor")
        self._forms: tuple[KeyForm, ...] = ()
        self._cursor = 0
        self._refusal = ""
        self._asked: Inquiry | None = None

    def compose(self) -> ComposeResult:
        yield Sheet(id="diagnosis")
        with Vertical(classes="pane") as box:
            box.border_title = "The same text in other bytes"
            with Horizontal(id="ids"):
                yield Label("Avro schema ids, this and the previous one")
                yield LineInput("2,1", id="schema-ids")
            yield Sheet(id="forms")
            yield Sheet(id="form-page")

    def show(self, asked: Inquiry) -> None:
        self._asked = asked
        self._forms = self._examined(asked)
        self._draw()

    def _examined(self, asked: Inquiry) -> tuple[KeyForm, ...]:
        self._refusal = ""
        ids = read_ids(self.query_one("#schema-ids", Input).value)
        if asked.partitions is None or ids is None or asked.draft.presence is not Presence.TEXT:
            return ()
        try:
            return examine(asked.draft.text, asked.serializer, asked.partitioner, asked.partitions, ids)
        except Unplaceable as error:
            self._refusal = str(error)
            return ()

    def on_resize(self) -> None:
        """The bytes follow the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        band, rows, detail = (self.query_one(f"#{one}", Sheet) for one in ("diagnosis", "forms", "form-page"))
        if not rows.size.width or self._asked is None:
            return
        if not self._forms:
            band.show(self._why_none(self._asked, band.text_width))
            rows.show([])
            detail.show([])
            return
        self._cursor = min(self._cursor, len(self._forms) - 1)
        width = rows.text_width
        band.show(verdict_lines(self._forms, band.text_width))
        rows.show(form_lines(self._forms, self._cursor, width), [head_line(width)], reveal=self._cursor)
        detail.show(detail_lines(self._forms[self._cursor], detail.text_width))

    def _why_none(self, asked: Inquiry, width: int) -> list[Line]:
        if asked.draft.presence is not Presence.TEXT:
            words = f"The key is {asked.draft.presence}: there is no text to write in other forms. ^T makes it text."
        elif read_ids(self.query_one("#schema-ids", Input).value) is None:
            words = "Schema ids are two whole numbers, as in 2,1: this version's and the previous one's."
        else:
            words = self._refusal or "No form can be placed yet."
        return paragraph(words, width, "any")

    def scroll_facts(self, by: int) -> None:
        self.query_one("#form-page", Sheet).move(by)

    def move(self, by: int) -> None:
        if self._forms:
            self._cursor = (self._cursor + by) % len(self._forms)
            self._draw()

    def turn(self, by: int) -> None:
        self.query_one("#forms", Sheet).page(by)

    def _examine_again(self) -> None:
        """Other schema ids."""
        if self._asked is not None:
            self.show(self._asked)

    @on(Input.Changed, "#schema-ids")
    def _ids_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._examine_again()

    @on(Sheet.Clicked, "#forms")
    def _clicked(self, event: Sheet.Clicked) -> None:
        event.stop()
        self._cursor = event.line
        self._draw()
