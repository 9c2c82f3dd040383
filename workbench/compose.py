"""One compose for all: the preview, the send, the commands. RecordDraft to ProducerRecord, or every error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar, TypeVarTuple

from workbench.partitioning.placement import Placement, Step
from workbench.partitioning.rules import Partitioner
from workbench.records.columns import RecordColumns
from workbench.records.draft import HeaderDraft, RecordDraft
from workbench.records.errors import Address, InvalidRecord, Part, Problem, RecordError, Unserializable
from workbench.records.names import header_name_problem, topic_name_problem
from workbench.records.partition import parse_partition
from workbench.records.record import Header, ProducerRecord
from workbench.records.timestamp import parse_timestamp
from workbench.serialization.field import from_catalogue, serialize_field
from workbench.serialization.serializer import Find, Framed, Serializer

EXPLICIT = "explicit"
"""The partitioner's name in a Placement where the draft itself names the partition."""

_PARTS = tuple(Part)

_Value = TypeVar("_Value")
_Given = TypeVarTuple("_Given")


@dataclass(frozen=True, slots=True)
class Composed:
    """What became of a draft: the record, or every error; and what is known of its parts either way.

    `key` and `value` are the bytes, None for null, and mean something only where `key_known` and `value_known` are
    true. `placement` is None while it cannot be told, because the key or the topic's partitions are not known; its
    `partitions` is 0 where a partition was named before they are known.
    """

    record: ProducerRecord | None
    key: bytes | None
    key_known: bool
    value: bytes | None
    value_known: bool
    placement: Placement | None
    errors: tuple[RecordError, ...]
    headers: tuple[Header, ...] = ()


def compose(
    draft: RecordDraft,
    *,
    partitioner: Partitioner,
    partitions: int | None,
    topic_problem: Problem | None = None,
    serializers: Find = from_catalogue,
) -> Composed:
    """The record of `draft`, to be sent to the partition that `placement` shows.

    `partitions` is how many the topic has, None while that is not known: a partition in the draft is then taken as it
    is, and auto leaves the record's partition None, to the producer's own partitioner.
    `topic_problem` is what the caller knows against the topic, such as "no topic 'ordrs'". A partitioner that cannot
    place the key, such as a rule file with a partition that the topic has not, is an error of the partition.
    `serializers` finds what the draft's serializers stand for; without it there are those that need no schema.
    """
    errors: list[RecordError] = []
    rest = _Rest.of(draft, partitions, topic_problem, serializers, errors)
    key, key_known, key_headers = _side(errors, Part.KEY, draft, serializers)
    value, value_known, value_headers = _side(errors, Part.VALUE, draft, serializers)
    headers = (*rest.headers, *key_headers, *value_headers)
    placement = None
    if rest.partition is not None:
        placement = _explicit_placement(rest.partition, partitions)
    elif rest.auto and partitions:
        if key_known:
            placement, _ = _attempt(errors, Address(Part.PARTITION), partitioner.place, key, partitions)
        else:
            _attempt(errors, Address(Part.PARTITION), partitioner.partitions_of, (), partitions)
    record = None
    if not errors:
        partition = placement.partition if placement else None
        record = ProducerRecord(draft.topic, key, value, headers, partition, rest.timestamp)
    return Composed(record, key, key_known, value, value_known, placement, _in_order(errors), headers)


class RecordTemplate:
    """A draft with everything but the texts of key and value prepared once: the quick way for records in bulk.

    Its records are the ones `compose` makes of the same draft with those texts. Raises InvalidRecord with every error
    in the topic, the headers, the partition, the timestamp, the names of the serializers, and in a partitioner that
    can place no key over that many partitions.
    """

    __slots__ = (
        "_headers",
        "_key",
        "_key_headers",
        "_partition",
        "_partitions",
        "_rule",
        "_timestamp",
        "_topic",
        "_value",
        "_value_headers",
        "takes_utf8",
    )

    def __init__(
        self,
        draft: RecordDraft,
        *,
        partitioner: Partitioner,
        partitions: int | None,
        topic_problem: Problem | None = None,
        serializers: Find = from_catalogue,
    ) -> None:
        errors: list[RecordError] = []
        rest = _Rest.of(draft, partitions, topic_problem, serializers, errors)
        key = _serializer(errors, Part.KEY, draft, serializers)
        value = _serializer(errors, Part.VALUE, draft, serializers)
        rule = partitioner if rest.auto and partitions else None
        if rule and partitions:
            _attempt(errors, Address(Part.PARTITION), rule.partitions_of, (), partitions)
        if errors or key is None or value is None:
            raise InvalidRecord(*_in_order(errors))
        self._topic, self._timestamp = draft.topic, rest.timestamp
        self._headers = rest.headers
        self._key_headers, self._value_headers = framing_headers(key), framing_headers(value)
        self._key, self._value = key.serialize, value.serialize
        self.takes_utf8 = key.name == value.name == "string"
        self._partition, self._partitions = rest.partition, partitions or 0
        self._rule = rule

    def record(self, key: str | None, value: str | None) -> ProducerRecord:
        """The record with these texts, None for null. Raises InvalidRecord (an Unserializable) with every error."""
        key_bytes, value_bytes = self.serialized(key, value)
        partition = self._partition_of(key_bytes)
        headers = self._headers_of(key_bytes, value_bytes)
        return ProducerRecord(self._topic, key_bytes, value_bytes, headers, partition, self._timestamp)

    def serialized(self, key: str | None, value: str | None) -> tuple[bytes | None, bytes | None]:
        """The bytes of these texts, None for null. Raises InvalidRecord with every error."""
        try:
            return (None if key is None else self._key(key), None if value is None else self._value(value))
        except Unserializable:
            raise self._invalid(key, value) from None

    def columns(self, keys: Sequence[bytes | None], values: Sequence[bytes | None]) -> tuple[RecordColumns, ...]:
        """The records with these serialized bytes; texts in UTF-8 are that already where `takes_utf8` is true.

        One block of columns, or several where a null takes away the headers that its serializer adds. Raises
        Unserializable where one of the keys cannot be placed; `placeable` tells which is the first.
        """
        if self._rule is None:
            partitions: Sequence[int | None] = [self._partition] * len(keys)
        else:
            partitions = self._rule.partitions_of(keys, self._partitions)
        if not ((self._key_headers and None in keys) or (self._value_headers and None in values)):
            return (self._block(keys, values, partitions, slice(None)),)
        runs = groupby(range(len(keys)), lambda at: (keys[at] is None, values[at] is None))
        places = (list(run) for _, run in runs)
        return tuple(self._block(keys, values, partitions, slice(run[0], run[-1] + 1)) for run in places)

    def _block(
        self,
        keys: Sequence[bytes | None],
        values: Sequence[bytes | None],
        partitions: Sequence[int | None],
        part: slice,
    ) -> RecordColumns:
        keys, values, partitions = keys[part], values[part], partitions[part]
        headers = self._headers_of(keys[0], values[0]) if keys else self._headers
        return RecordColumns(self._topic, keys, values, partitions, headers, self._timestamp)

    def _headers_of(self, key: bytes | None, value: bytes | None) -> tuple[Header, ...]:
        """The draft's, and those of the serializers; a null carries no schema, so it adds none."""
        of_key = () if key is None else self._key_headers
        return (*self._headers, *of_key, *(() if value is None else self._value_headers))

    def placeable(self, keys: Sequence[bytes | None]) -> tuple[int, InvalidRecord | None]:
        """How many of these keys can be placed before the first that cannot, and why that cannot."""
        for index, key in enumerate(keys):
            try:
                self._partition_of(key)
            except InvalidRecord as refusal:
                return index, refusal
        return len(keys), None

    def _partition_of(self, key: bytes | None) -> int | None:
        if self._rule is None:
            return self._partition
        errors: list[RecordError] = []
        place = Address(Part.PARTITION)
        partition, placed = _attempt(errors, place, self._rule.partition, key, self._partitions)
        if not placed:
            raise InvalidRecord(*errors)
        return partition

    def _invalid(self, key: str | None, value: str | None) -> InvalidRecord:
        errors: list[RecordError] = []
        for part, serialize, text in ((Part.KEY, self._key, key), (Part.VALUE, self._value, value)):
            if text is not None:
                _attempt(errors, Address(part), serialize, text)
        return InvalidRecord(*errors)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a draft holds besides key and value; `auto` where the partitioner has the choice."""

    headers: tuple[Header, ...]
    partition: int | None
    auto: bool
    timestamp: int | None

    @classmethod
    def of(
        cls,
        draft: RecordDraft,
        partitions: int | None,
        topic_problem: Problem | None,
        serializers: Find,
        errors: list[RecordError],
    ) -> _Rest:
        problem = topic_name_problem(draft.topic) or topic_problem
        if problem is not None:
            errors.append(problem.at(Part.TOPIC))
        named = enumerate(draft.headers)
        headers = tuple(_header(errors, index, header, draft.topic, serializers) for index, header in named)
        place = Address(Part.PARTITION)
        partition, read = _attempt(errors, place, parse_partition, draft.partition, partitions)
        timestamp, _ = _attempt(errors, Address(Part.TIMESTAMP), parse_timestamp, draft.timestamp)
        return cls(headers, partition, read and partition is None, timestamp)


def _attempt(
    errors: list[RecordError], address: Address, read: Callable[[*_Given], _Value], *given: *_Given
) -> tuple[_Value | None, bool]:
    """What `read` makes of `given` and True; else None and False, with every problem added to `errors`."""
    try:
        return read(*given), True
    except Unserializable as error:
        errors.extend(problem.at(address.part, address.header) for problem in error.problems)
        return None, False


def _in_order(errors: list[RecordError]) -> tuple[RecordError, ...]:
    """In the order of the form."""
    return tuple(sorted(errors, key=lambda error: _PARTS.index(error.address.part)))


def framing_headers(serializer: Serializer) -> tuple[Header, ...]:
    """The headers that travel with every record of this serializer."""
    return serializer.headers if isinstance(serializer, Framed) else ()


def _header(errors: list[RecordError], index: int, header: HeaderDraft, topic: str, serializers: Find) -> Header:
    if problem := header_name_problem(header.name):
        errors.append(problem.at(Part.HEADER, index))
    place = Address(Part.HEADER, index)
    serializer, _ = _attempt(errors, place, serializers, header.value.serializer, topic, Part.HEADER)
    value, _ = _attempt(errors, place, serialize_field, header.value, serializer) if serializer else (None, False)
    return header.name, value


def _side(
    errors: list[RecordError], part: Part, draft: RecordDraft, serializers: Find
) -> tuple[bytes | None, bool, tuple[Header, ...]]:
    """The bytes of the key or the value, whether they are known, and the headers that its serializer adds.

    A null carries no schema, so it adds none.
    """
    field = draft.key if part is Part.KEY else draft.value
    serializer = _serializer(errors, part, draft, serializers)
    if serializer is None:
        return None, False, ()
    data, known = _attempt(errors, Address(part), serialize_field, field, serializer)
    return data, known, () if data is None else framing_headers(serializer)


def _serializer(errors: list[RecordError], part: Part, draft: RecordDraft, serializers: Find) -> Serializer | None:
    field = draft.key if part is Part.KEY else draft.value
    serializer, _ = _attempt(errors, Address(part), serializers, field.serializer, draft.topic, part)
    return serializer


def _explicit_placement(partition: int, partitions: int | None) -> Placement:
    step = Step("partition, as set in the record", str(partition))
    return Placement(EXPLICIT, partitions or 0, partition, steps=(step,))
