"""The list of deliveries over any listing: it holds still, marks, jumps to failures, copies nothing by itself."""

from __future__ import annotations

import pytest

from tests.tui.holding import Held, holding
from tests.tui.still import TOO_LARGE, Books, order
from workbench.delivery.filters.filtered import FilteredRows
from workbench.delivery.filters.reading import read
from workbench.delivery.log import DeliveryLog
from workbench.tui.panes import delivery_list
from workbench.tui.panes.delivery_list import MARK, Ask, DeliveryList
from workbench.tui.widgets.row_list import RowList


def some(rows: int = 40, capacity: int = 1_000, failed: tuple[int, ...] = (10, 20, 30)) -> Books:
    """Books in which these rows failed."""
    kept = Books(capacity)
    add(kept, rows, failed)
    return kept


def add(kept: Books, rows: int, failed: tuple[int, ...] = ()) -> None:
    for _ in range(rows):
        number = kept.log.next
        if number in failed:
            kept.failed(order(number), TOO_LARGE)
        else:
            kept.delivered(order(number), number)


async def shown(held: Held) -> DeliveryList:
    rows = held.app.query_one(DeliveryList)
    rows.focus()
    rows.update()
    await held.pilot.pause()
    return rows


def filtered(log: DeliveryLog, line: str) -> FilteredRows:
    view = FilteredRows(log, read(line).filter)
    view.look(10)
    return view


async def test_a_filtered_listing_shows_its_rows_alone() -> None:
    kept = some()
    async with holding(DeliveryList(kept.log), size=(100, 12)) as held:
        rows = await shown(held)
        rows.show(filtered(kept.log, "state:failed"))
        await held.pilot.pause()
        assert [word in held.screen for word in ("user-10 ", "user-20 ", "user-30 ", "user-31 ")] == [1, 1, 1, 0]
        assert rows.cursor_row == 30
        await held.press("up", "enter")
        assert [message.number for message in held.heard(RowList.Opened)] == [20]


async def test_the_row_under_the_cursor_stays_there_when_rows_are_left_out_and_come_back() -> None:
    kept = some()
    async with holding(DeliveryList(kept.log), size=(100, 12)) as held:
        rows = await shown(held)
        rows.go_to(20)
        rows.show(filtered(kept.log, "state:failed"))
        assert rows.cursor_row == 20
        rows.go_to(10)
        rows.listing = rows.rows = filtered(kept.log, "")
        rows.update()
        assert rows.cursor_row == 10


async def test_it_holds_still_while_rows_before_it_come_and_go() -> None:
    kept = some(rows=40, capacity=40)
    async with holding(DeliveryList(kept.log), size=(100, 6)) as held:
        rows = await shown(held)
        view = filtered(kept.log, "user")
        rows.show(view)
        rows.go_to(30)
        top = held.screen.split("\n")[0].split()[0]
        add(kept, 20)
        view.look(10)
        rows.update()
        await held.pilot.pause()
        assert rows.cursor_row == 30
        assert held.screen.split("\n")[0].split()[0] == top
        assert rows.viewport.waiting == 20
        add(kept, 20)
        view.look(10)
        rows.update()
        assert rows.cursor_row == kept.log.first == 41


async def test_only_new_rows_that_match_are_counted_while_it_is_paused() -> None:
    kept = some()
    async with holding(DeliveryList(kept.log), size=(100, 6)) as held:
        rows = await shown(held)
        view = filtered(kept.log, "state:failed")
        rows.show(view)
        await held.press("up")
        add(kept, 30, failed=(50, 60))
        view.look(10)
        rows.update()
        assert rows.viewport.waiting == 2


async def test_the_next_failure_and_the_one_before() -> None:
    kept = some()
    async with holding(DeliveryList(kept.log), size=(100, 6)) as held:
        rows = await shown(held)
        await held.press("X")
        assert rows.cursor_row == 30
        await held.press("X", "X")
        assert rows.cursor_row == 10
        await held.press("X")
        assert "No failure above this row; x looks below." in str(list(held.app._notifications)[-1].message)
        await held.press("x")
        assert rows.cursor_row == 20


async def test_an_empty_list_has_no_failure_and_marks_nothing() -> None:
    async with holding(DeliveryList(DeliveryLog()), size=(100, 6)) as held:
        rows = await shown(held)
        await held.press("x", "space", "a", "c")
        assert (rows.marked, rows.marks, rows.cursor_row) == ([], 0, None)


async def test_marks_are_row_numbers_and_stay_with_their_rows() -> None:
    kept = some(rows=12, capacity=12, failed=(3,))
    async with holding(DeliveryList(kept.log), size=(100, 15)) as held:
        rows = await shown(held)
        rows.go_to(2)
        await held.press("space", "space", "down", "space")
        assert rows.marked == [2, 3, 5]
        assert held.screen.count(MARK) == 3
        rows.show(filtered(kept.log, "state:failed"))
        await held.pilot.pause()
        assert (held.screen.count(MARK), rows.marked) == (1, [2, 3, 5])
        await held.press("space")
        assert rows.marked == [2, 5]
        add(kept, 3)
        assert (rows.marked, rows.marks) == ([5], 1)


async def test_all_that_match_are_marked_and_escape_unmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = some()
    async with holding(DeliveryList(kept.log), size=(100, 15)) as held:
        rows = await shown(held)
        rows.show(filtered(kept.log, "state:failed"))
        await held.press("a")
        assert rows.marked == [10, 20, 30]
        await held.press("escape")
        assert rows.marked == []
        assert held.heard(DeliveryList.Asked) == []
        monkeypatch.setattr(delivery_list, "MOST_MARKED", 2)
        await held.press("a")
        assert rows.marked == []
        assert "filter them first" in str(list(held.app._notifications)[-1].message)


async def test_the_other_keys_ask_the_pane() -> None:
    kept = some()
    async with holding(DeliveryList(kept.log), size=(100, 15)) as held:
        await shown(held)
        await held.press("/", "s", "e", "c", "escape")
        asked = [message.what for message in held.heard(DeliveryList.Asked)]
        assert asked == [Ask.FILTER, Ask.SORT, Ask.EXPORT, Ask.COPY, Ask.BACK]
