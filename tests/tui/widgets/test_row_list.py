"""A list that reads only the rows on screen: keys, mouse, wheel, scroll bar; following and pausing."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from rich.segment import Segment
from textual import events

from tests.tui.holding import Held, holding
from workbench.tui.widgets.row_list import RowList


@dataclass(slots=True)
class Numbers:
    """Rows that grow and lose their oldest."""

    first: int = 1
    next: int = 101
    read: set[int] = field(default_factory=set)

    def paint(self, number: int, width: int) -> list[Segment]:
        """A row is its number."""
        assert self.first <= number < self.next
        self.read.add(number)
        return [Segment(f"row {number}"[:width].ljust(width))]


def rows_of(held: Held) -> list[str]:
    return [line[:-1].strip() for line in held.screen.split("\n")]


def opened(held: Held) -> list[int]:
    return [message.number for message in held.heard(RowList.Opened)]


def listing(numbers: Numbers) -> RowList:
    return RowList(numbers, numbers.paint)


async def shown(held: Held) -> RowList:
    rows = held.app.query_one(RowList)
    rows.update()
    rows.focus()
    await held.pilot.pause()
    return rows


async def test_it_follows_the_newest_and_reads_nothing_else() -> None:
    numbers = Numbers(next=1_000_001)
    async with holding(listing(numbers), size=(20, 4)) as held:
        await shown(held)
        assert rows_of(held) == ["row 999997", "row 999998", "row 999999", "row 1000000"]
        assert numbers.read <= set(range(999_997, 1_000_001))


async def test_up_pauses_and_what_arrives_moves_nothing() -> None:
    numbers = Numbers()
    async with holding(listing(numbers), size=(20, 4)) as held:
        rows = await shown(held)
        await held.press("up", "up")
        numbers.next = 500
        rows.update()
        await held.pilot.pause()
        assert rows_of(held) == ["row 97", "row 98", "row 99", "row 100"]
        assert (rows.viewport.cursor, rows.viewport.waiting) == (98, 399)
        await held.press("end")
        assert rows_of(held)[-1] == "row 499"


async def test_home_pages_and_enter() -> None:
    async with holding(listing(Numbers()), size=(20, 4)) as held:
        await shown(held)
        await held.press("home", "pagedown", "enter", "pageup", "enter", "up", "enter")
        assert opened(held) == [4, 1, 1]


async def test_an_empty_list_opens_nothing() -> None:
    async with holding(listing(Numbers(next=1)), size=(20, 4)) as held:
        await shown(held)
        await held.press("enter", "up", "down", "home", "end", "pageup", "enter")
        await held.click(held.app.query_one(RowList), 1, 1)
        assert opened(held) == []


async def test_an_empty_list_can_say_why() -> None:
    async with holding(listing(Numbers(next=1)), size=(20, 4)) as held:
        rows = await shown(held)
        rows.blank = ("nothing here", "but this, and it is long")
        rows.update()
        await held.pilot.pause()
        assert rows_of(held) == ["nothing here", "but this, and it i…", "", ""]


async def test_a_click_selects_and_a_second_one_opens() -> None:
    async with holding(listing(Numbers()), size=(20, 4)) as held:
        rows = await shown(held)
        await held.click(rows, 3, 1)
        assert rows.viewport.cursor == 98
        assert not rows.viewport.following
        await held.click(rows, 3, 1, times=2)
        assert opened(held) == [98]


async def test_a_click_below_the_last_row_does_nothing() -> None:
    async with holding(listing(Numbers(next=3)), size=(20, 6)) as held:
        rows = await shown(held)
        await held.click(rows, 3, 4, times=2)
        assert (opened(held), rows.viewport.cursor) == ([], 2)


async def test_the_last_column_is_a_scroll_bar() -> None:
    async with holding(listing(Numbers(next=1_002)), size=(20, 5)) as held:
        rows = await shown(held)
        assert [line[-1] for line in held.screen.split("\n")] == ["│", "│", "│", "│", "┃"]
        await held.click(rows, 19, 2)
        assert rows.viewport.cursor == 501
        await held.click(rows, 19, 0)
        assert (rows.viewport.cursor, held.screen[19]) == (1, "┃")
        await held.click(rows, 19, 4)
        assert rows.viewport.following


async def test_the_wheel_scrolls_three_rows_and_back_to_following() -> None:
    async with holding(listing(Numbers()), size=(20, 4)) as held:
        rows = await shown(held)
        for kind, top in ((events.MouseScrollUp, 94), (events.MouseScrollUp, 91), (events.MouseScrollDown, 94)):
            rows.post_message(kind(rows, 0, 0, 0, 0, 0, False, False, False))
            await held.pilot.pause()
            assert rows.viewport.top == top
        assert not rows.viewport.following


async def test_rows_that_left_are_never_read() -> None:
    numbers = Numbers()
    async with holding(listing(numbers), size=(20, 4)) as held:
        rows = await shown(held)
        await held.press("home")
        numbers.first, numbers.next = 400, 500
        rows.update()
        await held.pilot.pause()
        assert rows_of(held) == ["row 400", "row 401", "row 402", "row 403"]


async def test_a_short_list_has_no_scroll_bar_and_stands_at_the_top() -> None:
    async with holding(listing(Numbers(next=3)), size=(20, 4)) as held:
        await shown(held)
        assert rows_of(held) == ["row 1", "row 2", "", ""]
        assert "│" not in held.screen


async def test_the_follow_switch_pauses_where_it_stands() -> None:
    async with holding(listing(Numbers()), size=(20, 4)) as held:
        rows = await shown(held)
        rows.toggle_follow()
        assert not rows.viewport.following
        rows.toggle_follow()
        assert rows.viewport.following


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 5), (200, 60)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with holding(listing(Numbers()), size=size) as held:
        await shown(held)
        await held.press("up", "home", "end")
        assert all(len(line) == size[0] for line in held.screen.split("\n"))
