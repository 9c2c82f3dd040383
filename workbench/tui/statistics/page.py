"""The figures as one page of lines: pictures first, tables below; on a wide screen beside each other."""

from __future__ import annotations

from workbench.delivery.client_statistics import ClientStatistics, TopicFigures
from workbench.records.escape import escape
from workbench.tui.figures import fit, plural, short, size
from workbench.tui.lab.lines import EMPTY, Line, beside, line
from workbench.tui.statistics.gathered import Figures
from workbench.tui.statistics.latency_lines import latency_lines
from workbench.tui.statistics.rate_lines import queue_lines, rate_lines, total_lines
from workbench.tui.statistics.table_lines import broker_lines, partition_lines

TWO_COLUMNS = 170
_GAP = 4


def page(figures: Figures, width: int) -> list[Line]:
    """All of it in `width` cells."""
    if width < TWO_COLUMNS:
        return [*pictures(figures, width), EMPTY, *tables(figures, width)]
    half = (width - _GAP) // 2
    return beside(pictures(figures, half), tables(figures, half), half, _GAP)


def pictures(figures: Figures, width: int) -> list[Line]:
    """Rates, books, queue, latencies."""
    return [
        *rate_lines(figures.rates, width),
        EMPTY,
        *total_lines(figures.totals),
        EMPTY,
        *queue_lines(figures.client, width),
        EMPTY,
        _heading("Latency", f"{figures.since.words}; F4 steps on", width),
        *latency_lines(figures.latencies, width),
    ]


def tables(figures: Figures, width: int) -> list[Line]:
    """Brokers first: they are few."""
    client = figures.client or ClientStatistics()
    return [
        _heading("Brokers", "round trip p50 and p99 as last measured by librdkafka", width),
        *broker_lines(client.brokers, width),
        EMPTY,
        _heading("Partitions", f"of the {plural(figures.kept, 'row')} kept", width),
        *partition_lines(figures.partitions, width),
        EMPTY,
        _heading("Batches", "mean of each topic as last measured", width),
        *_batches(client.topics),
    ]


def _batches(topics: tuple[TopicFigures, ...]) -> list[Line]:
    found = [one for one in topics if one.batch_records]
    if not found:
        return [line(("none was sent yet", "quiet"))]
    return [
        line((fit(escape(one.name), 24), "quiet"), f"{one.batch_records:9,.0f} records", f"{_size(one):>11}")
        for one in found
    ]


def _size(one: TopicFigures) -> str:
    return size(round(one.batch_bytes))


def _heading(title: str, words: str, width: int) -> Line:
    """A title, its words, and a rule up to the edge."""
    words = short(words, max(0, width - len(title) - 4))
    rule = "─" * max(0, width - len(title) - len(words) - 4)
    return line((title, "accent"), ("  ", "plain"), (words, "quiet"), (f"  {rule}", "thumb"))
