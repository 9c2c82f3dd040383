"""Numbers as bars of text, the same ones on the screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.partitioning.spread import Spread

_EIGHTHS = "▏▎▍▌▋▊▉█"
_STEPS: tuple[int, ...] = tuple(nice * 10**power for power in range(10) for nice in (1, 2, 5))
_LEAST_BAR = 6
"""Cells below which a bar is worth more than the words after a number."""

_GAPS = 4
"""Cells that whoever draws a row may put between its three parts."""


def bars(values: Sequence[int], width: int) -> list[str]:
    """A bar a value, the largest `width` cells long; one that is not 0 shows at least an eighth of a cell."""
    most = max(values, default=0)
    return [_bar(value, most, width) for value in values]


def rows(spread: Spread, width: int, height: int, chosen: int | None = None) -> list[tuple[str, str, str]]:
    """Label, bar and figure of each row, at most `height` rows; together, with gaps of two, at most `width` cells.

    Where there are more partitions than rows, a row is a range with its mean; the `chosen` partition, the fullest and
    the emptiest have a row of their own below. Too narrow, rows go without bars and without words after the number;
    the least is what label and number need, and two rows.
    """
    if spread.partitions <= max(1, height):
        labels = [f"{number:,}" for number in range(spread.partitions)]
        return _aligned(labels, spread.counts, [(f"{count:,}", "") for count in spread.counts], width)
    return _summary(spread, width, height, chosen)


def _summary(spread: Spread, width: int, height: int, chosen: int | None) -> list[tuple[str, str, str]]:
    apart = _apart(spread, chosen)[: max(0, height - 1)]
    step = _step(spread.partitions, max(1, height - len(apart)))
    ranges = [range(start, min(start + step, spread.partitions)) for start in range(0, spread.partitions, step)]
    means = [sum(spread.counts[one.start : one.stop]) / len(one) for one in ranges]
    labels = [f"{one.start:,}–{one.stop - 1:,}" if len(one) > 1 else f"{one.start:,}" for one in ranges]
    figures = [(f"{mean:,.1f}", " each") for mean in means]
    labels += [f"{number:,}" for number, _ in apart]
    figures += [(f"{spread.counts[number]:,}", f" {what}") for number, what in apart]
    # In tenths, so that means keep their fractions.
    values = [round(mean * 10) for mean in means] + [spread.counts[number] * 10 for number, _ in apart]
    return _aligned(labels, values, figures, width)


def _step(partitions: int, most: int) -> int:
    """How many partitions share a row: 1, 2, 5, 10, 20 …, so that no more than `most` rows are needed."""
    needed = -(-partitions // most)
    return next(step for step in _STEPS if step >= needed)


def _apart(spread: Spread, chosen: int | None) -> list[tuple[int, str]]:
    most, least = spread.largest[0], spread.counts.index(min(spread.counts))
    named = {most: "most", least: "least"} if most != least else {}
    if chosen is not None:
        named = {chosen: " ".join(filter(None, ("chosen", named.pop(chosen, "")))), **named}
    return list(named.items())


def _aligned(
    labels: Sequence[str], values: Sequence[int], numbers: Sequence[tuple[str, str]], width: int
) -> list[tuple[str, str, str]]:
    figures = ["".join(number) for number in numbers]
    left, right = max(map(len, labels)), max(map(len, figures))
    if width - left - right - _GAPS < _LEAST_BAR:
        figures = [number for number, _ in numbers]
        right = max(map(len, figures))
    room = max(0, width - left - right - _GAPS)
    drawn = bars(values, room)
    return [
        (label.rjust(left), bar.ljust(room), figure.rjust(right))
        for label, bar, figure in zip(labels, drawn, figures, strict=True)
    ]


def _bar(value: int, most: int, width: int) -> str:
    if value <= 0 or most <= 0 or width <= 0:
        return ""
    eighths = max(1, round(value * width * 8 / most))
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8 - 1] if eighths % 8 else "")
