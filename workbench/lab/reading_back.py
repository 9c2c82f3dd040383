"""A delivered record read from where its report says it is, beside what was handed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from workbench.delivery.report import DeliveryReport, DeliveryState
from workbench.delivery.teaching.fates import MAYBE_WRITTEN
from workbench.lab.comparing import Compared, compare
from workbench.lab.decoding import Specs
from workbench.records.draft import RecordDraft
from workbench.records.record import ProducerRecord
from workbench.serialization.serializer import Find

if TYPE_CHECKING:
    from workbench.records.fetched import FetchedRecord


class NothingToRead(Exception):
    """A row that says of no offset; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """`found` is what lies at the report's partition and offset. `is_whole`: all that was sent is still known.

    Where it is not, `compared` has on the side of what was sent only what was found itself; `differences` say then
    whether the sizes, which are known, are the same.
    """

    report: DeliveryReport
    found: FetchedRecord
    compared: Compared
    is_whole: bool
    differences: tuple[str, ...]


def read_back(
    config: Mapping[str, object],
    report: DeliveryReport | None,
    draft: Callable[[ProducerRecord], RecordDraft | None],
    find: Find,
    stopped: Event | None = None,
) -> ReadBack:
    """Fetch what a row says was delivered, and compare. Blocks some seconds at most.

    `draft` knows what a record was composed of, `config` is a client's (settings.admin_config), `find` may wait for
    schemas. Raises NothingToRead, ReadError or Stopped (clusters.read_back).
    """
    from workbench.clusters.read_back import fetch

    if report is None:
        raise NothingToRead("this record has left the list")
    if report.partition is None or report.offset is None:
        raise NothingToRead(_no_place(report))
    found = fetch(config, report.topic, report.partition, report.offset, stopped=stopped)
    return beside(report, found, draft, find)


def beside(
    report: DeliveryReport, found: FetchedRecord, draft: Callable[[ProducerRecord], RecordDraft | None], find: Find
) -> ReadBack:
    """A row, and the record that was found where it lies."""
    record = report.record
    specs = Specs.of(draft(record)) if record is not None else Specs()
    sent = record or ProducerRecord(report.topic, found.key, found.value, found.headers, None, found.timestamp)
    compared = compare(sent, found, specs, find, reported=report.timestamp)
    if record is not None:
        return ReadBack(report, found, compared, True, compared.differences)
    return ReadBack(report, found, compared, False, (*_by_size(report, found), *compared.differences))


def _by_size(report: DeliveryReport, found: FetchedRecord) -> tuple[str, ...]:
    """What differs from the row, which knows the beginning of the key and the sizes."""
    known = (
        ("key", report.key_size, len(found.key or b"")),
        ("value", report.value_size, len(found.value or b"")),
    )
    sizes = tuple(f"{name}: sent {sent:,} bytes, found {there:,}" for name, sent, there in known if sent != there)
    begins = report.key is None or (found.key or b"").startswith(report.key)
    return sizes if begins or report.key_size != len(found.key or b"") else ("key: begins with other bytes", *sizes)


def _no_place(report: DeliveryReport) -> str:
    if report.state is DeliveryState.QUEUED:
        return "this record has no answer yet, so nobody knows its offset"
    if report.state is DeliveryState.SENT:
        return "this record was sent without asking for an answer, so nobody knows its offset"
    if report.state is DeliveryState.FAILED:
        if report.error is not None and report.error.message.endswith(MAYBE_WRITTEN):
            return "this record failed and may be in the topic all the same, at an offset that nobody knows"
        return "this record was not delivered: there is nothing to read back"
    return "no answer came for this record, so nobody knows its offset, or whether it has one"
