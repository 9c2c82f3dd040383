"""The journal: what was sent in this session and before it, and what can be done about what nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from workbench.delivery.books import BooksError
from workbench.records.escape import escape
from workbench.session import Session
from workbench.tui.figures import plural
from workbench.tui.journal_lines import head_line, send_detail, send_rows
from workbench.tui.lab.lines import Line, paragraph
from workbench.tui.lab.sheet import Sheet
from workbench.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from workbench.delivery.journal.sends import Sent, SentRecord

KEYS = "Esc back · k check · r send the rest · d dismiss · o open ones · / topic"
LOOK_EVERY = 1.0
MOST_RECORDS = 500


class JournalScreen(ModalScreen[None]):
    """Reads in the background; what it does to a send is done in a thread too, one after the other."""

    AUTO_FOCUS = "#journal-rows"
    CSS = """
    JournalScreen { align: center middle; background: $background 60%; }
    JournalScreen > Vertical {
        width: 100%; max-width: 160; height: 94%; background: $surface; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $quiet;
    }
    JournalScreen LineInput { background: $field; display: none; }
    JournalScreen LineInput.-on { display: block; }
    JournalScreen #journal-rows { height: 2fr; }
    JournalScreen #journal-detail { height: 3fr; border-top: solid $line; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Records up", show=False),
        Binding("pagedown", "page(1)", "Records down", show=False),
        Binding("k", "check", "Check on the broker", show=False),
        Binding("r", "go_on", "Send the rest", show=False),
        Binding("d", "dismiss_send", "Dismiss", show=False),
        Binding("o", "open_ones", "Open ones alone, or all", show=False),
        Binding("slash", "search", "Search", show=False),
    ]

    class Read(Message):
        """What the journal holds now, and the chosen send's records."""

        def __init__(self, sends: tuple[Sent, ...], records: tuple[SentRecord, ...], of: int | None) -> None:
            super().__init__()
            self.sends, self.records, self.of = sends, records, of

    class Said(Message):
        """A sentence about what was asked for."""

        def __init__(self, words: str, style: str = "plain") -> None:
            super().__init__()
            self.words, self.style = words, style

    def __init__(self, session: Session, *, only_open: bool = False, words: str = "") -> None:
        super().__init__()
        self.session = session
        self._only_open = only_open
        self._sends: tuple[Sent, ...] | None = None
        self._records: tuple[int | None, tuple[SentRecord, ...]] = (None, ())
        self._chosen: int | None = None
        self._said: JournalScreen.Said | None = self.Said(words, "any") if words else None
        self._stopped = Event()

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title, box.border_subtitle = "Journal", KEYS
            yield LineInput(placeholder="a topic's whole name", id="journal-topic")
            yield Sheet(id="journal-rows")
            yield Sheet(id="journal-detail")

    def on_mount(self) -> None:
        """Read, and look again once a second: sends are under way."""
        self.query_one("#journal-rows").can_focus = True
        self.set_interval(LOOK_EVERY, self.read_again)
        self.read_again()

    def on_unmount(self) -> None:
        """A look at a topic ends."""
        self._stopped.set()

    def on_resize(self) -> None:
        """Other columns."""
        self.call_after_refresh(self._draw)

    @property
    def chosen(self) -> Sent | None:
        """The send under the cursor."""
        return next((sent for sent in self._sends or () if sent.number == self._chosen), None)

    def read_again(self) -> None:
        """Have the journal read as it is now."""
        self._read(self.query_one("#journal-topic", Input).value.strip(), self._chosen, self._only_open)

    @work(thread=True, exclusive=True, exit_on_error=False, group="journal-read")
    def _read(self, topic: str, chosen: int | None, only_open: bool) -> None:
        from workbench.delivery.journal.history import Wanted, find_records, find_sends

        assert self.session.journal is not None
        path = self.session.journal.settings.path
        try:
            sends = self._open_sends(chosen) if only_open else find_sends(path, Wanted(topic=topic))
            number = chosen if any(sent.number == chosen for sent in sends) else sends[0].number if sends else None
            records = () if number is None else find_records(path, Wanted(), number, most=MOST_RECORDS)[::-1]
        except BooksError as error:
            self.post_message(self.Said(str(error), "other"))
            return
        self.post_message(self.Read(sends, records, number))

    def _open_sends(self, chosen: int | None) -> tuple[Sent, ...]:
        """Those that are open; the chosen one stays there when it no longer is."""
        from workbench.delivery.journal.history import one_send

        assert self.session.journal is not None
        sends = self.session.journal.open_sends()
        if chosen is None or any(sent.number == chosen for sent in sends):
            return sends
        kept = one_send(self.session.journal.settings.path, chosen)
        return tuple(sorted((*sends, kept), key=lambda sent: -sent.number))

    @on(Read)
    def _came(self, event: Read) -> None:
        self._sends, self._records = event.sends, (event.of, event.records)
        numbers = [sent.number for sent in event.sends]
        if self._chosen not in numbers:
            self._chosen = numbers[0] if numbers else None
        self._draw()

    @on(Said)
    def _say(self, event: Said) -> None:
        self._said = event
        self._draw()
        self.read_again()

    def _draw(self) -> None:
        rows, detail = self.query_one("#journal-rows", Sheet), self.query_one("#journal-detail", Sheet)
        if not rows.text_width:
            return
        sends, chosen = self._sends or (), self.chosen
        at = next((index for index, sent in enumerate(sends) if sent.number == self._chosen), None)
        rows.show(send_rows(sends, self._chosen, rows.text_width), [head_line(rows.text_width)], at)
        said = [] if self._said is None else paragraph(self._said.words, detail.text_width, self._said.style)
        detail.show([*said, *self._detail(chosen, detail.text_width)])

    def _detail(self, chosen: Sent | None, width: int) -> list[Line]:
        if chosen is None:
            words = "…" if self._sends is None else "Nothing is open." if self._only_open else "Nothing was sent yet."
            return paragraph(words, width, "quiet")
        of, records = self._records
        return send_detail(chosen, records if of == chosen.number else (), width)

    def action_move(self, by: int) -> None:
        """The send before or after."""
        numbers = [sent.number for sent in self._sends or ()]
        if self._chosen in numbers:
            at = numbers.index(self._chosen) + by
            self._choose(numbers[max(0, min(at, len(numbers) - 1))])

    def _choose(self, number: int) -> None:
        if number != self._chosen:
            self._chosen, self._said = number, None
            self.query_one("#journal-detail", Sheet).top = 0
            self._draw()
            self.read_again()

    def action_page(self, by: int) -> None:
        """Scroll the records."""
        self.query_one("#journal-detail", Sheet).page(by)

    @on(Sheet.Clicked, "#journal-rows")
    def _clicked(self, event: Sheet.Clicked) -> None:
        event.stop()
        if self._sends and event.line < len(self._sends):
            self._choose(self._sends[event.line].number)

    def action_open_ones(self) -> None:
        """Those about which there is something to decide, or all."""
        self._only_open, self._said = not self._only_open, None
        self.read_again()

    def action_search(self) -> None:
        """Type a topic."""
        field = self.query_one("#journal-topic", LineInput)
        field.add_class("-on")
        field.focus()

    @on(Input.Changed)
    @on(Input.Submitted)
    def _searched(self, event: Input.Changed | Input.Submitted) -> None:
        event.stop()
        if isinstance(event, Input.Submitted):
            self.query_one("#journal-rows").focus()
        self._only_open = False
        self.read_again()

    def action_leave(self) -> None:
        """From the search to the list, then away."""
        field = self.query_one("#journal-topic", LineInput)
        if field.has_focus:
            self.query_one("#journal-rows").focus()
        else:
            self.dismiss(None)

    def action_check(self) -> None:
        """Look on the broker for what is unknown."""
        self._act("… looking on the broker", self._check)

    def action_go_on(self) -> None:
        """Look, then hand over what is left: what was not found, and what was never handed over."""
        self._act("… reading what is left", self._go_on)

    def action_dismiss_send(self) -> None:
        """Leave it as it is."""
        self._act("…", self._dismiss)

    def _act(self, words: str, act: Callable[[Sent], str]) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._said = self.Said(words, "quiet")
            self._draw()
            self._do(act, chosen)

    @work(thread=True, exit_on_error=False, group="journal-act")
    def _do(self, act: Callable[[Sent], str], sent: Sent) -> None:
        from workbench.clusters.reading import ReadError

        try:
            self.post_message(self.Said(act(sent), "same"))
        except (BooksError, ReadError) as error:
            self.post_message(self.Said(f"✗ {escape(str(error))}", "other"))

    def _check(self, sent: Sent) -> str:
        checked = self.session.check_send(sent.number, self._stopped)
        words = f"✓ {checked.there:,} are in the topic and count as delivered, {checked.missing:,} are not there."
        words += f" {checked.unseen:,} cannot be looked for: their bytes are left out." if checked.unseen else ""
        return words + (" r sends those." if checked.missing else "")

    def _go_on(self, sent: Sent) -> str:
        from workbench.delivery.journal.going_on import NothingLeftError
        from workbench.delivery.journal.history import one_send

        assert self.session.journal is not None
        now = one_send(self.session.journal.settings.path, sent.number)
        looked = self._check(now) + " " if now.is_open and now.totals.unknown else ""
        try:
            count = self.session.send_rest(sent.number)
        except NothingLeftError as error:
            return f"{looked}{error}."
        what = "what is left of its lines is" if count is None else f"{plural(count, 'record')} handed over again:"
        return f"{looked}✓ {what} {'being handed over: ' if count is None else ''}see the deliveries."

    def _dismiss(self, sent: Sent) -> str:
        assert self.session.journal is not None
        self.session.journal.dismiss(sent.number)
        return f"✓ send {sent.number:,} stays as it is."
