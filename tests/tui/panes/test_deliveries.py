"""The delivery pane: the log's rows, whether it follows, and one line of figures that never moves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from tests.delivery.reports import answer
from tests.tui.driving import driving
from tests.tui.holding import Held, holding
from tests.tui.still import NO_LEADER, Books, books, order
from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError
from workbench.records.record import ProducerRecord
from workbench.tui.panes import live_filter
from workbench.tui.panes.deliveries import Deliveries
from workbench.tui.panes.delivery_list import DeliveryList


def pane(held: Held) -> Deliveries:
    return held.app.query_one(Deliveries)


async def test_an_empty_list_says_which_key_sends() -> None:
    async with holding(Deliveries(DeliveryLog()), size=(120, 20)) as held:
        assert "Nothing sent yet. F5 sends" in held.screen
        assert "following ▼" in held.screen


async def test_every_kind_of_row_and_the_figures() -> None:
    async with holding(Deliveries(books()), size=(120, 20)) as held:
        await held.until(lambda: "· queued" in held.screen)
        for words in ("✓ delivered", "✗ failed  LEADER", "→ sent, not conf", "? unknown", "홍길동", "null", "empty"):
            assert words in held.screen
        await held.until(lambda: "p99" in held.screen)


async def test_rows_appear_while_it_is_open() -> None:
    kept = Books()
    async with holding(Deliveries(kept.log), size=(120, 20)) as held:
        kept.delivered(order(1), 7)
        await held.until(lambda: "user-1 " in held.screen)
        assert "Nothing sent yet" not in held.screen


async def test_pausing_is_said_with_what_came_since() -> None:
    kept = Books()
    for number in range(50):
        kept.delivered(order(number), number)
    async with holding(Deliveries(kept.log), size=(120, 12)) as held:
        await held.until(lambda: "user-49" in held.screen)
        pane(held).rows.focus()
        await held.press("up")
        assert "paused ‖  0 new" in held.screen
        kept.log.hand_over(Batch([order(99)] * 1_234))
        await held.until(lambda: "paused ‖  1,234 new" in held.screen)
        assert "user-99" not in held.screen
        await held.press("end")
        await held.until(lambda: "following ▼" in held.screen and "user-99" in held.screen)


async def test_rows_that_left_are_counted_and_the_window_goes_along() -> None:
    kept = Books(capacity=10)
    for number in range(10):
        kept.delivered(order(number), number)
    async with holding(Deliveries(kept.log), size=(120, 20)) as held:
        await held.until(lambda: "user-0 " in held.screen)
        pane(held).rows.focus()
        await held.press("home")
        for number in range(10, 25):
            kept.delivered(order(number), number)
        await held.until(lambda: "15 oldest let go" in held.screen)
        assert "user-14 " not in held.screen
        assert "user-15 " in held.screen


async def test_very_long_error_texts_and_nasty_keys_stay_in_their_line() -> None:
    kept = Books()
    error = DeliveryError("TOPIC_AUTHORIZATION_FAILED", "\x1b[2J[/]\n" * 2_000)
    kept.failed(ProducerRecord("[red]t[/]", b"\x1b]0;t\x07", None, (), 0), error)
    kept.failed(ProducerRecord("t", b"x" * 4096, None, (), 0), NO_LEADER)
    async with holding(Deliveries(kept.log), size=(120, 20)) as held:
        await held.until(lambda: "TOPIC_AUTHORIZATION" in held.screen)
        assert "\x1b" not in held.screen
        assert all(cell_len(line) == 120 for line in held.screen.split("\n"))


@pytest.mark.parametrize("width", range(39, 48))
async def test_a_wide_character_cut_at_the_edge_keeps_the_lines_width(width: int) -> None:
    kept = Books()
    kept.delivered(ProducerRecord("orders", "홍길동".encode(), None, (), 0), 1)
    async with holding(Deliveries(kept.log), size=(width, 14)) as held:
        await held.until(lambda: "22:13:20" in held.screen)
        assert {cell_len(line) for line in held.screen.split("\n")} == {width}


@pytest.mark.parametrize("size", [(1, 1), (8, 3), (40, 10), (200, 60)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with holding(Deliveries(books()), size=size) as held:
        await held.until(lambda: pane(held).rows.display)
        pane(held).rows.focus()
        await held.press("up", "home", "pagedown", "end")


def test_a_row_that_left_between_two_looks_is_an_empty_line() -> None:
    painted = DeliveryList(DeliveryLog())._paint(7, 20)
    assert "".join(segment.text for segment in painted) == " " * 20


def said(held: Held) -> str:
    """The last notification."""
    return next((str(one.message) for one in reversed(list(held.app._notifications))), "")


async def filtered(held: Held, line: str) -> None:
    """A filter, typed and taken with Enter from the list."""
    pane(held).rows.focus()
    await held.press("/")
    await held.press(*({" ": "space"}.get(char, char) for char in line), "enter")


async def test_a_filter_is_typed_in_a_line_and_said_in_the_border() -> None:
    async with holding(Deliveries(books()), size=(120, 20)) as held:
        await held.until(lambda: "user-44" in held.screen)
        await filtered(held, "state:failed")
        await held.until(lambda: "filter: state:failed · 2 of 37 · following ▼" in held.screen)
        assert "user-44" not in held.screen
        assert isinstance(held.app.focused, DeliveryList)
        await held.press("/", "space", *"red", "enter")
        await held.until(lambda: "filter: state:failed red · 1 of 37" in held.screen)
        await held.press("escape")
        await held.until(lambda: "filter:" not in held.screen and "user-44" in held.screen)


async def test_a_filter_stays_live() -> None:
    kept = Books()
    kept.delivered(order(1), 1)
    batch = kept.queued(order(2))
    async with holding(Deliveries(kept.log), size=(120, 20)) as held:
        await held.until(lambda: "user-2 " in held.screen)
        await filtered(held, "state:failed,queued")
        await held.until(lambda: "1 of 2 · following" in held.screen)
        answer(kept.log, batch)
        await held.until(lambda: "0 of 2 · following" in held.screen)
        kept.failed(order(3), NO_LEADER)
        await held.until(lambda: "1 of 3 · following" in held.screen and "user-3 " in held.screen)


async def test_a_filter_is_brought_up_in_a_thread_where_much_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_filter, "FAR", 10)
    kept = Books()
    kept.delivered(order(1), 1)
    async with holding(Deliveries(kept.log), size=(120, 20)) as held:
        await held.until(lambda: "user-1 " in held.screen)
        await filtered(held, "user")
        await held.until(lambda: "1 of 1 · following" in held.screen)
        kept.log.hand_over(Batch([order(2)] * 1_000))
        await held.until(lambda: "1,001 of 1,001 · following" in held.screen)


async def test_what_waits_while_paused_is_what_matches() -> None:
    kept = Books()
    for number in range(20):
        kept.failed(order(number), NO_LEADER)
    async with holding(Deliveries(kept.log), size=(120, 12)) as held:
        await held.until(lambda: "user-19" in held.screen)
        await filtered(held, "state:failed")
        await held.until(lambda: "20 of 20" in held.screen)
        await held.press("up")
        kept.delivered(order(99), 1)
        kept.failed(order(98), NO_LEADER)
        await held.until(lambda: "21 of 22 · paused ‖  1 new" in held.screen)


async def test_nothing_that_matches_teaches() -> None:
    async with holding(Deliveries(books()), size=(120, 20)) as held:
        await held.until(lambda: "user-44" in held.screen)
        await filtered(held, "topic:audit state:failed")
        await held.until(lambda: "Nothing matches in 37 rows" in held.screen)
        assert "topic:audit alone: 1" in held.screen
        assert "/ changes the filter, Esc shows all." in held.screen
        await held.press("up", "enter", "x", "space", "c")
        await held.press("escape")
        await held.until(lambda: "user-44" in held.screen)


async def test_a_line_that_is_left_with_escape_shows_all() -> None:
    async with holding(Deliveries(books()), size=(120, 20)) as held:
        await held.until(lambda: "user-44" in held.screen)
        await filtered(held, "state:failed")
        await held.until(lambda: "2 of 37" in held.screen)
        await held.press("/", "escape")
        await held.until(lambda: "filter:" not in held.screen)
        await held.press("/")
        assert pane(held).query_one("#filter-text", Input).value == ""


async def test_before_anything_is_sent_there_is_nothing_to_filter() -> None:
    async with holding(Deliveries(DeliveryLog()), size=(120, 20)) as held:
        await pane(held).open_filter()
        await held.until(lambda: said(held) == "Nothing sent yet: there is nothing to filter.")


async def test_sorted_rows_are_frozen_and_say_so() -> None:
    kept = Books()
    for number in range(12):
        kept.delivered(order(number), number, (number * 5 % 12 + 1) / 1000)
    async with holding(Deliveries(kept.log), size=(120, 30)) as held:
        await held.until(lambda: "user-11" in held.screen)
        pane(held).rows.focus()
        await held.press("s")
        await held.press(*"latency", "enter")
        await held.until(lambda: "by latency ↓ at" in held.screen)
        assert held.screen.index("user-7 ") < held.screen.index("user-2 ") < held.screen.index("user-0 ")
        kept.delivered(order(77), 1, 9.0)
        await held.until(lambda: ", 1 newer" in held.screen)
        assert "user-77" not in held.screen
        await held.press("escape")
        await held.until(lambda: "user-77" in held.screen and "by latency" not in held.screen)


async def test_as_they_come_is_an_order_too() -> None:
    async with holding(Deliveries(books()), size=(120, 30)) as held:
        await held.until(lambda: "user-44" in held.screen)
        pane(held).rows.focus()
        await held.press("s", *"size", "enter")
        await held.until(lambda: "by size ↓" in held.screen)
        await held.press("s", *"as they", "enter")
        await held.until(lambda: "by size" not in held.screen)


async def test_a_row_is_copied_as_a_json_line() -> None:
    async with holding(Deliveries(books()), size=(120, 30)) as held:
        await held.until(lambda: "user-44" in held.screen)
        pane(held).rows.focus()
        await held.press("c")
        assert json.loads(held.app.clipboard)["number"] == 37


async def test_what_matches_is_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with holding(Deliveries(books()), size=(120, 30)) as held:
        await held.until(lambda: "user-44" in held.screen)
        await filtered(held, "state:failed")
        await held.until(lambda: "2 of 37" in held.screen)
        await held.press("e")
        await held.until(lambda: "Export 2 deliveries that match" in held.screen)
        await held.press("enter")
        await held.until(lambda: said(held) == "2 rows written to deliveries.jsonl.")
    assert len((tmp_path / "deliveries.jsonl").read_text().splitlines()) == 2


async def test_marks_are_counted_in_the_border() -> None:
    async with holding(Deliveries(books()), size=(120, 30)) as held:
        await held.until(lambda: "user-44" in held.screen)
        pane(held).rows.focus()
        await held.press("a")
        await held.until(lambda: "37 marked · following" in held.screen)


@pytest.mark.parametrize("size", [(1, 1), (8, 3), (40, 10), (80, 10)])
async def test_the_line_fits_any_size(size: tuple[int, int]) -> None:
    async with holding(Deliveries(books()), size=size) as held:
        await held.until(lambda: pane(held).rows.display)
        await filtered(held, "sate:x")
        await held.press("backspace", "escape", "escape")


async def test_in_the_workbench_itself_what_is_filtered_can_be_marked_for_resending() -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.sees("up · 3 brokers")
        await driver.press("f6")
        await driver.until(lambda: driver.totals.delivered == 10, "ten delivered")
        await driver.press("ctrl+f")
        await driver.type("offset:3..6")
        await driver.press("enter")
        await driver.sees("filter: offset:3..6 · 4 of 10")
        await driver.press("a")
        await driver.sees("4 marked")
        assert list(driver.app.chosen_deliveries) == driver.app.main.deliveries.rows.marked
        assert [driver.report(number).offset for number in driver.app.chosen_deliveries] == [3, 4, 5, 6]
