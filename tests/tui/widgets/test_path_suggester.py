"""The path of a file, completed."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.tui.widgets.path_suggester import PathSuggester, completed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("order.avsc", "orders.avsc", ".hidden"):
        (tmp_path / name).write_text("")
    (tmp_path / "schemas").mkdir()
    return tmp_path


def test_the_first_entry_that_begins_so(folder: Path) -> None:
    assert completed(f"{folder}/or") == f"{folder}/order.avsc"
    assert completed(f"{folder}/orders") == f"{folder}/orders.avsc"
    assert completed(f"{folder}/") == f"{folder}/order.avsc"
    assert completed(f"{folder}/.h") == f"{folder}/.hidden"


def test_a_folder_ends_with_a_slash(folder: Path) -> None:
    assert completed(f"{folder}/sch") == f"{folder}/schemas/"


def test_home_is_the_users_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert completed("~/sch") == "~/schemas/"


@pytest.mark.parametrize("typed", ["no/such/folder/x", "\0", "~nobody-of-that-name/x", "order.avsc/x"])
def test_nothing_to_complete(folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.chdir(folder)
    assert completed(typed) is None


def test_what_is_there_whole_needs_nothing(folder: Path) -> None:
    assert completed(f"{folder}/orders.avsc") is None


async def test_it_is_asked_off_the_event_loop(folder: Path) -> None:
    assert await PathSuggester().get_suggestion(f"{folder}/ord") == f"{folder}/order.avsc"
    assert await PathSuggester().get_suggestion(" ") is None
