"""Bytes as offset, hex and text, as wide as there is room for."""

from __future__ import annotations

import pytest

from tests.tui.holding import Held, holding
from workbench.tui.widgets.bytes_view import BytesView


def lines(held: Held) -> list[str]:
    return [line.rstrip() for line in held.screen.split("\n") if line.strip()]


async def test_eight_bytes_a_line_where_it_is_narrow() -> None:
    view = BytesView()
    async with holding(view, size=(46, 5)) as held:
        view.show(b'{"id": 42}')
        await held.pilot.pause()
        assert lines(held) == ['    0 7b 22 69 64 22 3a 20 34  {"id": 4', "    8 32 7d                    2}"]


async def test_sixteen_where_it_is_wide() -> None:
    view = BytesView()
    async with holding(view, size=(80, 5)) as held:
        view.show(bytes(range(0x41, 0x41 + 17)))
        await held.pilot.pause()
        assert lines(held)[0].endswith("50  ABCDEFGHIJKLMNOP")
        assert lines(held)[1].startswith("   10 51 ")


async def test_nothing_a_terminal_acts_on_comes_through() -> None:
    view = BytesView()
    async with holding(view, size=(46, 5)) as held:
        view.show(b"\x1b[31m\x07\xff[/]")
        await held.pilot.pause()
        assert lines(held)[0] == "    0 1b 5b 33 31 6d 07 ff 5b  ·[31m··["


async def test_no_bytes_is_an_empty_view() -> None:
    view = BytesView()
    async with holding(view, size=(46, 5)) as held:
        view.show(b"x")
        view.show(b"")
        await held.pilot.pause()
        assert lines(held) == []


async def test_a_megabyte_scrolls_to_its_end_and_only_the_lines_on_screen_are_made() -> None:
    view = BytesView()
    async with holding(view, size=(46, 5)) as held:
        view.show(bytes(1_048_576))
        view.focus()
        await held.until(lambda: view.allow_vertical_scroll)
        await held.press("end")
        await held.until(lambda: lines(held)[-1].startswith("ffff8 00 00"))


async def test_shorter_bytes_bring_it_back_to_where_there_are_some() -> None:
    view = BytesView()
    async with holding(view, size=(46, 5)) as held:
        view.show(bytes(1_000))
        view.scroll_end(animate=False)
        await held.pilot.pause()
        view.show(b"abc")
        await held.pilot.pause()
        assert lines(held) == ["    0 61 62 63                 abc"]


@pytest.mark.parametrize("size", [(1, 1), (5, 1), (12, 2)])
async def test_too_small_a_view_cuts_and_does_not_fail(size: tuple[int, int]) -> None:
    view = BytesView()
    async with holding(view, size=size) as held:
        view.show(b"abcdefgh" * 10)
        await held.pilot.pause()
        assert all(len(line) <= size[0] for line in held.screen.split("\n"))
