"""A record as it was sent beside the same one as it was read back, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from workbench.lab.decoding import UNKNOWN, Decoded, Specs, decode
from workbench.records.errors import Part
from workbench.records.escape import quoted
from workbench.records.fetched import FetchedRecord, TimestampType
from workbench.records.record import Header, ProducerRecord
from workbench.serialization.serializer import Find

MOST_DECODED = 1024 * 1024
"""Bytes of one part up to which it is decoded."""

NOT_DECODED = Decoded()


class Likeness(StrEnum):
    """How a part that was read relates to the one that was sent."""

    EQUAL = "equal"
    DIFFERENT = "different"
    AS_INTENDED = "as intended"
    """Another value, and that is how it is meant to be: the broker's time instead of the sender's."""


@dataclass(frozen=True, slots=True)
class Side:
    """A part's bytes, None for null, and what they mean to a consumer."""

    data: bytes | None
    decoded: Decoded = NOT_DECODED


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """Key, value or a header. `sent` or `found` is None where only the other side has such a header.

    `begins` is the first byte in which they differ, None where they differ in no byte but in being there, or in a
    header's name. `difference` is that in words, empty where there is none.
    """

    title: str
    spec: str
    sent: Side | None
    found: Side | None
    begins: int | None = None
    difference: str = ""

    @property
    def likeness(self) -> Likeness:
        """Equal, or not."""
        return Likeness.DIFFERENT if self.difference else Likeness.EQUAL


@dataclass(frozen=True, slots=True)
class ComparedTime:
    """`sent` is what was asked for, epoch ms, None for now; `found` what the partition has. `words` say the rest."""

    sent: int | None
    found: int | None
    kind: TimestampType
    likeness: Likeness
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """All parts in the order of the form: key, value, headers; and the timestamp."""

    parts: tuple[ComparedPart, ...]
    time: ComparedTime

    @property
    def differences(self) -> tuple[str, ...]:
        """Each difference as a sentence; none where the record is there as it was sent."""
        found = [f"{part.title}: {part.difference}" for part in self.parts if part.difference]
        return (*found, f"timestamp: {self.time.words}") if self.time.likeness is Likeness.DIFFERENT else (*found,)


def compare(
    sent: ProducerRecord, found: FetchedRecord, specs: Specs, find: Find, *, reported: int | None = None
) -> Compared:
    """What was handed over beside what lies in the partition. `reported` is the timestamp of the delivery report.

    `specs` are the serializers that the record was made with; both sides are decoded with them.
    """
    decoder = _Decoder(sent.topic, find)
    parts = (
        decoder.part("key", Part.KEY, specs.key, sent.key, found.key),
        decoder.part("value", Part.VALUE, specs.value, sent.value, found.value),
        *_headers(decoder, sent.headers, found.headers, specs),
    )
    return Compared(parts, _time(sent.timestamp, found, reported))


@dataclass(frozen=True, slots=True)
class _Decoder:
    topic: str
    find: Find

    def part(
        self, title: str, part: Part, spec: str, sent: bytes | None, found: bytes | None, difference: str = ""
    ) -> ComparedPart:
        left = self.side(sent, spec, part)
        right = left if sent == found else self.side(found, spec, part)
        begins = None if sent is None or found is None or sent == found else first_difference(sent, found)
        return ComparedPart(title, spec, left, right, begins, difference or _difference(sent, found, begins))

    def side(self, data: bytes | None, spec: str, part: Part) -> Side:
        if not data or len(data) > MOST_DECODED:
            return Side(data)
        return Side(data, decode(data, spec, self.topic, part, self.find))


def first_difference(sent: bytes, found: bytes) -> int:
    """The first byte, from 0, in which they differ, or where the shorter one ends."""
    low, high = 0, min(len(sent), len(found))
    while low < high:  # a comparison of a stretch is C's; one of each byte would be Python's
        middle = (low + high + 1) // 2
        if sent[low:middle] == found[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _difference(sent: bytes | None, found: bytes | None, begins: int | None) -> str:
    if sent == found:
        return ""
    if sent is None or found is None or begins is None or not sent or not found:
        return f"sent {_size(sent)}, found {_size(found)}"
    sizes = "" if len(sent) == len(found) else f"; sent {_size(sent)}, found {_size(found)}"
    if begins == min(len(sent), len(found)):
        return f"the same up to byte {begins:,}, where one of them ends{sizes}"
    return f"differs from byte {begins:,} on: sent 0x{sent[begins]:02x}, found 0x{found[begins]:02x}{sizes}"


def _size(data: bytes | None) -> str:
    if data is None:
        return "null"
    return f"{len(data):,} byte{'s' if len(data) != 1 else ''}" if data else "empty"


def _headers(
    decoder: _Decoder, sent: Sequence[Header], found: Sequence[Header], specs: Specs
) -> Iterator[ComparedPart]:
    """Headers in their order; one that was left out or put in does not make all that follow different."""
    for _, low, high, start, stop in SequenceMatcher(None, sent, found, autojunk=False).get_opcodes():
        pairs = zip_longest(range(low, high), sent[low:high], found[start:stop])
        for index, left, right in pairs:
            spec = UNKNOWN if index is None else specs.of_header(index)
            if left is not None and right is not None:
                yield _header(decoder, spec, left, right)
            elif left is not None:
                side = decoder.side(left[1], spec, Part.HEADER)
                yield ComparedPart(f"header {left[0]}", spec, side, None, None, "sent, and not there")
            elif right is not None:
                side = decoder.side(right[1], spec, Part.HEADER)
                yield ComparedPart(f"header {right[0]}", spec, None, side, None, "there, and not sent")


def _header(decoder: _Decoder, spec: str, sent: Header, found: Header) -> ComparedPart:
    title = f"header {sent[0]}"
    name = "" if sent[0] == found[0] else f"its name is {quoted(found[0])}"
    compared = decoder.part(title, Part.HEADER, spec, sent[1], found[1])
    if not name:
        return compared
    both = f"{name}; {compared.difference}" if compared.difference else name
    return ComparedPart(title, spec, compared.sent, compared.found, compared.begins, both)


def _time(asked: int | None, found: FetchedRecord, reported: int | None) -> ComparedTime:
    likeness, words = _judged(asked, found, reported)
    return ComparedTime(asked, found.timestamp, found.timestamp_type, likeness, words)


def _judged(asked: int | None, found: FetchedRecord, reported: int | None) -> tuple[Likeness, str]:
    """A create time is the sender's and has to be the one asked for; an append time is the broker's own."""
    if found.timestamp_type is TimestampType.NONE:
        return Likeness.AS_INTENDED, "the record was written without one"
    if reported is not None and reported != found.timestamp and reported != asked:
        return Likeness.DIFFERENT, "not the one that the delivery report told"
    if found.timestamp_type is TimestampType.APPEND:
        why = "the broker's own time, because the topic has message.timestamp.type=LogAppendTime"
        return Likeness.AS_INTENDED, why
    if asked is None:
        return Likeness.EQUAL, "now, as asked for: set when the record was handed over"
    if asked != found.timestamp:
        return Likeness.DIFFERENT, "not the one that was asked for"
    return Likeness.EQUAL, "as asked for"
