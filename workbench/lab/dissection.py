"""A record taken apart: each part's bytes with their names, what a consumer reads, and how much room is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.compose import Composed
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.errors import Part, Unserializable
from workbench.records.record import ProducerRecord
from workbench.serialization.anatomy import Span
from workbench.serialization.serializer import Find, Labelled, Serializer

MOST_NAMED = 64 * 1024
"""Bytes of one part that are named and read back at each key stroke; of more, only the beginning is named."""


@dataclass(frozen=True, slots=True)
class Dissected:
    """One part of the record: its bytes, None for null, while they are known, and what they mean.

    `reads_as` is what a consumer with the same serializer makes of the bytes, empty where that is the text as typed;
    `unread` says why it makes nothing of them.
    """

    title: str
    spec: str
    data: bytes | None = None
    is_known: bool = True
    spans: tuple[Span, ...] = ()
    reads_as: str = ""
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A record's parts in the order of the form. `record` is what is measured; None while a part is not known.

    `topic_limit` is the topic's `max.message.bytes`, None while it is not known; `producer_limit` is librdkafka's.
    """

    parts: tuple[Dissected, ...]
    record: ProducerRecord | None
    topic_limit: int | None
    producer_limit: int


def dissect(
    draft: RecordDraft,
    composed: Composed,
    find: Find,
    *,
    topic_limit: int | None,
    producer_limit: int,
    most: int = MOST_NAMED,
) -> Anatomy:
    """What there is to show of a draft and of what it came to; of each part `most` bytes are named."""
    parts = [
        _part("key", draft.key, composed.key, composed.key_known, draft.topic, Part.KEY, find, most),
        _part("value", draft.value, composed.value, composed.value_known, draft.topic, Part.VALUE, find, most),
        *_headers(draft, composed, find, most),
    ]
    whole = composed.key_known and composed.value_known
    record = ProducerRecord(draft.topic, composed.key, composed.value, composed.headers) if whole else None
    return Anatomy(tuple(parts), record, topic_limit, producer_limit)


def _headers(draft: RecordDraft, composed: Composed, find: Find, most: int) -> Iterator[Dissected]:
    """The draft's own headers, then those that serializers add."""
    wrong = {error.address.header for error in composed.errors if error.address.part is Part.HEADER}
    for index, (name, data) in enumerate(composed.headers):
        title = f"header {name}"
        if index < len(draft.headers):
            field = draft.headers[index].value
            yield _part(title, field, data, index not in wrong, draft.topic, Part.HEADER, find, most)
        else:
            yield Dissected(title, "added by the serializer", data)


def _part(
    title: str, field: FieldDraft, data: bytes | None, is_known: bool, topic: str, part: Part, find: Find, most: int
) -> Dissected:
    if not is_known or not data:
        return Dissected(title, field.serializer, data, is_known)
    try:
        serializer = find(field.serializer, topic, part)
    except Unserializable:  # said at the field
        return Dissected(title, field.serializer, data)
    spans = serializer.spans(data[:most]) if isinstance(serializer, Labelled) else ()
    reads_as, unread = ("", "") if len(data) > most else _read_back(serializer, data, field.text)
    return Dissected(title, field.serializer, data, True, spans, reads_as, unread)


def _read_back(serializer: Serializer, data: bytes, typed: str) -> tuple[str, str]:
    try:
        text = serializer.deserialize(data)
    except Unserializable as error:
        return "", str(error)
    return ("", "") if text == typed else (text, "")
