"""Many keys over the partitions, as lines: bars, the figures that judge them, and who wrote a topic."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.lab.bars import rows
from workbench.partitioning.agreement import Agreement
from workbench.partitioning.client import Client
from workbench.partitioning.spread import Spread
from workbench.records.escape import shown
from workbench.tui.figures import fit
from workbench.tui.lab.lines import EMPTY, Line, cell_of, fact, paragraph

PROGRESS_FROM = 0.5
"""Seconds after which a run that is under way shows how far it is."""

_BAR = 24
_NAMED = 4


def bar_lines(spread: Spread, width: int, height: int, landing: int | None) -> list[Line]:
    """The bars in so many cells; the one of the typed key is marked by a sign as well."""
    return [
        _bar_line(label, bar, figure, label.strip().replace(",", "") == str(landing))
        for label, bar, figure in rows(spread, max(8, width - 2), max(2, height), chosen=landing)
    ]


def _bar_line(label: str, bar: str, figure: str, is_chosen: bool) -> Line:
    style = "accent" if is_chosen else "quiet"
    return (
        ("▸ " if is_chosen else "  ", "accent"),
        (f"{label}  ", style),
        (f"{bar}  ", "bar"),
        (figure, "bold" if is_chosen else "plain"),
    )


def facts_lines(spread: Spread, width: int) -> list[Line]:
    """Totals, skew, p-value."""
    partition, most = spread.largest
    least = "at least " if spread.is_at_least else ""
    empty = f", {spread.empty:,} of them without a key" if spread.empty else ""
    lines = [
        *fact("keys", f"{spread.total:,}, {least}{spread.distinct:,} of them distinct", width),
        *fact("partitions", f"{spread.partitions:,}{empty}", width),
        *fact("mean", f"{spread.mean:,.1f} a partition", width),
        *fact("largest", f"partition {partition} with {most:,}", width),
        *fact("skew", f"{spread.skew:.2f} times the mean", width),
    ]
    if spread.p_value is not None:
        lines += fact("p-value", f"{spread.p_value:.3f}, chi-square over distinct keys", width)
    if spread.unplaced:
        lines += fact("any", f"{spread.unplaced:,} without a promised partition", width, "any")
    return lines


def p_words(spread: Spread) -> str:
    """How often chance alone is as uneven, over distinct keys."""
    chance = spread.p_value
    if chance is None:
        return "too few distinct keys to tell"
    return f"{chance:.2g}, chi-square over distinct keys" if chance >= 1e-9 else "below 1e-9, chi-square"


def _at_least(spread: Spread) -> str:
    return "at least " if spread.is_at_least else ""


def frequent_lines(spread: Spread, width: int, most: int) -> list[Line]:
    """The keys that come most often."""
    names = max(8, width - 22)
    lines: list[Line] = [EMPTY, (("most frequent keys", "quiet"),)]
    for key, count in spread.frequent[:most]:
        share = count / spread.total if spread.total else 0
        lines.append(
            ((fit(shown(key, names), names), "plain"), (f"{cell_of(f'{count:,}', -12)} {share:>6.1%}", "quiet"))
        )
    return lines


def agreement_lines(found: Sequence[Agreement], width: int, most: int) -> list[Line]:
    """Who wrote the topic: the behaviours that put its keys where they are."""
    lines: list[Line] = [EMPTY, (("who wrote this topic", "quiet"),)]
    for one in found[:most]:
        sign, style = ("✓", "same") if one.share == 1 else ("~", "any") if one.share > 0.9 else ("≠", "quiet")
        names = ", ".join(client.name for client in one.clients)
        lines += paragraph(f"{sign} {one.share:.1%} as {names}", width, style)
    return lines


def _names(clients: Sequence[Client]) -> str:
    names = [client.name for client in clients]
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def progress_line(progress: float) -> Line:
    """How far a run is, and how it is ended."""
    full = round(progress * _BAR)
    return (
        ("▰" * full, "accent"),
        ("▱" * (_BAR - full), "quiet"),
        (f" {progress:>4.0%}", "bold"),
        ("  Esc stops", "quiet"),
    )
