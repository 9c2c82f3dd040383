"""All partitions of a topic in a few lines: the chosen one in brackets, one without a leader under a cross."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from workbench.clusters.metadata import Topic
from workbench.tui.lab.lines import Line

SHORTEST_SCALE = 8
"""Cells of a scale that is worth its line."""

CHOSEN, OFFLINE, OTHER = "accent", "other", "quiet"
"""Styles; brackets, the cross and the dot on the scale say the same without colours."""


def offline_of(topic: Topic) -> frozenset[int]:
    """The partitions that have no leader."""
    return frozenset(one.id for one in topic.partitions if one.leader is None)


def strip_lines(partitions: int, chosen: int | None, offline: frozenset[int], width: int, room: int) -> list[Line]:
    """Every partition where `room` lines are enough; else a scale with the chosen one on it, and those beside it."""
    cell = len(str(max(0, partitions - 1))) + 2
    per_row = max(1, width // cell)
    rows = -(-partitions // per_row)
    if rows <= max(1, room):
        ends = range(per_row, partitions + per_row, per_row)
        return [_row(range(end - per_row, min(end, partitions)), chosen, offline, cell) for end in ends]
    beside = [] if chosen is None else [_around(partitions, chosen, offline, per_row, cell)]
    return [*_scale(partitions, chosen, offline, width), *beside]


def _row(ids: Iterable[int], chosen: int | None, offline: frozenset[int], cell: int) -> Line:
    return _joined((_text(one, chosen, offline).rjust(cell), _style(one, chosen, offline)) for one in ids)


def _text(one: int, chosen: int | None, offline: frozenset[int]) -> str:
    if one == chosen:
        return f"[{one}]"
    return f"✗{one} " if one in offline else f" {one} "


def _style(one: int, chosen: int | None, offline: frozenset[int]) -> str:
    return OFFLINE if one in offline else CHOSEN if one == chosen else OTHER


def _joined(cells: Iterable[tuple[str, str]]) -> Line:
    """Cells of one style that stand together are one span."""
    return tuple(
        ("".join(text for text, _ in together), style) for style, together in groupby(cells, key=lambda cell: cell[1])
    )


def _scale(partitions: int, chosen: int | None, offline: frozenset[int], width: int) -> list[Line]:
    """0 ├────●────┤ 999, where that has room."""
    last = str(partitions - 1)
    bar = width - len(last) - 6
    if bar < SHORTEST_SCALE:
        return []
    signs = {_place(one, partitions, bar): ("✗", OFFLINE) for one in offline}
    if chosen is not None:
        signs[_place(chosen, partitions, bar)] = ("●", OFFLINE if chosen in offline else CHOSEN)
    line = [signs.get(place, ("─", OTHER)) for place in range(bar)]
    return [_joined([(" 0 ├", OTHER), *line, (f"┤ {last}", OTHER)])]


def _place(one: int, partitions: int, bar: int) -> int:
    return one * (bar - 1) // max(1, partitions - 1)


def _around(partitions: int, chosen: int, offline: frozenset[int], count: int, cell: int) -> Line:
    """The chosen one in the middle of its neighbours, where it has them."""
    first = max(0, min(chosen - count // 2, partitions - count))
    return _row(range(first, min(first + count, partitions)), chosen, offline, cell)
