"""The deliveries: every record from the moment it is handed over, the newest at the bottom; all, or those wanted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from workbench.delivery.filters.listing import AllRows
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.tui.figures import clock
from workbench.tui.panes.delivery_columns import columns, heading
from workbench.tui.panes.delivery_list import Ask, DeliveryList
from workbench.tui.panes.delivery_summary import summary
from workbench.tui.panes.live_filter import LiveFilter
from workbench.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from workbench.delivery.filters.conditions import Filter
    from workbench.delivery.filters.sorting import SortedRows
    from workbench.tui.panes.filter_line import FilterLine

TICKS_A_SECOND = 20
READ_AT_MOST = 500
"""Rows between two looks that an eye could follow."""

SUMMARY_EVERY = 5
"""Ticks between two looks at the big numbers: four times a second is what an eye can read."""


class Deliveries(Vertical):
    """The list, its headings, and the summary that is read at a glance."""

    DEFAULT_CSS = """
    Deliveries #delivery-heading { height: 1; color: $quiet; }
    Deliveries #delivery-summary { height: 1; color: $foreground; }
    Deliveries #delivery-empty { height: 1fr; color: $quiet; content-align: center middle; }
    """

    def __init__(self, log: DeliveryLog) -> None:
        super().__init__(id="deliveries", classes="pane")
        self.delivery_log = log
        self.border_title = "Deliveries"
        self._ticks = self._drawn = 0
        self._summary = Content()
        self._seen: tuple[int, int, Totals] | None = None
        self._filter: LiveFilter | None = None
        self._sorted: SortedRows | None = None
        self._line: FilterLine | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="delivery-heading")
        yield Static("Nothing sent yet. F5 sends the record, F6 sends it ten times.", id="delivery-empty")
        yield DeliveryList(self.delivery_log)
        yield Static(id="delivery-summary")

    def on_mount(self) -> None:
        """Look at the log twenty times a second, and draw only what changed."""
        self.query_one(DeliveryList).display = False
        self.set_interval(1 / TICKS_A_SECOND, self._tick)
        self._tick()

    def on_resize(self) -> None:
        """Headings follow the width."""
        self.query_one("#delivery-heading", Static).update(heading(columns(self.content_size.width - 1)))
        self._summarise(self.delivery_log.totals)
        self._say_state()

    @property
    def rows(self) -> DeliveryList:
        """The list itself."""
        return self.query_one(DeliveryList)

    def _tick(self) -> None:
        log = self.delivery_log
        seen = (log.first, log.next, log.totals)
        changed = seen != self._seen
        self._ticks += 1
        due = changed or (self._filter is not None and self._filter.is_behind)
        if due:
            self._look()
        if due and not self._is_too_soon(log.next):
            self._seen = seen
            self._drawn = self._ticks
            if log.next > 1 and not self.rows.display:
                self.rows.display = True
                self.query_one("#delivery-empty").display = False
            self._draw()
        if self._ticks % SUMMARY_EVERY == 0 or (changed and seen[2].in_flight == 0):
            self._summarise(seen[2])

    def _look(self) -> None:
        """Bring the filter up to what the log is now; where that is much, beside the screen."""
        if self._sorted is not None:
            self._sorted.look()
        if self._filter is not None and (go_on := self._filter.look()) is not None:
            self._look_beside(go_on)

    @work(group="look")
    async def _look_beside(self, look: Callable[[], Coroutine[None, None, None]]) -> None:
        await look()
        self._draw()

    def _draw(self) -> None:
        self.rows.update()
        self._say_state()

    def _is_too_soon(self, next_: int) -> bool:
        """While more rows arrive than anyone reads, every third look is drawn: the time belongs to the producer."""
        before = self._seen[1] if self._seen else next_
        return next_ - before > READ_AT_MOST and self._ticks - self._drawn < 3

    def _summarise(self, totals: Totals) -> None:
        line = summary(totals, self.delivery_log, self.content_size.width)
        if not self._summary.is_same(line):
            self._summary = line
            self.query_one("#delivery-summary", Static).update(line, layout=False)

    @on(RowList.Moved)
    def _say_state(self) -> None:
        """In the lower border; in the upper one on a narrow screen, where the pane has no other."""
        words = self._state_words()
        title = f"Deliveries · {words}" if self.screen.has_class("-narrow") else "Deliveries"
        if (title, words) != (self.border_title, self.border_subtitle):
            self.border_title, self.border_subtitle = title, words

    def _state_words(self) -> str:
        """What is shown, in which order, and whether it moves."""
        view, log, said = self.rows.viewport, self.delivery_log, []
        if marked := self.rows.marks:
            said.append(f"{marked:,} marked")
        if self._filter is not None:
            said.append(self._filter.words(max(12, self.size.width - 60)))
        if self._sorted is not None:
            order, newer = self._sorted, log.next - 1 - self._sorted.newest
            arrow = "↓" if order.descending else "↑"
            said.append(f"by {order.by.value} {arrow} at {clock(order.at, millis=False)}, {newer:,} newer")
        else:
            said.append("following ▼" if view.following else f"paused ‖  {view.waiting:,} new")
        if log.first > 1 and self._filter is None:
            said.insert(0, f"{log.first - 1:,} oldest let go")
        return " · ".join(said)

    # What the list asks for.

    @on(DeliveryList.Asked)
    async def _asked(self, event: DeliveryList.Asked) -> None:
        event.stop()
        match event.what:
            case Ask.FILTER:
                await self.open_filter()
            case Ask.SORT:
                self._ask_for_order()
            case Ask.EXPORT:
                self._ask_for_file()
            case Ask.COPY:
                self._copy()
            case Ask.BACK:
                self._back()

    async def open_filter(self) -> None:
        """The line that says which rows are shown; made when it is first wanted."""
        if self.delivery_log.next == 1:
            self.notify("Nothing sent yet: there is nothing to filter.", markup=False)
            return
        if self._line is None:
            from workbench.tui.panes.filter_line import FilterLine

            self._line = FilterLine(self.delivery_log)
            await self.mount(self._line, before="#delivery-heading")
        self._line.open()

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        """Show what the filter lets through; all rows for none."""
        event.stop()
        self._take_filter(event.text, event.wanted)

    def on_filter_line_done(self, event: FilterLine.Done) -> None:
        """The cursor goes from the line to the list; with Escape, all rows are shown again."""
        event.stop()
        self._close_line(clear=event.cleared)
        self.rows.focus()

    def _close_line(self, *, clear: bool) -> None:
        if self._line is not None:
            self._line.close(clear=clear)
        if clear and self._filter is not None:
            self._take_filter("", None)

    def _take_filter(self, text: str, wanted: Filter | None) -> None:
        if self._filter is not None:
            self._filter.stop()
        self._filter = LiveFilter(self.delivery_log, text, wanted) if wanted else None
        if self._filter is None:
            self._show(None)
        else:
            self._apply(self._filter)

    @work(group="filter")
    async def _apply(self, wanted: LiveFilter) -> None:
        """Until the first rows of the new filter are there, those of the old one stand."""
        await wanted.apply(lambda: self._show_if(wanted))
        if wanted is self._filter and wanted.view is not None and not len(wanted.view):
            lines = await wanted.why_empty()
            if wanted is self._filter:
                self.rows.blank = lines
                self._draw()

    def _show_if(self, wanted: LiveFilter) -> None:
        if wanted is self._filter and (self.rows.listing is not wanted.view or self._sorted is None):
            self._show(None)

    def _show(self, order: SortedRows | None) -> None:
        """List the rows in an order, or, with none, as they came."""
        self._sorted = order
        self.rows.blank = ()
        if order is not None:
            self.rows.show(order)
            self.rows.action_home()
        elif self._filter is None or self._filter.view is None:
            self.rows.show(AllRows(self.delivery_log))
        else:
            self.rows.show(self._filter.view)
        self._say_state()

    def _back(self) -> None:
        """The order goes first, then the filter."""
        if self._sorted is not None:
            self._show(None)
        else:
            self._close_line(clear=True)

    def _ask_for_order(self) -> None:
        from workbench.tui.panes.delivery_orders import ORDERS, word_of
        from workbench.tui.screens.pick import Pick

        here = "" if self._sorted is None else word_of(self._sorted.by, descending=self._sorted.descending)
        self.app.push_screen(Pick("Sort by", ORDERS, here, self.rows.region), self._take_order)

    @work(group="sort", exclusive=True)
    async def _sort(self, word: str) -> None:
        from workbench.tui.panes.delivery_orders import sort

        numbers = self.rows.listing.numbers()
        numbers.sort()
        order = await asyncio.to_thread(sort, self.delivery_log, numbers, word, time.time())
        self._show(order)

    def _take_order(self, word: str | None) -> None:
        if word:
            self._sort(word)
        elif word is not None:
            self._show(None)

    def _ask_for_file(self) -> None:
        from workbench.tui.screens.export import Export

        what = "that match" if self._filter is not None else "that are kept"
        self.app.push_screen(Export(self.delivery_log, self.rows.listing.numbers(), what))

    def _copy(self) -> None:
        from workbench.delivery.export import row_as_json

        number = self.rows.cursor_row
        line = None if number is None else row_as_json(self.delivery_log, number)
        if line is not None:
            self.app.copy_to_clipboard(line)
            self.notify(f"record {number:,} copied as a JSON line")
