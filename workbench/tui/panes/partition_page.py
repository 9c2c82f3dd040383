"""The partition pane as a whole: the key, the working, all partitions, the landing, the other clients."""

from __future__ import annotations

from workbench.partitioning.client import Client
from workbench.partitioning.comparison import Comparison
from workbench.partitioning.placement import Placement
from workbench.tui.lab.lines import EMPTY, Line
from workbench.tui.panes.comparison_lines import comparison_lines, warning_lines
from workbench.tui.panes.partition_lines import key_lines, landing_lines, working_lines
from workbench.tui.panes.preview import Preview
from workbench.tui.partition_strip import offline_of, strip_lines

LOW = 14
"""Below this many lines nothing stands apart, and the working runs on in lines."""

COMPARED = 3
"""Lines that the other clients have before anything else has room to stand apart."""

MOST_COMPARED = 15
"""Lines for the other clients; the lab has all of them."""


def page(preview: Preview, comparison: Comparison | None, width: int, height: int) -> list[Line]:
    """All lines for `width` cells; as many as `height` where that can be."""
    low = height < LOW
    key, placement = key_lines(preview, width, low), preview.placement
    if placement is None:
        return [*key, *([] if low else [EMPTY]), *landing_lines(preview, width, low)]
    working = working_lines(preview, placement, width, low)
    landing = landing_lines(preview, width, low)
    if comparison is not None and isinstance(preview.partitioner, Client) and not preview.by_hand:
        landing += warning_lines(comparison, placement.partition, width)
    left = height - len(key) - len(working) - len(landing)
    strip = _strip(preview, placement, width, left - COMPARED)
    left -= len(strip)
    above = _gaps(left - COMPARED)
    room = max(2, min(left - sum(above), MOST_COMPARED))
    others = [] if comparison is None else comparison_lines(comparison, placement.partition, width, room)
    parts = zip((key, working, strip, landing, others), above, strict=True)
    return [line for part, gap in parts if part for line in (*[EMPTY] * gap, *part)]


def _gaps(left: int) -> tuple[int, ...]:
    """Empty lines above each part, as far as there are some left: above the landing first, the strip last."""
    return (0, int(left > 1), int(left > 3), int(left > 0), int(left > 2))


def _strip(preview: Preview, placement: Placement, width: int, room: int) -> list[Line]:
    if placement.partition is None:
        return []
    offline = offline_of(preview.topic) if preview.topic else frozenset()
    return strip_lines(placement.partitions, placement.partition, offline, width, room)
