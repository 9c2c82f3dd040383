"""A record's bytes as lines: for a person in hex with each part's name beside it, for a program as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from workbench.commands.lab.layout import count_of
from workbench.lab.dissection import Anatomy, Dissected
from workbench.records.draft import FieldDraft, Presence, RecordDraft
from workbench.records.errors import Part
from workbench.records.escape import escape
from workbench.records.record import ProducerRecord
from workbench.records.wire_size import TOPIC_LIMIT, batch_size, producer_size
from workbench.serialization.anatomy import Span
from workbench.serialization.field import notes_of
from workbench.serialization.serializer import Find, Note

_NAMED, _UNNAMED = 8, 16
"""Bytes on a line, with a name beside them and without."""

SHOWN = 64 * 1024
"""Bytes of a part, and characters of what is read of it, that a person is shown: what follows them would be far up."""


def lines(draft: RecordDraft, anatomy: Anatomy, find: Find) -> Iterator[str]:
    """A paragraph for each part of the record, then the sizes."""
    for index, part in enumerate(anatomy.parts):
        yield from part_lines(part)
        yield from (f"  {'!' if note.is_warning else '·'} {escape(str(note))}" for note in _notes(draft, index, find))
        yield ""
    if anatomy.record is not None:
        yield from _sizes(anatomy.record, anatomy.producer_limit)


def part_lines(part: Dissected) -> Iterator[str]:
    """Its name and size, its bytes in hex with their names, what a consumer reads."""
    yield _title(part)
    yield from _bytes((part.data or b"")[:SHOWN], part.spans)
    if part.data and len(part.data) > SHOWN:
        yield f"  … {count_of(len(part.data) - SHOWN, 'byte')} more, left out here; --json has all of them"
    yield from _reading(part)


def json_lines(draft: RecordDraft, anatomy: Anatomy, find: Find) -> Iterator[str]:
    """One object, in ASCII."""
    record = anatomy.record
    assert record is not None  # without an error all parts are known
    parts = [_object(draft, index, part, find) for index, part in enumerate(anatomy.parts)]
    yield json.dumps(
        {
            "topic": draft.topic or None,
            "key": parts[0],
            "value": parts[1],
            "headers": parts[2:],
            "size": record.size,
            "batch_size": batch_size(record),
            "producer_size": producer_size(record),
            "producer_limit": anatomy.producer_limit,
        }
    )


def _field(draft: RecordDraft, index: int) -> tuple[FieldDraft | None, Part]:
    """The field that a part was made of, None for a header that a serializer adds."""
    if index < 2:
        return ((draft.key, Part.KEY), (draft.value, Part.VALUE))[index]
    headers = draft.headers
    return (headers[index - 2].value if index - 2 < len(headers) else None), Part.HEADER


def _notes(draft: RecordDraft, index: int, find: Find) -> tuple[Note, ...]:
    field, part = _field(draft, index)
    if field is None or field.presence is Presence.NULL:
        return ()
    return notes_of(field, find(field.serializer, draft.topic, part))


def _title(part: Dissected) -> str:
    if part.data is None:
        return f"{escape(part.title)}  null"
    spec = f"{escape(part.spec)}  " if part.spec else ""
    return f"{escape(part.title)}  {spec}{count_of(len(part.data), 'byte') if part.data else 'empty'}"


def _bytes(data: bytes, spans: tuple[Span, ...]) -> Iterator[str]:
    width = _NAMED if spans else _UNNAMED
    for start, end, name in _pieces(len(data), spans):
        for at in range(start, end, width):
            piece = data[at : min(at + width, end)]
            text = "".join(chr(one) if 0x20 <= one < 0x7F else "." for one in piece)
            row = f"  {at:04x}  {piece.hex(' '):<{3 * width - 1}}  {text:<{width}}  {name if at == start else ''}"
            yield row.rstrip()


def _pieces(size: int, spans: tuple[Span, ...]) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of every stretch of the bytes; what no span names has none."""
    at = 0
    for span in spans:
        if span.start >= size:
            break
        if span.start > at:
            yield at, span.start, ""
        if span.end > span.start:
            yield span.start, min(span.end, size), _name(span)
        at = max(at, span.end)
    if at < size:
        yield at, size, ""


def _name(span: Span) -> str:
    where = f"{escape(span.path)}: " if span.path else ""
    return f"{where}{escape(span.label)} {escape(span.value)}".rstrip()


def _reading(part: Dissected) -> Iterator[str]:
    if part.unread:
        yield f"  ✗ a consumer cannot read this: {escape(part.unread)}"
    elif part.reads_as:
        yield "  a consumer reads:"
        yield from (f"    {escape(text)}" for text in part.reads_as[:SHOWN].split("\n"))
        if len(part.reads_as) > SHOWN:
            yield f"  … {count_of(len(part.reads_as) - SHOWN, 'character')} more, left out here; --json has all of them"


def _sizes(record: ProducerRecord, producer_limit: int) -> Iterator[str]:
    parts = f"key {record.key_size:,} + value {record.value_size:,} + headers {record.headers_size:,}"
    yield f"{parts} = {count_of(record.size, 'byte')}"
    yield _limit("the producer's message.max.bytes", producer_size(record), producer_limit)
    yield _limit("Kafka's own max.message.bytes", batch_size(record), TOPIC_LIMIT)


def _limit(whose: str, used: int, limit: int) -> str:
    over = f": {used - limit:,} too many" if used > limit else ""
    return f"  {used:,} of the {limit:,} of {whose}{over}"


def _object(draft: RecordDraft, index: int, part: Dissected, find: Find) -> dict[str, object]:
    field, _ = _field(draft, index)
    typed = field.text if field is not None and part.data else None
    found: dict[str, object] = {
        "serializer": part.spec if field is not None else None,
        "hex": None if part.data is None else part.data.hex(),
        "size": None if part.data is None else len(part.data),
        "spans": [
            {"start": one.start, "end": one.end, "label": one.label, "value": one.value, "path": one.path}
            for one in part.spans
        ],
        "reads_as": None if part.unread else part.reads_as or typed,
        "unread": part.unread or None,
        "notes": [
            {"what": one.what, "path": one.path, "is_warning": one.is_warning} for one in _notes(draft, index, find)
        ],
    }
    return found if index < 2 else {"name": part.title.removeprefix("header "), **found}
