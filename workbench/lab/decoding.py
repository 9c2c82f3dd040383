"""Bytes back into text by the serializer that made them, and a whole record back into a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from workbench.compose import framing_headers
from workbench.records.draft import AUTO, NOW, FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.errors import Part, Unserializable
from workbench.records.record import Header, ProducerRecord
from workbench.records.timestamp import parse_timestamp
from workbench.serialization.serializer import Find, Serializer

UNKNOWN = ""
"""The spec of bytes of which nobody knows what made them: they are read as UTF-8."""

HEX = "hex"
_TEXT = "string"


@dataclass(frozen=True, slots=True)
class Specs:
    """The serializers that a record was made with; those of headers in their order, as far as they are known."""

    key: str = UNKNOWN
    value: str = UNKNOWN
    headers: tuple[str, ...] = ()

    @classmethod
    def of(cls, draft: RecordDraft | None) -> Self:
        """Those of a draft; none of them is known where there is none."""
        if draft is None:
            return cls()
        headers = tuple(header.value.serializer for header in draft.headers)
        return cls(draft.key.serializer, draft.value.serializer, headers)

    def of_header(self, index: int) -> str:
        """The serializer of a header by its position."""
        return self.headers[index] if index < len(self.headers) else UNKNOWN


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is what a consumer with the same serializer makes of the bytes; `unread` why it makes nothing of them."""

    text: str = ""
    unread: str = ""


def decode(data: bytes, spec: str, topic: str, part: Part, find: Find) -> Decoded:
    """Bytes as text; those of an unknown serializer that are no UTF-8 are no text, and nothing is wrong with them."""
    if not spec:
        return Decoded(_utf8(data) or "")
    try:
        return Decoded(find(spec, topic, part).deserialize(data))
    except Unserializable as error:
        return Decoded(unread=str(error))


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


@dataclass(frozen=True, slots=True)
class Redrafted:
    """A draft that comes to the record again. `notes` say of which parts it is not the text as it was typed."""

    draft: RecordDraft
    notes: tuple[str, ...] = ()


def draft_of(record: ProducerRecord, specs: Specs, find: Find) -> Redrafted:
    """A draft made of a record's bytes: each part in the text of its serializer, or in hex where that loses something.

    The partition and the timestamp are those that the record was handed over with.
    """
    notes: list[str] = []
    key = _field("key", record.key, specs.key, record.topic, Part.KEY, find, notes)
    value = _field("value", record.value, specs.value, record.topic, Part.VALUE, find, notes)
    headers = tuple(_headers(record, _own(record, key.serializer, value.serializer, find), specs, find, notes))
    partition = AUTO if record.partition is None else str(record.partition)
    draft = RecordDraft(record.topic, key, value, headers, partition, _time(record.timestamp))
    return Redrafted(draft, tuple(notes))


def _headers(
    record: ProducerRecord, own: tuple[Header, ...], specs: Specs, find: Find, notes: list[str]
) -> Iterator[HeaderDraft]:
    for index, (name, data) in enumerate(own):
        spec = specs.of_header(index)
        yield HeaderDraft(name, _field(f"header {name}", data, spec, record.topic, Part.HEADER, find, notes))


def _field(
    title: str, data: bytes | None, spec: str, topic: str, part: Part, find: Find, notes: list[str]
) -> FieldDraft:
    """The field that comes to these bytes; what is worth saying of it is added to `notes`."""
    if not data:
        return FieldDraft(spec or _TEXT, Presence.NULL if data is None else Presence.EMPTY)
    text, why = _text(data, spec, topic, part, find)
    if not why:
        return FieldDraft(spec or _TEXT, Presence.TEXT, text)
    notes.append(f"{title}: in hex, because {why}")
    return FieldDraft(HEX, Presence.TEXT, data.hex())


def _text(data: bytes, spec: str, topic: str, part: Part, find: Find) -> tuple[str, str]:
    """The text that comes to these bytes; else why there is none."""
    if not spec:
        text = _utf8(data)
        return ("", "its bytes are no text, and what made them is not known") if text is None else (text, "")
    try:
        serializer = find(spec, topic, part)
        text = serializer.deserialize(data)
        same = serializer.serialize(text) == data
    except Unserializable as error:
        return "", f"{spec}: {error}"
    return (text, "") if same else ("", f"what {spec} reads from its bytes does not come to the same bytes again")


def _own(record: ProducerRecord, key: str, value: str, find: Find) -> tuple[Header, ...]:
    """The headers without those that these serializers will add again."""
    parts = ((record.key, key, Part.KEY), (record.value, value, Part.VALUE))
    added = tuple(
        header
        for data, spec, part in parts
        if data is not None and (serializer := _found(spec, record.topic, part, find)) is not None
        for header in framing_headers(serializer)
    )
    headers, count = record.headers, len(added)
    return headers[:-count] if count and headers[-count:] == added else headers


def _found(spec: str, topic: str, part: Part, find: Find) -> Serializer | None:
    try:
        return find(spec, topic, part)
    except Unserializable:
        return None


def _time(milliseconds: int | None) -> str:
    """The text that stands for the time; where digits alone would be taken for something else, ISO 8601."""
    if milliseconds is None:
        return NOW
    try:
        if parse_timestamp(str(milliseconds)) == milliseconds:
            return str(milliseconds)
    except Unserializable:
        pass
    from datetime import UTC, datetime, timedelta

    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
