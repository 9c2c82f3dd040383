"""Everything about one record: named, escaped, whole in a copy, and followed until it is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.content import Content

from tests.tui.holding import asking
from tests.tui.still import NO_LEADER, TOO_LARGE, Books, StillSession, books, order
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState
from workbench.delivery.teaching.facts import Facts
from workbench.records.record import ProducerRecord
from workbench.tui.screens.detail import KEPT_CHARACTERS, Detail, page

RECORD = ProducerRecord(
    "orders",
    b"user-42",
    b'{\n  "id": 1\n}',
    (("trace", b"abc"), ("trace", None), ("empty", b"")),
    4,
    1_700_000_000_000,
)
REPORT = DeliveryReport(
    42,
    1_700_000_000.114,
    "orders",
    4,
    1_204,
    1_700_000_000_116,
    b"user-42",
    7,
    13,
    33,
    0.0018,
    DeliveryState.DELIVERED,
    None,
    RECORD,
)


def text(report: DeliveryReport, limit: int | None = KEPT_CHARACTERS) -> str:
    return page(report, limit).plain


def holds(report: DeliveryReport, *facts: str) -> bool:
    words = [" ".join(line.split()) for line in text(report).split("\n")]
    return all(fact in words for fact in facts)


def test_every_fact_under_its_name() -> None:
    assert holds(
        REPORT,
        "✓ delivered",
        "partition orders-4",
        "offset 1,204",
        "handed over 2023-11-14 22:13:20.114 +0000",
        "broker's time 2023-11-14 22:13:20.116 +0000",
        "timestamp asked 2023-11-14 22:13:20.000 +0000",
        "latency 1.8 ms",
        "size 33 B: key 7 B, value 13 B",
        "key 7 B, text",
        "value 13 B, text",
        '"id": 1',
    )


def test_headers_in_their_order_null_and_empty_apart() -> None:
    lines = [" ".join(line.split()) for line in text(REPORT).split("\n")]
    assert [line for line in lines if line.startswith("header")] == [
        "header trace 3 B, text",
        "header trace null",
        "header empty empty, 0 B",
    ]


def test_null_key_and_tombstone() -> None:
    report = replace(REPORT, key=None, record=ProducerRecord("orders"))
    assert holds(report, "key null", "value null")


def test_what_is_not_known_is_said() -> None:
    queued = replace(REPORT, state=DeliveryState.QUEUED, offset=None, timestamp=None, latency=None)
    assert holds(queued, "· queued", "offset –", "broker's time not given")


@pytest.mark.parametrize(("error", "kind"), [(NO_LEADER, "~ retriable"), (TOO_LARGE, "■ permanent")])
def test_a_failure_is_explained_above_the_facts(error: DeliveryError, kind: str) -> None:
    shown = text(replace(REPORT, state=DeliveryState.FAILED, error=error))
    assert shown.startswith(f"✗ failed  {error.name}\n{kind}: ")
    assert shown.index("Next step: ") < shown.index("partition       orders-4")


def test_broker_transaction_attempts_and_time_in_queue_are_shown_where_they_are_known() -> None:
    known = replace(REPORT, broker=2, transaction=7)
    facts = Facts(leader=2, leader_address="kafka-2:9092", attempts=3, queue_seconds=0.25)
    shown = [" ".join(line.split()) for line in page(known, facts=facts).plain.split("\n")]
    assert {"broker 2 at kafka-2:9092", "transaction 7", "attempts 3", "time in queue 250 ms"} <= set(shown)
    assert "broker          2\n" in page(known, facts=Facts(leader=1, leader_address="kafka-1:9092")).plain
    unknown = text(REPORT)
    assert not any(f"\n{name} " in unknown for name in ("broker", "transaction", "attempts", "time in queue"))


def test_bytes_that_are_no_text_are_hex_and_nothing_is_markup() -> None:
    value = b"\x1b[31m[red]x[/]\n\xe2\x80\xae[@click=app.quit]"
    record = ProducerRecord("orders", b"\xff\x00", value, (("[/]\x07", b"1"),))
    report = replace(REPORT, record=record)
    shown = text(report)
    assert "ff 00" in shown
    assert "\\x1b[31m[red]x[/]\n\\u202e[@click=app.quit]" in shown
    assert "header [/]\\x07" in shown
    assert not {"red", "@click=app.quit"} & {str(span.style) for span in page(report).spans}


def test_a_long_value_is_cut_on_screen_and_whole_in_a_copy() -> None:
    report = replace(REPORT, record=ProducerRecord("orders", None, b"x" * 100_000))
    assert "(80,000 more characters)" in text(report)
    assert "x" * 100_000 in text(report, None)


def test_a_record_that_is_no_longer_kept() -> None:
    assert "no longer kept" in text(replace(REPORT, record=None))


@pytest.mark.parametrize("timestamp", [1, 253_402_300_799_999])
def test_the_earliest_and_latest_times_have_a_date(timestamp: int) -> None:
    report = replace(REPORT, timestamp=timestamp, record=replace_time(timestamp))
    assert "timestamp asked" in text(report)


def replace_time(timestamp: int) -> ProducerRecord:
    return RECORD._replace(timestamp=timestamp)


def log_of(*records: ProducerRecord) -> DeliveryLog:
    kept = Books()
    for number, record in enumerate(records):
        kept.delivered(record, number)
    return kept.log


async def test_left_and_right_go_to_the_neighbours_and_stop_at_the_ends() -> None:
    async with asking(Detail(log_of(*map(order, range(3))), 2)) as (held, _):
        assert "Record 2" in held.screen
        await held.press("left", "left", "left")
        assert "Record 1" in held.screen
        await held.press("right", "n", "n", "n")
        assert "Record 3" in held.screen
        assert "user-2" in held.screen


async def test_a_queued_record_turns_into_its_outcome_while_it_is_open() -> None:
    kept = Books()
    kept.queued(order(1))
    async with asking(Detail(kept.log, 1)) as (held, _):
        assert "· queued" in held.screen
        kept.log.give_up()
        await held.until(lambda: "? unknown" in held.screen)


async def test_a_record_that_left_says_so_and_its_neighbours_are_reached() -> None:
    kept = Books(capacity=2)
    for number in range(2):
        kept.delivered(order(number), number)
    async with asking(Detail(kept.log, 1)) as (held, _):
        for number in range(2, 6):
            kept.delivered(order(number), number)
        await held.until(lambda: "has left the list" in held.screen)
        await held.press("right")
        await held.until(lambda: "user-4" in held.screen)


async def test_what_is_known_around_the_record_is_looked_up_again_while_it_is_open() -> None:
    known = [Facts(timeout_ms=300_000, leader=2, leader_up=False)]
    kept = Books()
    kept.queued(order(1))
    async with asking(Detail(kept.log, 1, lambda _report: known[0])) as (held, _):
        assert "is not connected" in held.screen
        known[0] = Facts(timeout_ms=300_000, leader=2, leader_up=True)
        await held.until(lambda: "on its way to the broker" in held.screen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_error_kind_words_and_next_step_are_on_the_screen_at_once(size: tuple[int, int]) -> None:
    log = books()
    async with asking(Detail(log, 33, StillSession(log=log).facts), size=size) as (held, _):
        screen = " ".join(held.screen.replace("│", " ").split())
        for words in (
            "✗ failed MSG_SIZE_TOO_LARGE",
            "■ permanent: refused again as long as nothing changes",
            "The record is larger than the producer takes.",
            "Next step: raise the producer's message.max.bytes with -X,",
            "1,000,000 now; this record is 1,400,043 bytes",
            "its own words Broker: Message size too large",
            "partition orders-4",
        ):
            assert words in screen


async def test_what_was_found_out_since_stands_below_the_explanation_until_another_record_is_shown() -> None:
    screen = Detail(log_of(*map(order, range(3))), 2)
    async with asking(screen) as (held, _):
        screen.show_found(Content("✓ the same, byte for byte"))
        await held.pilot.pause()
        assert held.screen.index("delivered") < held.screen.index("byte for byte") < held.screen.index("partition ")
        await held.press("left")
        assert "byte for byte" not in held.screen


@pytest.mark.parametrize("key", ["escape", "enter", "q"])
async def test_it_closes(key: str) -> None:
    async with asking(Detail(books(), 33)) as (held, answers):
        await held.press(key)
        assert answers == [None]


async def test_a_copy_has_all_of_it() -> None:
    async with asking(Detail(log_of(ProducerRecord("orders", b"k", b"y" * 50_000)), 1)) as (held, _):
        await held.press("c")
        assert "y" * 50_000 in held.app.clipboard


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 10), (200, 60)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with asking(Detail(books(), 34), size=size) as (held, answers):
        await held.press("left", "right", "end", "escape")
        assert answers == [None]
