"""The list of topics: what was last heard at once, what the cluster says now as soon as it is there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from textual.geometry import Region

from tests.tui.holding import asking
from tests.tui.still import UP, StillSession, metadata, topic
from workbench.tui.screens.topics import Topics

BELOW = Region(0, 2, 20, 1)


class Answering(StillSession):
    """Says how many partitions there are once it is let."""

    def __init__(self, *partitions: int) -> None:
        super().__init__(replace(UP, metadata=metadata(topic("orders", 3))))
        self._partitions = partitions
        self._let = threading.Event()

    def freshen_all(self, within: float = 1.0) -> None:
        """Wait to be let."""
        assert self._let.wait(30)
        found = (
            topic(f"orders-{number}" if number else "orders", count) for number, count in enumerate(self._partitions)
        )
        self._still = replace(UP, metadata=metadata(*found))

    @contextmanager
    def ready(self) -> Iterator[None]:
        """Whoever waits goes on afterwards, whatever happens."""
        try:
            yield
        finally:
            self._let.set()


async def test_it_opens_at_once_and_takes_the_answer_when_it_comes() -> None:
    session = Answering(1_000, 12)
    with session.ready():
        async with asking(Topics(session, "orders", BELOW)) as (held, answers):
            assert "orders  3 partitions" in held.screen
            await held.press("o")
            session._let.set()
            await held.until(lambda: "orders    1,000 partitions" in held.screen)
            assert "orders-1  12 partitions" in held.screen
            await held.press("enter")
            assert answers == ["orders"]


async def test_what_is_under_the_cursor_stays_there() -> None:
    session = Answering(3, 5, 7)
    session._still = replace(UP, metadata=metadata(topic("orders-2", 1)))
    with session.ready():
        async with asking(Topics(session, "orders-2", BELOW)) as (held, answers):
            session._let.set()
            await held.until(lambda: "7 partitions" in held.screen)
            await held.press("enter")
            assert answers == ["orders-2"]


async def test_a_list_that_was_left_takes_nothing_any_more() -> None:
    session = Answering(12)
    with session.ready():
        async with asking(Topics(session, "orders", BELOW)) as (held, answers):
            await held.press("escape")
            session._let.set()
            assert answers == [None]
