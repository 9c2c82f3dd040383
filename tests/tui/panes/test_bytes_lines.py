"""Bytes as lines: every byte once, at its place, under its name; only what is in sight is made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.serialization.anatomy import Span
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.panes.bytes_lines import ByteLines, Chained, Run, runs

FRAMED = (Span(0, 1, "magic byte", "0"), Span(1, 5, "schema id", "42 → orders-value v3"))
DATA = bytes.fromhex("000000002a0c4672616e6365")


def lines(data: bytes, spans: tuple[Span, ...], width: int = 60) -> list[str]:
    return plain(ByteLines(data, spans, width)).split("\n")


def test_each_part_begins_a_line_and_has_its_name() -> None:
    named = (*FRAMED, Span(5, 6, "length", "6", "name"), Span(6, 12, "string", "France", "name"))
    assert lines(DATA, named) == [
        " 0 00                ·       magic byte 0",
        " 1 00 00 00 2a       ···*    schema id 42 → orders-value v3",
        " 5 0c                ·       name length 6",
        " 6 46 72 61 6e 63 65 France  name string France",
    ]


def test_bytes_without_a_name_have_the_whole_width() -> None:
    assert lines(DATA, (), 80)[0] == " 0 00 00 00 00 2a 0c 46 72 61 6e 63 65             ····*·France"


def test_a_path_that_is_too_long_keeps_its_end() -> None:
    first, second = lines(b"\x02", (Span(0, 1, "int", "1", "order.customer.address.number"),), 46)
    assert first.endswith("·     number int") and second.strip() == "1"


def test_a_name_that_is_too_long_for_a_line_takes_two() -> None:
    framed = (FRAMED[0], Span(1, 5, "schema id", "100,017 → com.example.orders-value v3"))
    assert lines(DATA[:5], framed, 52) == [
        " 0 00          ·     magic byte 0",
        " 1 00 00 00 2a ···*  schema id",
        " " * 23 + "100,017 → com.example.orders…",
    ]


def test_a_second_line_of_bytes_has_the_rest_of_the_name() -> None:
    named = (Span(0, 5, "timestamp-millis", "2026-11-22T12:00:00.250Z", "placed"),)
    first, second = lines(DATA[:5], named, 52)
    assert first.endswith("placed timestamp-millis") and second.split() == ["4", "2a", "*", "2026-11-22T12:00:00.250Z"]


def test_a_name_from_outside_is_escaped() -> None:
    [line] = lines(b"\x02", (Span(0, 1, "string", "\x1b[31m", "a\nb"),), 60)
    assert "\x1b" not in line and "a\\nb string \\x1b[31m" in line


@given(st.binary(max_size=80), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=6))
def test_every_byte_is_in_exactly_one_run_whatever_the_spans(data: bytes, places: list[tuple[int, int]]) -> None:
    found = list(runs([Span(start, end, "x") for start, end in places], len(data)))
    assert [byte for run in found for byte in range(run.start, run.end)] == list(range(len(data)))
    assert all(run.start < run.end for run in found)


@given(st.binary(max_size=200), st.integers(20, 120))
def test_all_bytes_are_shown_in_no_more_cells_than_there_are(data: bytes, width: int) -> None:
    shown = ByteLines(data, FRAMED if len(data) > 5 else (), width)
    hexadecimal = "".join(line[1][0] for line in shown)
    assert bytes.fromhex(hexadecimal) == data
    assert all(width_of(line) <= max(width, 22) for line in shown)


def test_a_line_of_a_hundred_megabytes_is_made_alone() -> None:
    data = bytes(100_000_000)
    shown = ByteLines(data, FRAMED, 60)
    assert plain([shown[len(shown) - 1]]).startswith("99999997 00 00 00 ")
    assert [*runs(FRAMED, 100_000_000)][-1] == Run(5, 100_000_000)


def test_chained_lines_keep_their_order() -> None:
    parts = [[((str(number), "plain"),)] * 2 for number in range(3)]
    assert plain(Chained([*parts, []])).split("\n") == ["0", "0", "1", "1", "2", "2"]
    assert len(Chained([])) == 0
