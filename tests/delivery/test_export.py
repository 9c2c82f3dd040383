"""A file is there whole, or not at all."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import numpy as np
import pytest

from tests.delivery.filters.test_listing import failing
from tests.delivery.records import hand_over, record
from workbench.delivery.export import PIECE, Exported, ExportError, ExportKind, export, row_as_json
from workbench.delivery.filters.listing import AllRows
from workbench.delivery.log import DeliveryLog


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_json_lines_in_the_order_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    done = export(failing(3, rows=10), np.array([3, 9, 2]), str(path), ExportKind.JSON_LINES)
    assert done == Exported(3)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["number"] for line in lines] == [3, 9, 2]
    assert lines[0]["error"]["name"] == "MSG_SIZE_TOO_LARGE"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["out.jsonl"]


def test_csv_with_its_header(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    log = failing(rows=5)
    hand_over(log, record(value=None))
    export(log, AllRows(log).numbers(), str(path), ExportKind.CSV)
    lines = path.read_bytes().decode().split("\r\n")
    assert lines[0].startswith("number,time,topic")
    assert len(lines) == 8
    assert ",k,,1,,1,queued," in lines[6]


def test_rows_that_left_are_counted(tmp_path: Path) -> None:
    assert export(failing(), np.arange(1, 11), str(tmp_path / "x"), ExportKind.CSV) == Exported(5, gone=5)


def test_progress_and_stop(tmp_path: Path) -> None:
    log, heard = DeliveryLog(), list[int]()
    for _ in range(3):
        hand_over(log, *[record()] * PIECE)
    numbers = AllRows(log).numbers()
    export(log, numbers, str(tmp_path / "a"), ExportKind.JSON_LINES, progress=heard.append)
    assert heard == [PIECE, 2 * PIECE, 3 * PIECE]
    stopped = export(log, numbers, str(tmp_path / "b"), ExportKind.CSV, is_stopped=lambda: True)
    assert stopped.stopped
    assert names(tmp_path) == ["a"]


def test_a_file_that_is_there_is_replaced_only_if_wanted(tmp_path: Path) -> None:
    path, log = tmp_path / "out.csv", failing()
    path.write_text("mine")
    with pytest.raises(ExportError, match="exists already") as refused:
        export(log, np.array([7]), str(path), ExportKind.CSV)
    assert refused.value.exists
    assert path.read_text() == "mine"
    export(log, np.array([7]), str(path), ExportKind.CSV, replace=True)
    assert path.read_text().startswith("number,")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "is a folder: add a file's name"),
        ("no/where.csv", "there is no folder"),
        ("a\0b", "cannot be a file's path"),
    ],
)
def test_paths_that_cannot_be_written(tmp_path: Path, path: str, words: str) -> None:
    with pytest.raises(ExportError, match=words) as refused:
        export(failing(), np.array([7]), f"{tmp_path}/{path}", ExportKind.CSV)
    assert not refused.value.exists


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="is not a file"):
        export(failing(), np.array([7]), str(tmp_path / "pipe"), ExportKind.CSV, replace=True)


def test_an_error_of_the_system_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=r"cannot write '.*out\.csv': No space left on device"):
        export(failing(), np.array([7]), str(tmp_path / "out.csv"), ExportKind.CSV)
    assert names(tmp_path) == []


def test_one_row_to_be_copied() -> None:
    line = row_as_json(failing(), 8)
    assert line is not None and "\n" not in line
    assert json.loads(line)["number"] == 8
    assert row_as_json(failing(), 1) is None
