"""The dialog that writes deliveries to a file."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from tests.tui.holding import Held, asking
from tests.tui.still import books
from workbench.delivery import export as exporting
from workbench.delivery.filters.listing import AllRows
from workbench.tui.screens.export import Export
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.line_input import LineInput


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write into."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dialog() -> Export:
    log = books()
    return Export(log, AllRows(log).numbers(), "that match")


def path_of(held: Held) -> LineInput:
    return held.app.screen.query_one(LineInput)


async def test_all_rows_as_json_lines(here: Path) -> None:
    async with asking(dialog()) as (held, answers):
        assert "Export 37 deliveries that match" in held.screen
        await held.press("enter")
        await held.until(lambda: bool(answers))
    lines = [json.loads(line) for line in (here / "deliveries.jsonl").read_text().splitlines()]
    assert [line["number"] for line in lines] == list(range(1, 38))


async def test_the_path_ends_as_its_kind(here: Path) -> None:
    async with asking(dialog()) as (held, answers):
        held.app.screen.query_one(Choice).focus()
        await held.press("right")
        assert path_of(held).value == "deliveries.csv"
        path_of(held).value = "mine.txt"
        await held.press("left", "right")
        assert path_of(held).value == "mine.txt"
        path_of(held).focus()
        await held.press("enter")
        await held.until(lambda: bool(answers))
    assert (here / "mine.txt").read_text().startswith("number,time")


async def test_a_file_that_is_there_is_replaced_on_the_second_enter(here: Path) -> None:
    (here / "deliveries.jsonl").write_text("mine")
    async with asking(dialog()) as (held, answers):
        await held.press("enter")
        await held.until(lambda: "Enter again replaces" in held.screen)
        await held.press("x", "backspace")
        await held.press("enter")
        await held.until(lambda: "Enter again replaces" in held.screen)
        assert (here / "deliveries.jsonl").read_text() == "mine"
        await held.press("enter")
        await held.until(lambda: bool(answers))
    assert (here / "deliveries.jsonl").read_text() != "mine"


async def test_what_is_wrong_is_said_and_the_dialog_stays() -> None:
    async with asking(dialog()) as (held, answers):
        path_of(held).value = ""
        await held.press("enter")
        assert "a path is missing" in held.screen
        path_of(held).value = "no/where.csv"
        await held.press("enter")
        await held.until(lambda: "there is no folder" in held.screen)
        await held.press("escape")
        assert answers == [None]


async def test_escape_stops_what_is_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PIECE", 5)
    begun, go_on = threading.Event(), threading.Event()
    lines = exporting._lines

    def slowly(*given: object) -> object:
        begun.set()
        go_on.wait(20)
        return lines(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(exporting, "_lines", slowly)
    async with asking(dialog()) as (held, answers):
        await held.press("enter")
        await held.until(begun.is_set)
        await held.until(lambda: "rows written … Esc stops" in held.screen)
        await held.press("escape")
        go_on.set()
        await held.until(lambda: "Stopped: no file was written" in held.screen)
        assert list(here.iterdir()) == []
        await held.press("escape")
        assert answers == [None]
