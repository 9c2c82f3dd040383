"""Rows of the delivery log to a file, whole or not at all, for its owner alone."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from workbench.delivery.export_rows import csv_header, csv_line, json_line
from workbench.delivery.log import DeliveryLog
from workbench.records.escape import quoted

if TYPE_CHECKING:
    from workbench.delivery.views import Numbers

PIECE = 2_000
"""Rows between two looks at whether to stop."""


class ExportKind(Enum):
    """The value is how names of such files end."""

    JSON_LINES = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows are in the file, and how many were let go by the log before they could be written.

    `stopped`: then there is no file.
    """

    rows: int
    gone: int = 0
    stopped: bool = False


class ExportError(Exception):
    """A sentence: why nothing was written. `exists`: because there is such a file, which may be replaced if wanted."""

    def __init__(self, sentence: str, *, exists: bool = False) -> None:
        super().__init__(sentence)
        self.exists = exists


def export(
    log: DeliveryLog,
    numbers: Numbers,
    path: str,
    kind: ExportKind,
    *,
    replace: bool = False,
    progress: Callable[[int], None] = lambda _rows: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write these rows, in this order; `progress` hears how many are done. Takes seconds for a million: for a thread.

    The file gets its name once it is complete, mode 0600. Raises ExportError.
    """
    target = _target(path, replace=replace)
    try:
        return _write(log, numbers, target, kind, progress, is_stopped)
    except OSError as error:
        raise ExportError(f"cannot write {quoted(str(target), 200)}: {error.strerror or error}") from None


def row_as_json(log: DeliveryLog, number: int) -> str | None:
    """One row as its JSON line, without the line's end; None if it is not kept."""
    import numpy as np

    line = next(_lines(log, np.array([number]), ExportKind.JSON_LINES), None)
    return None if line is None else line.rstrip("\n")


def _target(path: str, *, replace: bool) -> Path:
    """Where to write; a link is followed."""
    try:
        target = Path(os.path.realpath(Path(path).expanduser()))
        mode = target.stat().st_mode if target.exists() else None
    except (OSError, RuntimeError, ValueError) as error:
        raise ExportError(f"{quoted(path, 200)} cannot be a file's path: {error}") from None
    if mode is not None and not stat.S_ISREG(mode):
        what = "a folder: add a file's name" if stat.S_ISDIR(mode) else "not a file: name another one"
        raise ExportError(f"{quoted(str(target), 200)} is {what}")
    if mode is not None and not replace:
        raise ExportError(f"{quoted(str(target), 200)} exists already", exists=True)
    if not target.parent.is_dir():
        raise ExportError(f"there is no folder {quoted(str(target.parent), 200)}: make it, or name another one")
    return target


def _write(
    log: DeliveryLog,
    numbers: Numbers,
    target: Path,
    kind: ExportKind,
    progress: Callable[[int], None],
    is_stopped: Callable[[], bool],
) -> Exported:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)  # mode 0600
    try:
        with open(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:  # noqa: PTH123
            done = _write_rows(log, numbers, file, kind, progress, is_stopped)
            file.flush()
            os.fsync(file.fileno())
        if not done.stopped:
            Path(name).replace(target)
        return done
    finally:
        Path(name).unlink(missing_ok=True)


def _write_rows(
    log: DeliveryLog,
    numbers: Numbers,
    file: TextIO,
    kind: ExportKind,
    progress: Callable[[int], None],
    is_stopped: Callable[[], bool],
) -> Exported:
    written = 0
    file.write(csv_header() if kind is ExportKind.CSV else "")
    for start in range(0, len(numbers), PIECE):
        if is_stopped():
            return Exported(0, stopped=True)
        lines = list(_lines(log, numbers[start : start + PIECE], kind))
        file.write("".join(lines))
        written += len(lines)
        progress(min(start + PIECE, len(numbers)))
    return Exported(written, len(numbers) - written)


def _lines(log: DeliveryLog, numbers: Numbers, kind: ExportKind) -> Iterator[str]:
    """A line for each row that is still kept."""
    from workbench.delivery.export_columns import export_rows

    return map(csv_line if kind is ExportKind.CSV else json_line, export_rows(log, numbers))
