"""Records that were read back, written by hand: the same, another one, one that is gone."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

from tests.tui.still import StillSession
from workbench.delivery.report import DeliveryReport, DeliveryState
from workbench.lab.reading_back import ReadBack, beside
from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.records.fetched import FetchedRecord, TimestampType, Visibility
from workbench.records.record import ProducerRecord
from workbench.serialization.field import from_catalogue

TIME = 1_700_000_000_114
VALUE = b'{"id": 9007199254740993, "country": "France"}'
SENT = ProducerRecord("orders", b"user-42", VALUE, (("trace", b"abc"), ("trace", None), ("empty", b"")), 4, TIME)
DRAFT = RecordDraft(
    "orders",
    FieldDraft(text="user-42"),
    FieldDraft("json", text=VALUE.decode()),
    tuple(HeaderDraft(name) for name, _ in SENT.headers),
)
REPORT = DeliveryReport(
    42, 1.7e9, "orders", 4, 1_204, None, SENT.key, 7, 45, 70, 0.002, DeliveryState.DELIVERED, None, SENT
)
FOUND = FetchedRecord(4, 1_204, SENT.key, VALUE, SENT.headers, TIME, TimestampType.CREATE, 2, Visibility.COMMITTED)
OTHER = replace(
    FOUND,
    value=VALUE.replace(b"993", b"992") + b" ",
    headers=(SENT.headers[0], SENT.headers[2]),
    timestamp=TIME + 500,
    timestamp_type=TimestampType.APPEND,
    visibility=Visibility.ABORTED,
)


class ReadBackSession(StillSession):
    """Reads back whatever row is asked for: another record than the one that was sent."""

    def read_back(self, number: int, stopped: Event | None = None) -> ReadBack:
        """Always the same."""
        return back(OTHER)


def back(found: FetchedRecord = FOUND, record: ProducerRecord | None = SENT) -> ReadBack:
    """That record found where this one was sent, or what is left of it."""
    return beside(replace(REPORT, record=record), found, lambda _: DRAFT, from_catalogue)
