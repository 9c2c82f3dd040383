"""The list of deliveries: which rows, in which order, which are marked; what is done with the one under the cursor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from enum import Enum, auto
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from workbench.delivery.filters.listing import AllRows, Listing
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.tui.delivery_keys import DELIVERY_KEYS, LIST_KEYS
from workbench.tui.panes.delivery_columns import Columns, cells, columns
from workbench.tui.widgets.row_list import RowList

MARK = "●"
MOST_MARKED = 100_000
"""So many can be marked at once; their bytes are hardly all kept."""


class Ask(Enum):
    """What a key in the list asks of the pane."""

    FILTER = auto()
    SORT = auto()
    EXPORT = auto()
    COPY = auto()
    BACK = auto()


class DeliveryList(RowList):
    """The rows of a listing, a colour and a sign for each state; it holds still while rows come, change and go."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *DELIVERY_KEYS,
        *LIST_KEYS,
        Binding("escape", "back", "One step back", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "delivery--quiet",
        "delivery--mark",
        *(f"delivery--{state.word}" for state in DeliveryState),
    }
    DEFAULT_CSS = """
    DeliveryList > .delivery--quiet { color: $quiet; }
    DeliveryList > .delivery--mark { color: $accent; }
    DeliveryList > .delivery--queued { color: $queued; }
    DeliveryList > .delivery--delivered { color: $delivered; }
    DeliveryList > .delivery--sent { color: $unknown; }
    DeliveryList > .delivery--failed { color: $failed; }
    DeliveryList > .delivery--unknown { color: $unknown; }
    """

    class Asked(Message):
        """Something that the pane does."""

        def __init__(self, what: Ask) -> None:
            super().__init__()
            self.what = what

    def __init__(self, log: DeliveryLog) -> None:
        super().__init__(log, self._paint, id="delivery-list")
        self.log_rows = log
        self.listing: Listing = AllRows(log)
        self._marked: set[int] = set()
        self._in_order: list[int] = []
        self._anchors: tuple[int | None, int | None, int] = (None, None, 1)
        self._columns: Columns = columns(80)
        self._states: dict[DeliveryState, Style] = {}
        self._mark = Style()

    def resolve_styles(self) -> None:
        """The states' colours alone; the row's background comes from the list."""
        super().resolve_styles()
        names = {state: f"delivery--{state.word}" for state in DeliveryState}
        self._states = {state: Style(color=self.get_component_rich_style(name).color) for state, name in names.items()}
        self._mark = Style(color=self.get_component_rich_style("delivery--mark").color)

    # Which rows.

    def show(self, listing: Listing) -> None:
        """List these rows from now on, the one under the cursor still under it if it is among them."""
        self.listing = self.rows = listing
        self.update()

    def update(self) -> None:
        """Take what the listing is now: the rows on screen may have other positions than before."""
        view, listing = self.viewport, self.listing
        if view.following:
            view.update(listing.first, listing.next)
        else:
            top, cursor, paused_at = self._anchors
            view.anchor(
                listing.first,
                listing.next,
                view.top if top is None else listing.position(top),
                view.cursor if cursor is None else listing.position(cursor),
                listing.position(paused_at),
            )
        self._note()
        self.refresh()

    def row_number(self, position: int) -> int | None:
        return self.listing.number(position)

    def toggle_follow(self) -> None:
        self._note()
        super().toggle_follow()

    def _moved(self) -> None:
        self._note()
        super()._moved()

    def _note(self) -> None:
        """Remember by their numbers which rows are on screen, and up to which one rows are not new."""
        view, newest = self.viewport, self._anchors[2]
        if view.following:
            newest = self.log_rows.next
        self._anchors = (self.row_number(view.top), self.row_number(view.cursor), newest)

    def _paint(self, position: int, width: int) -> list[Segment]:
        self._columns = columns(width)
        number = self.listing.number(position)
        report = None if number is None else self.log_rows.row(number)
        if report is None:
            return [Segment(" " * width)]
        row, state = cells(report, self._columns)
        after = self._columns.number
        mark = Segment(MARK, self._mark) if number in self._marked else Segment(row[after])
        parts = [Segment(row[:after]), mark, Segment(row[after + 1 :]), Segment(state, self._states[report.state])]
        return list(Strip(parts).adjust_cell_length(width))

    # Marks.

    @property
    def marked(self) -> list[int]:
        """The numbers of the marked rows that are still kept, the oldest first."""
        return self._in_order[bisect_left(self._in_order, self.log_rows.first) :]

    @property
    def marks(self) -> int:
        """How many they are."""
        return len(self._in_order) - bisect_left(self._in_order, self.log_rows.first)

    def mark(self, numbers: Iterable[int]) -> None:
        """Mark exactly these rows."""
        self._marked = set(numbers)
        self._in_order = sorted(self._marked)
        self._moved()

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away; the cursor goes on."""
        if (number := self.cursor_row) is not None:
            self._marked ^= {number}
            self._in_order = sorted(self._marked)
            self.action_move(1)

    def action_mark_all(self) -> None:
        """Mark all rows of the list; if there are marks, take them away."""
        count = self.listing.next - self.listing.first
        if self._marked:
            self.mark(())
        elif count > MOST_MARKED:
            words = f"{count:,} deliveries are more than can be marked ({MOST_MARKED:,}): filter them first with /."
            self.notify(words, severity="warning", markup=False)
        else:
            self.mark(self.listing.numbers().tolist())

    # What is asked for.

    def action_failure(self, way: int) -> None:
        """Go to the next failure below, or above."""
        here = self.cursor_row
        found = None if here is None else self.listing.failure(here, forward=way > 0)
        if found is None:
            where, key, other = ("below", "X", "above") if way > 0 else ("above", "x", "below")
            self.notify(f"No failure {where} this row; {key} looks {other}.", markup=False)
        else:
            self.go_to(found)

    def go_to(self, number: int) -> None:
        """Put the cursor on a row."""
        self.viewport.select(self.listing.position(number))
        self._moved()

    def action_filter(self) -> None:
        """Ask for the line that says which rows are shown."""
        self.post_message(self.Asked(Ask.FILTER))

    def action_sort(self) -> None:
        """Ask for another order."""
        self.post_message(self.Asked(Ask.SORT))

    def action_export(self) -> None:
        """Ask for a file of all rows of the list."""
        self.post_message(self.Asked(Ask.EXPORT))

    def action_copy(self) -> None:
        """Ask for the row under the cursor as text."""
        self.post_message(self.Asked(Ask.COPY))

    def action_back(self) -> None:
        """One step back: marks first, then the order, then the filter."""
        if self._marked:
            self.mark(())
        else:
            self.post_message(self.Asked(Ask.BACK))
