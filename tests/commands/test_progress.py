"""The line of progress: how often, in which words, and gone when it is over."""

from __future__ import annotations

import io

import pytest

from workbench.commands.progress import BETWEEN, Progress, words
from workbench.delivery.report import Totals


def test_it_shows_where_things_stand_and_the_rate() -> None:
    terminal = io.StringIO()
    progress = Progress(terminal, now=10.0)
    progress.show(Totals(delivered=1_000, failed=2, in_flight=98), now=11.0)
    assert terminal.getvalue() == "\r\x1b[K1,000 delivered · 2 failed · 98 in flight · 1,002/s"


def test_it_shows_no_more_than_five_times_a_second() -> None:
    terminal = io.StringIO()
    progress = Progress(terminal, now=0.0)
    for step in range(1, 101):
        progress.show(Totals(delivered=step), now=step / 100)
    assert 1 / BETWEEN == 5
    assert terminal.getvalue().count("delivered") <= 5


def test_it_erases_what_it_showed_and_nothing_else() -> None:
    terminal = io.StringIO()
    progress = Progress(terminal, now=0.0)
    progress.erase()
    assert terminal.getvalue() == ""
    progress.show(Totals(), now=1.0)
    progress.erase()
    progress.erase()
    assert terminal.getvalue().endswith("/s\r\x1b[K")


def test_without_a_terminal_it_is_silent() -> None:
    progress = Progress(None, now=0.0)
    progress.show(Totals(delivered=1), now=9.0)
    progress.erase()


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (Totals(), "0 delivered"),
        (Totals(delivered=1_204, unknown=3), "1,204 delivered · 3 unknown"),
        (Totals(sent=5), "5 sent, not confirmed"),
        (Totals(sent=5, failed=1), "5 sent, not confirmed · 1 failed"),
        (Totals(delivered=1, in_flight=2), "1 delivered · 2 in flight"),
    ],
)
def test_the_words(totals: Totals, said: str) -> None:
    assert words(totals) == said
