"""Deliveries to a file: its kind and its path, how far it is, and a way to stop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from workbench.delivery.export import Exported, ExportError, ExportKind, export
from workbench.delivery.log import DeliveryLog
from workbench.records.escape import escape
from workbench.tui.figures import plural
from workbench.tui.screens.pick import Option
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.path_suggester import PathSuggester

if TYPE_CHECKING:
    from workbench.delivery.views import Numbers

NAME = "deliveries"
KINDS = (
    Option(ExportKind.JSON_LINES.value, "the fields of `send`, and number, time and key", name="JSON lines"),
    Option(ExportKind.CSV.value, 'null is empty, an empty text is ""; = + - @ get an apostrophe', name="CSV"),
)


class Export(ModalScreen[None]):
    """Writes the rows that are given; closes once they are written, or with Escape, which stops."""

    CSS = """
    Export { align: center middle; background: $background 60%; }
    Export > Vertical {
        width: 76; max-width: 100%; height: auto; background: $surface; padding: 1 2;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $quiet;
    }
    Export Horizontal { height: 1; margin-bottom: 1; }
    Export .label { width: 6; color: $quiet; }
    Export LineInput { width: 1fr; background: $field; }
    Export #export-note { height: auto; min-height: 2; color: $quiet; }
    Export #export-note.-wrong { color: $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]

    def __init__(self, log: DeliveryLog, numbers: Numbers, what: str) -> None:
        """`what` says which rows they are, such as `that match`."""
        super().__init__()
        self._log, self._numbers, self._what = log, numbers, what
        self._done = 0
        self._is_writing = self._is_stopped = False
        self._may_replace = ""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = f"Export {plural(len(self._numbers), 'delivery').replace('deliverys', 'deliveries')}"
            box.border_title += f" {self._what}"
            box.border_subtitle = "Enter writes · Tab goes on · Esc back"
            with Horizontal():
                yield Static("path", classes="label")
                yield LineInput(f"{NAME}.{ExportKind.JSON_LINES.value}", id="export-path")
            with Horizontal():
                yield Static("kind", classes="label")
                yield Choice("Kind of file", KINDS, ExportKind.JSON_LINES.value, id="export-kind")
            yield Static(self._about, id="export-note", markup=False)

    def on_mount(self) -> None:
        """The cursor before the ending of the path."""
        field = self.query_one(LineInput)
        field.suggester = PathSuggester()
        field.focus()
        field.cursor_position = len(NAME)
        self.set_interval(0.1, self._say_progress)

    @property
    def _about(self) -> str:
        return "One line each, in the order of the list; the file is for you alone (mode 0600)."

    @on(Choice.Changed)
    def _end_as_the_kind(self, event: Choice.Changed) -> None:
        """The path ends as its kind does, unless it was given another ending."""
        field = self.query_one(LineInput)
        for kind in ExportKind:
            if field.value.endswith(f".{kind.value}"):
                field.value = f"{field.value.removesuffix(kind.value)}{event.value}"
                return

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._may_replace and not self._is_writing:
            self._may_replace = ""
            self._say(self._about)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if not self._is_writing:
            self._write(self.query_one(LineInput).value.strip())

    @work(group="export")
    async def _write(self, path: str) -> None:
        if not path:
            self._say("a path is missing, such as deliveries.csv", wrong=True)
            return
        self._is_writing, self._is_stopped, self._done = True, False, 0
        kind = ExportKind(self.query_one(Choice).value)
        try:
            done = await asyncio.to_thread(self._export, path, kind)
        except ExportError as error:
            self._may_replace = path if error.exists else ""
            self._say(f"{error}{'; Enter again replaces it' if error.exists else ''}", wrong=True)
        else:
            self._finish(done, path)
        finally:
            self._is_writing = False

    def _export(self, path: str, kind: ExportKind) -> Exported:
        return export(
            self._log,
            self._numbers,
            path,
            kind,
            replace=path == self._may_replace,
            progress=self._progress,
            is_stopped=lambda: self._is_stopped,
        )

    def _progress(self, rows: int) -> None:
        self._done = rows

    def _finish(self, done: Exported, path: str) -> None:
        if done.stopped:
            self._say("Stopped: no file was written. Enter begins anew.")
            return
        gone = f" {done.gone:,} had left the list meanwhile." if done.gone else ""
        self.app.notify(f"{done.rows:,} rows written to {escape(path)}.{gone}", markup=False)
        if self.is_current:
            self.dismiss(None)

    def _say_progress(self) -> None:
        if self._is_writing and not self._is_stopped:
            self._say(f"{self._done:,} of {len(self._numbers):,} rows written … Esc stops")

    def _say(self, words: str, *, wrong: bool = False) -> None:
        note = self.query_one("#export-note", Static)
        note.set_class(wrong, "-wrong")
        note.update(words)

    def action_leave(self) -> None:
        """Stop writing; else go back."""
        if self._is_writing:
            self._is_stopped = True
        else:
            self.dismiss(None)
