"""A filter that is applied to a million rows beside the screen, and kept up at each look from then on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING

from workbench.delivery.log import DeliveryLog
from workbench.records.escape import escape
from workbench.tui.figures import short

if TYPE_CHECKING:
    from workbench.delivery.filters.conditions import Filter
    from workbench.delivery.filters.filtered import FilteredRows

FAR = 65_536
"""Rows that are too many to be matched between two key strokes: a thread does it."""

MOST_WORDS = 6


class LiveFilter:
    """`view` is the listing, from the first look on. Everything but the looks themselves runs on the event loop."""

    def __init__(self, log: DeliveryLog, text: str, wanted: Filter) -> None:
        self.text, self.wanted = text, wanted
        self.view: FilteredRows | None = None
        self.is_busy = self.is_behind = False
        self._log = log
        self._is_stopped = False

    def stop(self) -> None:
        """Another one takes its place: a thread that is still looking ends after its step."""
        self._is_stopped = True

    async def apply(self, shown: Callable[[], None]) -> None:
        """Match all rows, the newest first; `shown` is called when the first of them can be seen, and at the end."""
        self.is_busy = True
        view = await asyncio.to_thread(self._begin)
        if not self._is_stopped:
            self.view = view
            shown()
            await self._go_on(view)
            shown()

    def look(self) -> Callable[[], Coroutine[None, None, None]] | None:
        """Match what came since; `is_behind` says that it has to be called again, even if nothing comes.

        Where there is much to do, or the last time was not enough, the answer is what does it in a thread.
        """
        view = self.view
        if view is None or self.is_busy:
            self.is_behind = self.is_busy
            return None
        if not self.is_behind and view.behind <= FAR:
            self.is_behind = not view.look()
            return None
        self.is_busy, self.is_behind = True, False
        return partial(self._go_on, view)

    async def _go_on(self, view: FilteredRows) -> None:
        try:
            await asyncio.to_thread(self._look, view)
        finally:
            self.is_busy = False

    def _begin(self) -> FilteredRows:
        """numpy is loaded here where nothing has loaded it yet."""
        from workbench.delivery.filters.filtered import FilteredRows

        view = FilteredRows(self._log, self.wanted)
        next(view.pieces(), None)
        return view

    def _look(self, view: FilteredRows) -> None:
        for _ in view.pieces():
            if self._is_stopped:
                return

    def words(self, width: int) -> str:
        """For the border: the filter, cut to so many cells, and how many rows match of how many."""
        if self.view is None:
            return f"filter: {short(escape(self.text), width)} …"
        count, total = len(self.view), len(self._log)
        awaited = " …" if self.is_busy and self.view.behind else ""
        return f"filter: {short(escape(self.text), width)} · {count:,} of {total:,}{awaited}"

    async def why_empty(self) -> tuple[str, ...]:
        """Lines for a list in which nothing is: what each word of the filter would let through by itself."""
        return await asyncio.to_thread(self._counted)

    def _counted(self) -> tuple[str, ...]:
        from workbench.delivery.filters.conditions import Filter
        from workbench.delivery.filters.filtered import FilteredRows
        from workbench.delivery.filters.writing import write

        lines = [f"Nothing matches in {len(self._log):,} rows; what matches from now on appears here."]
        clauses = self.wanted.clauses
        for clause in clauses[:MOST_WORDS] if len(clauses) > 1 else ():
            alone = FilteredRows(self._log, Filter((clause,)))
            self._look(alone)
            lines.append(f"  {short(escape(write(alone.filter)), 40)} alone: {len(alone):,}")
        if self._has_capital:
            lines.append("A capital letter in a key finds itself alone, a small one both.")
        return (*lines, "/ changes the filter, Esc shows all.")

    @property
    def _has_capital(self) -> bool:
        from workbench.delivery.filters.conditions import KeyText

        keys = [one.condition for one in self.wanted.clauses if isinstance(one.condition, KeyText)]
        return any(key.exact and any(text != text.lower() for text in key.texts) for key in keys)
