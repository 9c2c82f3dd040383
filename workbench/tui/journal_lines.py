"""The journal as lines: a send a line, and one send with its records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.delivery.journal.transacted import Transacted
from workbench.delivery.report import DeliveryState
from workbench.records.escape import escape
from workbench.tui.figures import plural
from workbench.tui.lab.lines import EMPTY, Line, cell_of, fact, paragraph

if TYPE_CHECKING:
    from workbench.delivery.journal.sends import Sent, SentRecord

SIGNS = {
    DeliveryState.QUEUED: ("·", "quiet"),
    DeliveryState.DELIVERED: ("✓", "same"),
    DeliveryState.SENT: ("→", "any"),
    DeliveryState.FAILED: ("✗", "other"),
    DeliveryState.UNKNOWN: ("?", "any"),
}
NARROW = 90
COUNT = 11
"""Cells of a count: 500,000,000."""


def stands(sent: Sent) -> tuple[str, str]:
    """How a send stands: the words with a sign, and their style."""
    if sent.alive:
        return "· under way", "quiet"
    if sent.resumed:
        return f"→ see {sent.resumed:,}", "quiet"
    if sent.is_open:
        return "? open", "any"
    if sent.dismissed:
        return "– dismissed", "quiet"
    if sent.transacted is Transacted.ABORTED:
        return "✗ aborted", "other"
    if sent.can_go_on:
        return "! unfinished", "any"
    return ("✗ settled", "other") if sent.totals.failed else ("✓ settled", "same")


def what(sent: Sent) -> str:
    """What was sent."""
    origin = sent.origin
    if origin.path is not None:
        return escape(origin.path.rpartition("/")[2])
    if origin.kind == "lines":
        return "standard input"
    words = "resent" if origin.kind == "again" else "record"
    return words if (origin.count or 1) == 1 else f"{words} × {origin.count:,}"


def head_line(width: int) -> Line:
    """The columns' names."""
    names = ["send", "begun", "topic", "what", "handed", "failed", "unknown", ""]
    return tuple((cell_of(name, cells) + " ", "quiet") for name, cells in _columns(names, width))


def send_rows(sends: Sequence[Sent], chosen: int | None, width: int) -> list[Line]:
    """A send a line, the chosen one marked."""
    return [_send_row(sent, sent.number == chosen, width) for sent in sends]


def _send_row(sent: Sent, chosen: bool, width: int) -> Line:
    words, style = stands(sent)
    when = datetime.fromtimestamp(sent.begun).astimezone().strftime("%m-%d %H:%M:%S")
    counts = [f"{sent.handed:,}", _count(sent.totals.failed), _count(sent.totals.unknown)]
    texts = [f"{sent.number:,}", when, escape(sent.origin.topic), what(sent), *counts, words]
    columns = _columns(texts, width)
    styles = ["quiet", "quiet", "plain", "plain", "plain", "plain", "plain", style]
    cells = zip(columns, [*styles[: len(columns) - 1], style], strict=True)
    return tuple((cell_of(text, size) + " ", "cursor" if chosen else kind) for (text, size), kind in cells)


def _count(count: int) -> str:
    return f"{count:,}" if count else "·"


def _columns(texts: list[str], width: int) -> list[tuple[str, int]]:
    """Each text with its cells; a negative number stands to the right. A narrow screen leaves out what was sent."""
    number, when, topic, said, handed, failed, unknown, state = texts
    rest = [(handed, -COUNT), (failed, -9), (unknown, -9), (state, 13)]
    if width < NARROW:
        return [(number, -5), (when, 14), (topic, max(6, width - 70)), *rest]
    room = width - 70
    return [(number, -5), (when, 14), (topic, room // 2), (said, room - room // 2 - 1), *rest]


def send_detail(sent: Sent, records: Sequence[SentRecord], width: int) -> list[Line]:
    """What became of a send, what can be done about it, and its records."""
    totals = sent.totals
    words = [f"{totals.delivered:,} delivered", f"{totals.sent:,} sent" if totals.sent else ""]
    words += [f"{totals.failed:,} failed", f"{totals.unknown:,} unknown"]
    lines = [
        *fact("to", f"{escape(sent.origin.topic)} on {escape(sent.origin.cluster)}", width),
        *fact("handed over", f"{plural(sent.handed, 'record')}: {', '.join(filter(None, words))}", width),
    ]
    if sent.why:
        lines += fact("ended early", escape(sent.why), width, "other")
    lines += [EMPTY, *_advice(sent, width)]
    if records:
        lines += [EMPTY, *(_record(one, _state(one, sent), width) for one in records)]
    return lines


def _advice(sent: Sent, width: int) -> list[Line]:
    """What can be done."""
    if not sent.is_open:
        words = stands(sent)[0][2:] + "."
        if sent.is_unsettled:
            words = "It ended before all of it was handed over: r sends the rest, d leaves it as it is."
            if sent.transacted is Transacted.ABORTED:
                words = "Its transaction was aborted: read_committed readers see none of it. r sends all of it again."
        return paragraph(words, width, "quiet")
    records, them = ("1 record", "it") if sent.totals.unknown == 1 else (f"{sent.totals.unknown:,} records", "them")
    words = f"Its workbench ended before {records} had an answer: whether the broker has {them} is unknown."
    return [*paragraph(words, width, "any"), *paragraph("k looks on the broker, r sends what is left.", width)]


def _state(one: SentRecord, sent: Sent) -> DeliveryState:
    """What has no answer, and whose workbench is gone, is unknown."""
    state = DeliveryState(one.state)
    return DeliveryState.UNKNOWN if state is DeliveryState.QUEUED and not sent.alive else state


def _record(one: SentRecord, state: DeliveryState, width: int) -> Line:
    sign, style = SIGNS[state]
    number = f"{one.number + 1:,}" if one.count == 1 else f"{one.number + 1:,}–{one.number + one.count:,}"
    key = "" if one.record is None else "null" if one.record.key is None else one.record.key.decode(errors="replace")
    place = "" if one.partition is None else f"{escape(one.topic)}-{one.partition}"
    place += "" if one.offset is None else f" @ {one.offset:,}"
    error = "" if one.error is None else one.error.name
    room = max(8, width - 46)
    return (
        (cell_of(number, -9) + " ", "quiet"),
        (f"{sign} {cell_of(state.word, 10)} ", style),
        (cell_of(escape(key[:200]), room // 2) + " ", "plain"),
        (cell_of(place, 20) + " ", "plain"),
        (cell_of(error, room - room // 2), "other"),
    )
