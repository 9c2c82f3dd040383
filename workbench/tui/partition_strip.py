"""All partitions of a topic in a few lines, the chosen one marked by brackets as well as by colour."""

from __future__ import annotations


def strip(partitions: int, chosen: int | None, width: int, lines: int) -> list[list[tuple[str, bool]]]:
    """Rows of (cell text, is the chosen one), each row at most `width` cells.

    Where not all partitions fit into `lines` rows, the first rows, the rows around the chosen one and the last row
    are shown, with a cell ` … ` where some are left out; the chosen one is always among them.
    """
    cell = len(str(max(0, partitions - 1))) + 2
    per_row = max(1, width // cell)
    rows = -(-partitions // per_row)
    shown = _rows_to_show(rows, (chosen or 0) // per_row, max(1, lines))
    return [
        _row(number, per_row, partitions, chosen, cell) if number >= 0 else [("…".center(cell), False)]
        for number in shown
    ]


def _rows_to_show(rows: int, middle: int, lines: int) -> list[int]:
    if rows <= lines:
        return list(range(rows))
    if lines < 5:
        start = max(0, min(middle - lines // 2, rows - lines))
        return list(range(start, start + lines))
    inner = lines - 4
    start = max(1, min(middle - inner // 2, rows - 1 - inner))
    body = list(range(start, start + inner))
    before = [0] if start == 1 else [0, -1]
    after = [rows - 1] if start + inner == rows - 1 else [-1, rows - 1]
    return [*before, *body, *after]


def _row(number: int, per_row: int, partitions: int, chosen: int | None, cell: int) -> list[tuple[str, bool]]:
    ids = range(number * per_row, min((number + 1) * per_row, partitions))
    return [((f"[{one}]" if one == chosen else f" {one} ").rjust(cell), one == chosen) for one in ids]
