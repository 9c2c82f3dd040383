"""Before many records are handed over again: how many, where to, what is not kept."""

from __future__ import annotations

import pytest

from tests.tui.holding import asking
from workbench.delivery.again import Again
from workbench.records.record import ProducerRecord
from workbench.tui.screens.resend import Resend, words

MANY = Again(tuple(ProducerRecord(f"topic-{one % 7}", b"k") for one in range(1_204)), (3, 4))


def test_topics_beyond_a_few_are_counted() -> None:
    assert "1,204 records to topic-0, topic-1, topic-2, topic-3, topic-4 and 2 more." in words(MANY).plain
    assert "2 records more cannot be" in words(MANY).plain


def test_a_topic_s_name_is_no_markup() -> None:
    shown = words(Again((ProducerRecord("[red]\x1b", b"k"),)))
    assert "[red]\\x1b" in shown.plain
    assert "more cannot" not in shown.plain


@pytest.mark.parametrize(("key", "answer"), [("r", True), ("enter", True), ("escape", False), ("q", False)])
async def test_it_asks(key: str, answer: bool) -> None:
    async with asking(Resend(MANY)) as (held, answers):
        assert "Resend 1,204 records?" in held.screen
        await held.press(key)
        assert answers == [answer]


@pytest.mark.parametrize("size", [(1, 1), (30, 8)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with asking(Resend(MANY), size=size) as (held, answers):
        await held.press("escape")
        assert answers == [False]


def test_what_may_be_there_already_is_said() -> None:
    one = ProducerRecord("orders", b"k")
    assert "1 record without an answer: sent again it may be in the topic twice" in words(Again((one,), (), 1)).plain
    assert "2 records without an answer: sent again they may be" in words(Again((one, one), (), 2)).plain
    assert "twice" not in words(Again((one,))).plain
