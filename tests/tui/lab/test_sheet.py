"""Lines on the screen: only what is in sight is read, clicks know their line, the scroll bar is the last column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from tests.tui.holding import holding
from workbench.tui.lab.lines import Line
from workbench.tui.lab.sheet import Sheet


class Million(Sequence[Line]):
    """A million lines that know which of them were read."""

    def __init__(self) -> None:
        self.read: set[int] = set()

    def __len__(self) -> int:
        return 1_000_000

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self[one] for one in range(len(self))[index]]
        self.read.add(index)
        return ((f"line {index}", "plain"),)


async def test_only_what_is_in_sight_is_read() -> None:
    async with holding(Sheet(), size=(40, 10)) as held:
        sheet, lines = held.app.query_one(Sheet), Million()
        sheet.show(lines, [(("head", "quiet"),)], reveal=500_000)
        await held.until(lambda: "line 500000" in held.screen and "head" in held.screen)
        assert len(lines.read) == 9
        sheet.centre(3)
        await held.until(lambda: "line 3" in held.screen)
        sheet.page(1)
        await held.until(lambda: "line 8" in held.screen and "line 3\n" not in held.screen)


async def test_clicks_tell_line_and_cell() -> None:
    async with holding(Sheet(), size=(40, 10)) as held:
        sheet = held.app.query_one(Sheet)
        sheet.show(Million(), [(("head", "quiet"),)])
        await held.pilot.pause()
        await held.click(sheet, 5, 3)
        [clicked] = held.heard(Sheet.Clicked)
        assert (clicked.line, clicked.cell, clicked.times, clicked.control) == (2, 5, 1, sheet)
        await held.click(sheet, 39, 9)
        await held.until(lambda: "line 999999" in held.screen)


async def test_long_lines_and_wide_characters_are_cut() -> None:
    async with holding(Sheet(), size=(20, 3)) as held:
        sheet = held.app.query_one(Sheet)
        sheet.show([(("한" * 30, "bold"), ("x" * 30, "any"))] * 9)
        await held.until(lambda: "한" in held.screen)
        sheet.move(3)
        sheet.show([])
        await held.until(lambda: "한" not in held.screen)
