"""A filter beside the screen: the first rows at once, all of them soon, and kept up from then on."""

from __future__ import annotations

import asyncio

from tests.delivery.records import hand_over, record
from tests.tui.still import TOO_LARGE, Books, books, order
from workbench.delivery.filters.reading import read
from workbench.delivery.log import DeliveryLog
from workbench.tui.panes import live_filter
from workbench.tui.panes.live_filter import LiveFilter


def live(log: DeliveryLog, line: str) -> LiveFilter:
    return LiveFilter(log, line, read(line).filter)


async def test_the_newest_rows_are_there_before_all_are() -> None:
    log = DeliveryLog(1_000)
    log.chunk_rows = 10
    for _ in range(10):
        hand_over(log, *[record()] * 10)
    wanted, seen = live(log, "k"), list[int]()
    assert wanted.words(20) == "filter: k …"
    await wanted.apply(lambda: seen.append(len(wanted.view or ())))
    assert seen == [10, 100]
    assert (wanted.is_busy, wanted.words(20)) == (False, "filter: k · 100 of 100")


async def test_one_that_is_stopped_shows_nothing() -> None:
    wanted, seen = live(books(), "user"), list[int]()
    wanted.stop()
    await wanted.apply(lambda: seen.append(1))
    assert (seen, wanted.view) == ([], None)


async def test_a_look_takes_what_is_new(monkeypatch: object) -> None:
    kept = Books()
    kept.delivered(order(1), 1)
    wanted = live(kept.log, "state:failed")
    assert wanted.look() is None
    await wanted.apply(lambda: None)
    kept.failed(order(2), TOO_LARGE)
    assert wanted.look() is None
    assert wanted.view is not None and len(wanted.view) == 1


async def test_much_that_is_new_is_matched_in_a_thread() -> None:
    log = DeliveryLog(1_000_000, kept_bytes=0)
    wanted = live(log, "k")
    await wanted.apply(lambda: None)
    while log.next <= live_filter.FAR + 2:
        hand_over(log, *[record()] * min(5_000, log.room))
    go_on = wanted.look()
    assert go_on is not None and wanted.is_busy
    assert wanted.look() is None
    assert wanted.is_behind
    await go_on()
    assert not wanted.is_busy
    again = wanted.look()
    assert again is not None
    await asyncio.create_task(again())
    assert wanted.view is not None and (wanted.view.behind, wanted.is_behind) == (0, False)


async def test_no_match_is_explained() -> None:
    lines = await live(books(), "state:failed topic:audit User").why_empty()
    assert lines[0].startswith("Nothing matches in 37 rows")
    assert lines[1:4] == ("  state:failed alone: 2", "  topic:audit alone: 1", "  User alone: 0")
    assert "capital letter" in lines[4]
    assert lines[-1] == "/ changes the filter, Esc shows all."
    assert len(await live(books(), "nobody").why_empty()) == 2
