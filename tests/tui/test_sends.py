"""Presses of F5 wait for the cluster's answer off the event loop, keep their order, and none is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.tui.driving import Driver, driving
from tests.tui.still import StillSession
from workbench.clusters.faults import Faults
from workbench.records.draft import RecordDraft
from workbench.records.record import ProducerRecord
from workbench.session import Session
from workbench.tui.sends import Press, Sends


class Asked(StillSession):
    """A session whose cluster answers when it is let, or never in time."""

    def __init__(self, *fresh: str, answers: bool = True) -> None:
        super().__init__()
        self.fresh, self.asked, self.let = set(fresh), list[str](), threading.Event()
        self._answers = answers

    def is_fresh(self, topic: str) -> bool:
        """Those that were named, and those that were asked for."""
        return topic in self.fresh

    def freshen(self, topic: str, within: float = 1.0) -> bool:
        """Wait to be let."""
        self.asked.append(topic)
        assert self.let.wait(30)
        if self._answers:
            self.fresh.add(topic)
        return self._answers


def press(topic: str, count: int = 1) -> Press:
    return Press(RecordDraft(topic), count)


class Desk:
    """What was pressed and what became of it."""

    def __init__(self, session: Session) -> None:
        self.handed: list[tuple[str, int, bool]] = []
        self.sends = Sends(session, lambda one, answered: self.handed.append((one.draft.topic, one.count, answered)))
        self.drained: asyncio.Task[None] | None = None

    def press(self, one: Press) -> None:
        """As the app does it."""
        if self.sends.press(one):
            self.drained = asyncio.create_task(self.sends.drain())


@asynccontextmanager
async def desk(session: Asked) -> AsyncIterator[Desk]:
    """Everything that waits is let go at the end."""
    made = Desk(session)
    try:
        yield made
    finally:
        session.let.set()
        if made.drained is not None:
            await made.drained


async def until_asked(session: Asked, times: int) -> None:
    async with asyncio.timeout(30):
        while len(session.asked) < times:
            await asyncio.sleep(0)


async def test_what_is_fresh_goes_at_once() -> None:
    session = Asked("orders")
    async with desk(session) as at:
        at.press(press("orders", 10))
        assert (at.handed, session.asked) == ([("orders", 10, True)], [])


async def test_what_is_not_waits_while_the_loop_goes_on_and_is_asked_for_once() -> None:
    session = Asked()
    async with desk(session) as at:
        for count in (1, 2, 3):
            at.press(press("orders", count))
        await until_asked(session, 1)
        assert at.handed == []
    assert at.handed == [("orders", count, True) for count in (1, 2, 3)]
    assert session.asked == ["orders"]


async def test_nothing_overtakes_what_waits() -> None:
    session = Asked("audit")
    async with desk(session) as at:
        for name in ("orders", "audit", "orders", "payments"):
            at.press(press(name))
    assert [topic for topic, _, _ in at.handed] == ["orders", "audit", "orders", "payments"]
    assert session.asked == ["orders", "audit", "orders", "payments"]


async def test_without_an_answer_it_goes_by_what_is_known_and_says_so() -> None:
    session = Asked(answers=False)
    async with desk(session) as at:
        at.press(press("orders"))
    assert at.handed == [("orders", 1, False)]


async def test_flushed_it_goes_now_and_not_again_with_the_answer() -> None:
    session = Asked()
    async with desk(session) as at:
        at.press(press("orders"))
        at.press(press("audit"))
        await until_asked(session, 1)
        at.sends.flush()
        assert at.handed == [("orders", 1, True), ("audit", 1, True)]
    assert len(at.handed) == 2


async def test_a_press_after_the_answer_begins_anew() -> None:
    session = Asked()
    async with desk(session) as at:
        at.press(press("orders"))
    session.fresh.clear()
    at.press(press("orders"))
    assert at.drained is not None
    await at.drained
    assert session.asked == ["orders", "orders"]


async def test_a_press_waits_for_its_schemas_too() -> None:
    class Fetching(Asked):
        """Its schemas come when they are waited for."""

        fetched = False

        def is_ready(self, draft: RecordDraft) -> bool:
            return self.fetched

        def ready_for(self, draft: RecordDraft, within: float = 1.0) -> bool:
            self.fetched = True
            return True

    session = Fetching("orders")
    session.let.set()
    async with desk(session) as at:
        at.press(press("orders"))
        assert at.handed == []
    assert at.handed == [("orders", 1, True)]


# In the app, on the embedded cluster.


@asynccontextmanager
async def silent(
    monkeypatch: pytest.MonkeyPatch, *, answers: bool = True
) -> AsyncIterator[tuple[Driver, threading.Event]]:
    """The app, and what lets its cluster answer; what is known of the topic is old."""
    let = threading.Event()

    def freshen(*_: object) -> bool:
        assert let.wait(30)
        return answers

    async with driving() as driver:
        await driver.sees("up · 3 brokers", "12 partitions")
        monkeypatch.setattr(driver.session, "is_fresh", lambda _: False)
        monkeypatch.setattr(driver.session, "freshen", freshen)
        try:
            yield driver, let
        finally:
            let.set()


async def test_keys_are_answered_while_a_record_waits_and_the_record_is_the_one_that_was_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with silent(monkeypatch) as (driver, let):
        driver.app.screen.query_one("#key-text").focus()
        await driver.press("f5", "7", "f5", "8")
        await driver.sees("user-4278")
        assert driver.totals.handed_over == 0
        let.set()
        await driver.until(lambda: driver.totals.delivered == 2, "both delivered")
        assert [driver.report(number).key for number in (1, 2)] == [b"user-42", b"user-427"]


async def test_what_was_pressed_before_reconnecting_comes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with silent(monkeypatch) as (driver, _):
        await driver.press("f5", "f3")
        await driver.until(lambda: driver.totals.delivered == 1, "delivered")


async def test_what_was_pressed_before_leaving_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    async with silent(monkeypatch) as (driver, _):
        assert driver.session.sandbox is not None
        Faults(driver.session.sandbox).round_trip(60_000)
        await driver.press("f5", "ctrl+q")
        await driver.sees("Records are in flight")
        assert not driver.app._exit


async def test_what_was_pressed_before_a_setting_was_changed_goes_by_the_old_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with silent(monkeypatch) as (driver, _):
        driver.app.screen.query_one("#partitioner").focus()
        await driver.press("f5", "right")
        await driver.until(lambda: driver.totals.delivered == 1, "delivered")
        assert driver.report(1).partition == 4


async def test_no_answer_within_a_second_is_said_and_the_record_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    async with silent(monkeypatch, answers=False) as (driver, let):
        await driver.press("f5")
        let.set()
        await driver.until(lambda: driver.totals.delivered == 1, "delivered")
        [said] = [one.message for one in driver.app._notifications]
        assert said == "The cluster did not answer within 1 s: sent by the 12 partitions last known."


def test_bytes_that_were_not_on_show() -> None:
    shown = ProducerRecord("orders", b"k", b"v", (), 3)
    press = Press(RecordDraft("orders"), 1, shown)
    assert not press.is_of_other(None)
    assert not press.is_of_other(shown._replace(partition=5, timestamp=7))
    assert press.is_of_other(shown._replace(value=b"w"))
    assert not Press(RecordDraft("orders"), 1).is_of_other(shown)
