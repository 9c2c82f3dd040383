"""The list to pick from: search, cursor, mouse, place; long lists and hostile names."""

from __future__ import annotations

import pytest
from textual.containers import Vertical
from textual.geometry import Region
from textual.widgets import OptionList

from tests.tui.holding import asking
from workbench.tui.screens.pick import SHOWN, Option, Pick, matching

TOPICS = tuple(Option(name, f"{count} partitions") for name, count in (("audit", 1), ("orders", 12), ("reorders", 3)))
CLIENTS = (
    Option("java", "a kernel of it", group="Java"),
    Option("sarama", "FNV-1a", group="Go"),
    Option("kafka-go-hash", "as Sarama's", group="Go"),
)
BELOW = Region(10, 3, 20, 1)


def pick(options: tuple[Option, ...] = TOPICS, value: str = "", below: Region = BELOW) -> Pick:
    return Pick("topic", options, value, below)


def names(found: list[Option]) -> list[str]:
    return [option.label for option in found]


def test_those_that_begin_with_the_text_come_first() -> None:
    assert names(matching(TOPICS, "ord")) == ["orders", "reorders"]
    assert names(matching(TOPICS[::-1], "ORD")) == ["orders", "reorders"]


def test_no_text_finds_all_in_their_order_and_nonsense_none() -> None:
    assert matching(TOPICS, "") == list(TOPICS)
    assert matching(TOPICS, "[/]") == []


def test_the_label_is_searched_and_not_the_value() -> None:
    option = Option("x", name="Straße")
    assert matching((option,), "STRASSE") == [option]
    assert matching((option,), "x") == []


def test_what_is_said_about_an_option_and_its_group_are_searched_after_the_labels() -> None:
    assert names(matching(CLIENTS, "sarama")) == ["sarama", "kafka-go-hash"]
    assert names(matching(CLIENTS, "go")) == ["kafka-go-hash", "sarama"]
    assert names(matching(CLIENTS, "kernel")) == ["java"]


async def test_the_present_value_is_under_the_cursor_and_enter_takes_it() -> None:
    async with asking(pick(value="orders")) as (held, answers):
        assert "12 partitions" in held.screen
        await held.press("enter")
        assert answers == ["orders"]


async def test_typing_searches_and_arrows_move_while_it_does() -> None:
    async with asking(pick()) as (held, answers):
        await held.press("o", "r", "d", "down", "enter")
        assert answers == ["reorders"]


async def test_nothing_found_takes_nothing_and_escape_leaves() -> None:
    async with asking(pick()) as (held, answers):
        await held.press("z", "enter", "down", "up")
        assert answers == []
        await held.press("escape")
        assert answers == [None]


async def test_a_click_takes_a_row_and_one_outside_leaves() -> None:
    async with asking(pick()) as (held, answers):
        await held.click(held.app.screen.query_one(OptionList), 3, 2)
        assert answers == ["reorders"]
    async with asking(pick()) as (held, answers):
        await held.click(None, 79, 23)
        assert answers == [None]


async def test_names_from_outside_are_escaped_and_no_markup() -> None:
    nasty = ("[/]", "[red]x[/]", "[@click=app.quit]y", "a\x1b[31m\u202eb", "홍길동")
    async with asking(pick(tuple(Option(name) for name in nasty))) as (held, answers):
        for words in ("[/]", "[red]x[/]", "[@click=app.quit]y", r"a\x1b[31m\u202eb", "홍길동"):
            assert words in held.screen
        assert not {"\x1b", "\u202e"} & set(held.screen)
        await held.press("down", "down", "down", "enter")
        assert answers == ["a\x1b[31m\u202eb"]


async def test_thousands_of_topics_show_their_first_and_typing_finds_the_rest() -> None:
    many = tuple(Option(f"topic-{number:05}") for number in range(10_000))
    async with asking(pick(many)) as (held, answers):
        assert held.app.screen.query_one(OptionList).option_count == SHOWN
        await held.press(*"09999", "enter")
        assert answers == ["topic-09999"]


@pytest.mark.parametrize("size", [(20, 6), (40, 10), (80, 24)])
@pytest.mark.parametrize("below", [BELOW, Region(70, 20, 10, 1), Region(0, 0, 1, 1)])
async def test_it_stays_on_the_screen(size: tuple[int, int], below: Region) -> None:
    many = tuple(Option(f"topic-{number}", "x" * 100) for number in range(30))
    async with asking(pick(many, below=below), size=size) as (held, _):
        box = held.app.screen.query_one(Vertical).region
        assert box.x >= 0
        assert box.y >= 0
        if size[0] >= 24:
            assert box.right <= size[0]
        if size[1] >= 24:
            assert box.bottom <= size[1]


async def test_an_option_shows_its_label() -> None:
    async with asking(pick((Option("v", "about", "a label"),))) as (held, answers):
        assert "a label  about" in held.screen
        await held.press("enter")
        assert answers == ["v"]


async def test_groups_stand_over_their_options_and_are_never_picked() -> None:
    async with asking(pick(CLIENTS)) as (held, answers):
        rows = [line.split("│")[1].strip() for line in held.screen.split("\n") if line.count("│") == 2]
        assert [row.split("  ")[0] for row in rows if row][1:] == ["Java", "java", "Go", "sarama", "kafka-go-hash"]
        await held.press("down", "enter")
        assert answers == ["sarama"]


async def test_found_options_say_their_group_in_their_line() -> None:
    async with asking(pick(CLIENTS, value="sarama")) as (held, answers):
        await held.press("f", "n", "v")
        assert "FNV-1a · Go" in held.screen
        await held.press("enter")
        assert answers == ["sarama"]


async def test_words_that_are_too_long_are_cut_and_take_no_second_line() -> None:
    options = (Option("a" * 34, "b" * 60), Option("short", "c" * 60))
    async with asking(pick(options)) as (held, _):
        shown = [line for line in held.screen.split("\n") if "bbb" in line or "ccc" in line]
        assert len(shown) == 2
        assert all("…" in line for line in shown)
