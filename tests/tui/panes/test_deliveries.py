"""The delivery pane: the log's rows, whether it follows, and one line of figures that never moves."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.tui.holding import Held, holding
from tests.tui.still import NO_LEADER, Books, books, order
from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, Totals
from workbench.records.record import ProducerRecord
from workbench.tui.panes.deliveries import Deliveries
from workbench.tui.panes.delivery_list import DeliveryList
from workbench.tui.panes.delivery_summary import summary

WIDTHS = (1, 20, 60, 76, 78, 100, 116, 194)


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


def spaced(text: str) -> str:
    """With one space between words."""
    return " ".join(text.split())


def line(totals: Totals, width: int) -> str:
    return summary(totals, DeliveryLog(), width).plain


def test_words_where_there_is_room_and_signs_where_there_is_not() -> None:
    totals = Totals(delivered=41, failed=1, in_flight=2)
    assert spaced(line(totals, 116)) == "sent 44 delivered 41 failed 1 in flight 2 p50 … p99 … 0/s"
    assert spaced(line(totals, 78)) == "sent 44 ✓ 41 ✗ 1 · 2 p50 … p99 … 0/s"


def test_what_is_not_confirmed_or_unknown_is_named_once_there_is_some() -> None:
    totals = Totals(sent=3, unknown=4)
    assert "not confirmed 3" in line(totals, 194)
    assert "unknown 4" in line(totals, 194)
    assert "→ 3 ? 4" in line(totals, 78).replace("  ", " ")
    assert "unknown" not in line(Totals(), 194)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_figure_is_ever_cut_in_two(width: int) -> None:
    totals = Totals(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000)
    shown = line(totals, width)
    assert len(shown) <= max(width, len("sent 5,000,000"))
    assert shown.split()[:2] == ["sent", "5,000,000"]
    assert set(shown.split()) <= set(line(totals, 400).split()) | set("✓✗·→?")


@pytest.mark.parametrize("width", (78, 116, 194))
def test_counting_moves_nothing(width: int) -> None:
    few, many = Totals(1, 0, 0, 0, 1), Totals(99_999, 0, 9_999, 0, 9_999)
    starts = [line(totals, width).index("p50") for totals in (few, many)]
    assert starts[0] == starts[1]


def test_a_row_that_left_between_two_looks_is_an_empty_line() -> None:
    painted = DeliveryList(DeliveryLog())._paint(7, 20)
    assert "".join(segment.text for segment in painted) == " " * 20
