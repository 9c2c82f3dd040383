"""Every key of the statistics screen, and what its figures are."""

from __future__ import annotations

from textual.content import Content

from workbench.tui.actions import key_sign
from workbench.tui.screens.help import Help, row
from workbench.tui.statistics.tabs import TABS

KEYS = (
    ("Tab", "the other view"),
    ("F4", "on the figures: latencies of all rows kept, of the last minute, of the last 10 s; on the log: debug lines"),
    ("F7", "on the log: follow the newest line, or hold still"),
    ("↑ ↓", "scroll; PgUp and PgDn: a screenful. On the log, up holds still and the end follows again"),
    ("F5", "nothing: records are sent from the main screen"),
    ("Esc", "takes the log's filter away; then back to the record"),
)
FIGURES = (
    ("Rate", "records with an outcome a second; delivered counts those sent without a confirmation (acks=0) as well"),
    (
        "Queue",
        "librdkafka's own, by records or bytes, whichever is fuller: batches wait here; where it is full, sends do",
    ),
    ("Latency", "from handing over to the answer; none is more than 0.4 % off. 99 of 100 records are not above p99"),
    ("Brokers", "round trip: from a request on the wire to its answer; in flight: requests that await theirs"),
    ("throttle", "the longest time in the last second that a broker held this client back"),
    ("in client", "how long a record waits before its batch is made, linger included"),
)


class StatisticsHelp(Help):
    """The help of the main screen, with the words of the statistics."""

    SCOPED_CSS = False
    """So that the rules for Help hold."""

    def words(self, width: int) -> Content:
        return page(width)


def page(width: int) -> Content:
    """Views, then keys, then figures."""
    views = [row(key_sign(tab.key), tab.title, tab.help, width) for tab in TABS]
    keys = [row(key, "", words, width) for key, words in KEYS]
    figures = [row("", name, words, width) for name, words in FIGURES]
    return Content("\n").join([*views, "", *keys, "", *figures])
