"""One report as a row of exact width, whatever is in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState
from workbench.tui.panes.delivery_columns import Columns, cells, columns, heading, landing, outcome

REPORT = DeliveryReport(
    number=41,
    time=1_700_000_000.114,
    topic="orders",
    partition=4,
    offset=1_204,
    timestamp=None,
    key=b"user-42",
    key_size=7,
    value_size=40,
    size=47,
    latency=0.0018,
    state=DeliveryState.DELIVERED,
)
TOO_LARGE = DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size too large")
WIDTHS = (77, 80, 99, 100, 114, 149, 150, 195, 400)


def row(report: DeliveryReport, width: int) -> str:
    return "".join(cells(report, columns(width)))


def test_a_row_under_its_heading() -> None:
    layout = columns(114)
    assert "41  22:13:20.114  orders-4" in row(REPORT, 114)
    for name, end in (("offset", "1,204"), ("size", "47 B"), ("latency", "1.8 ms")):
        assert heading(layout).index(name) + len(name) == row(REPORT, 114).index(end) + len(end)
    for name, start in (("time", "22:"), ("partition", "orders"), ("key", "user-42"), ("state", "✓ del")):
        assert heading(layout).index(name) == row(REPORT, 114).index(start)


@pytest.mark.parametrize("width", WIDTHS)
def test_heading_and_row_fill_the_width_exactly(width: int) -> None:
    assert len(heading(columns(width))) == cell_len(row(REPORT, width)) == width


@given(
    st.builds(
        DeliveryReport,
        number=st.integers(1, 10**12),
        time=st.floats(0, 4e9),
        topic=st.text(max_size=300),
        partition=st.none() | st.integers(0, 10**6),
        offset=st.none() | st.integers(0, 2**63 - 1),
        timestamp=st.none(),
        key=st.none() | st.binary(max_size=300),
        key_size=st.just(0),
        value_size=st.just(0),
        size=st.integers(0, 2**40),
        latency=st.none() | st.floats(0, 1e6),
        state=st.sampled_from(DeliveryState),
        error=st.none() | st.builds(DeliveryError, st.text(max_size=40), st.text(max_size=5_000)),
    ),
    st.sampled_from(WIDTHS),
)
def test_nothing_moves_a_column_or_reaches_the_terminal(report: DeliveryReport, width: int) -> None:
    layout = columns(width)
    left, state = cells(report, layout)
    assert cell_len(left) == width - layout.state
    assert cell_len(state) == layout.state
    assert not any(char < " " or "\x7f" <= char < "\xa0" or "\u202a" <= char <= "\u202e" for char in left)


def test_a_long_topic_loses_its_beginning_and_keeps_its_partition() -> None:
    report = replace(REPORT, topic="a-very-long-topic-name-of-the-billing-department", partition=117)
    assert "…" in row(report, 77)
    assert "-117 " in row(report, 77)


def test_big_figures_lose_separators_first_and_then_their_first_digits() -> None:
    report = replace(REPORT, number=1_234_567, offset=12_345_678_901, size=123_456_789)
    left, _ = cells(report, columns(77))
    assert left.split()[0] == "…4567"
    assert "…678901" in left
    assert "123 MB" in left
    wide, _ = cells(report, columns(195))
    assert "1,234,567" in wide
    assert "123.5 MB" in wide


def test_null_empty_text_and_binary_keys_differ() -> None:
    shown = [row(replace(REPORT, key=key), 195) for key in (None, b"", b"null", b"\x00\x01", "홍길동".encode())]
    assert [word in line for word, line in zip(("null", "empty", "null", "0x0001", "홍길동"), shown, strict=True)] == [
        True
    ] * 5


def test_control_characters_and_markup_are_text() -> None:
    report = replace(REPORT, key=b"\x1b[31m[red]x[/]", topic="[@click=app.quit]t\u202e", partition=None)
    line = row(report, 195)
    assert r"\x1b[31m[red]x[/]" in line
    assert r"[@click=app.quit]t\u202e" in line


@pytest.mark.parametrize(
    ("state", "error", "words"),
    [
        (DeliveryState.QUEUED, None, "· queued"),
        (DeliveryState.DELIVERED, None, "✓ delivered"),
        (DeliveryState.SENT, None, "→ sent, not confirmed"),
        (DeliveryState.FAILED, TOO_LARGE, "✗ failed  MSG_SIZE_TOO_LARGE: Broker: Message size too large"),
        (DeliveryState.UNKNOWN, None, "? unknown"),
    ],
)
def test_every_state_has_a_sign_and_a_word(state: DeliveryState, error: DeliveryError | None, words: str) -> None:
    assert outcome(replace(REPORT, state=state, error=error)) == words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TOO_LARGE, "✗ failed  ■ permanent  MSG_SIZE_TOO_LARGE: Broker"),
        (DeliveryError("LEADER_NOT_AVAILABLE", "x", retriable=True), "✗ failed  ~ retriable  LEADER_NOT_AVAILABLE: x"),
        (DeliveryError("_FENCED", "x"), "✗ failed  ! fatal  _FENCED: x"),
    ],
)
def test_the_kind_of_an_error_is_said_where_there_is_room(error: DeliveryError, words: str) -> None:
    report = replace(REPORT, state=DeliveryState.FAILED, error=error)
    assert cells(report, columns(190))[1].startswith(words)
    _, narrow = cells(report, columns(149))
    assert narrow.startswith(f"✗ failed  {error.name}: ")


def test_an_error_shows_its_name_even_at_80_columns() -> None:
    _, state = cells(replace(REPORT, state=DeliveryState.FAILED, error=TOO_LARGE), columns(77))
    assert state.startswith("✗ failed MSG_SIZE")


def test_the_latency_of_what_is_awaited_and_of_what_nobody_measured() -> None:
    assert "… · queued" in row(replace(REPORT, latency=None, state=DeliveryState.QUEUED), 77)
    assert "– ? unknown" in row(replace(REPORT, latency=None, state=DeliveryState.UNKNOWN), 77)


def test_a_partition_that_is_not_known_yet() -> None:
    assert landing(replace(REPORT, partition=None)) == "orders"


@given(st.integers(-10, 60))
def test_a_list_that_is_too_narrow_still_has_columns(width: int) -> None:
    layout = columns(width)
    assert isinstance(layout, Columns)
    assert layout.state >= 11
