"""Many keys over the partitions, as lines: bars, the figures that judge them, and who wrote a topic."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.lab.bars import rows
from workbench.partitioning.agreement import Agreement
from workbench.partitioning.client import Client
from workbench.partitioning.spread import Spread
from workbench.records.escape import shown
from workbench.tui.figures import fit
from workbench.tui.flowing import flow
from workbench.tui.lab.lines import EMPTY, Line, cell_of, fact, paragraph

PROGRESS_FROM = 0.5
"""Seconds after which a run that is under way shows how far it is."""

LOW = 10
"""Below so many lines the figures run on, so that the bars have the room."""

ENOUGH = 20
"""Distinct keys below which nobody is said to have written a topic: any client is right now and then."""

SOURCES = (
    ("template", "keys made of a text: user-{n} · order-{n:06} · {uuid} · {hex:16} · {int:1-1000} · {choice:eu|us}"),
    ("file", "one key a line; the serializer beside the key makes bytes of them"),
    ("deliveries", "the keys that were delivered to this topic so far"),
    ("topic", "the keys of its newest records, and which client's placement they fit; joins no group, commits nothing"),
)
"""Where keys come from, for who has none yet."""

_BAR = 24
_NAMED = 4


def bar_lines(spread: Spread, width: int, height: int, landing: int | None) -> list[Line]:
    """The bars in so many cells; the one of the typed key is marked by a sign as well."""
    return [
        _bar_line(label, bar, figure, label.strip().replace(",", "") == str(landing))
        for label, bar, figure in rows(spread, max(8, width - 2), max(2, height), chosen=landing)
    ]


def source_lines(width: int) -> list[Line]:
    """What there is to choose among."""
    return [line for name, words in SOURCES for line in fact(name, words, width)]


def _bar_line(label: str, bar: str, figure: str, is_chosen: bool) -> Line:
    return (
        ("▸ " if is_chosen else "  ", "accent"),
        (f"{label}  ", "accent" if is_chosen else "quiet"),
        (f"{bar}  ", "accent" if is_chosen else "bar"),
        (figure, "bold" if is_chosen else "plain"),
    )


def verdict_lines(spread: Spread, width: int) -> list[Line]:
    """The verdict as a sentence, with a sign where it is one of good or bad."""
    words = f"{spread.verdict[:1].upper()}{spread.verdict[1:]}."
    if spread.p_value is None or not spread.distinct_counts:
        return paragraph(words, width, "bold")
    is_even = words.startswith("Even")
    return paragraph(f"{'✓' if is_even else '!'} {words}", width, "bold-same" if is_even else "bold-any")


def figure_lines(spread: Spread, found: Sequence[Agreement], width: int, height: int) -> list[Line]:
    """The figures, who wrote the topic, the frequent keys; in a low place each of them in a line or two."""
    if height < LOW:
        return _low(spread, found, width)
    wrote = [EMPTY, *agreement_lines(found, width, 4)] if found else []
    return [*facts_lines(spread, width), *wrote, EMPTY, *frequent_lines(spread, width, 10)]


def _low(spread: Spread, found: Sequence[Agreement], width: int) -> list[Line]:
    partition, most = spread.largest
    chance = "" if spread.p_value is None else f"p {p_words(spread)}"
    facts = (
        f"{spread.total:,} keys, {_distinct(spread)}",
        f"skew {spread.skew:.2f}",
        f"largest {partition} with {most:,}",
        f"mean {spread.mean:,.1f}",
        chance,
        f"{spread.empty:,} empty" if spread.empty else "",
        f"{spread.unplaced:,} on any" if spread.unplaced else "",
    )
    lines = flow((), [((fact, "plain"),) for fact in facts if fact], " · ", width, 2)
    often = [((f"{shown(key, 24)} ×{count:,}", "plain"),) for key, count in spread.frequent if count > 1]
    frequent = flow((("often ", "quiet"),), often, " · ", width, 2) if often else frequent_lines(spread, width, 0)
    return [*lines, *agreement_lines(found, width, 1)[1:], *frequent]


def facts_lines(spread: Spread, width: int) -> list[Line]:
    """Totals, skew, p-value."""
    partition, most = spread.largest
    empty = f", {spread.empty:,} of them without a key" if spread.empty else ""
    lines = [
        *fact("keys", f"{spread.total:,}, {_distinct(spread)}", width),
        *fact("partitions", f"{spread.partitions:,}{empty}", width),
        *fact("mean", f"{spread.mean:,.1f} a partition", width),
        *fact("largest", f"partition {partition} with {most:,}", width),
        *fact("skew", f"{spread.skew:.2f} times the mean", width),
        *fact("p-value", p_words(spread), width),
    ]
    if spread.unplaced:
        lines += fact("any", f"{spread.unplaced:,} without a promised partition", width, "any")
    return lines


def _distinct(spread: Spread) -> str:
    if spread.distinct == spread.total:
        return "all distinct"
    return f"{'at least ' if spread.is_at_least else ''}{spread.distinct:,} distinct"


def p_words(spread: Spread) -> str:
    """How often chance alone is as uneven, over distinct keys."""
    if not spread.distinct_counts:
        return "known when all keys are counted"
    chance = spread.p_value
    if chance is None:
        return "none: one partition" if spread.partitions == 1 else "none: too few distinct keys"
    return f"{chance:.2g} (chi-square)" if chance >= 1e-9 else "below 1e-9 (chi-square)"


def frequent_lines(spread: Spread, width: int, most: int) -> list[Line]:
    """The keys that come most often."""
    if spread.frequent and spread.frequent[0][1] == 1:
        return [(("every key comes once", "quiet"),)]
    names = max(8, width - 22)
    lines: list[Line] = [(("most frequent keys", "quiet"),)] if spread.frequent else []
    for key, count in spread.frequent[:most]:
        share = count / spread.total if spread.total else 0
        lines.append(
            ((fit(shown(key, names), names), "plain"), (f"{cell_of(f'{count:,}', -12)} {share:>6.1%}", "quiet"))
        )
    return lines


def agreement_lines(found: Sequence[Agreement], width: int, most: int) -> list[Line]:
    """Who wrote the topic: the behaviours that put its keys where they are."""
    lines: list[Line] = [(("who wrote this topic", "quiet"),)] if found else []
    if found and found[0].of < ENOUGH:
        return [*lines, *paragraph(f"~ too few keys tell: {found[0].of} distinct, {ENOUGH} are needed", width, "any")]
    for one in found[:most]:
        sign, style = ("✓", "same") if one.share == 1 else ("~", "any") if one.share > 0.9 else ("≠", "quiet")
        lines += paragraph(f"{sign} {one.share:.1%} as {_names(one.clients)}", width, style)
    return lines


def _names(clients: Sequence[Client]) -> str:
    names = [client.name for client in clients]
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def progress_line(progress: float) -> Line:
    """How far a run is, and how it is ended."""
    full = round(min(1.0, progress) * _BAR)
    return (
        ("▰" * full, "accent"),
        ("▱" * (_BAR - full), "quiet"),
        (f" {progress:>4.0%}", "bold"),
        ("  Esc stops", "quiet"),
    )
