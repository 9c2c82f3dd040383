"""Sent and found side by side: each difference with the byte where it begins, and nothing else marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.lab.comparing import Compared, ComparedPart, Likeness, compare, first_difference
from workbench.lab.decoding import Decoded, Specs
from workbench.records.fetched import FetchedRecord, TimestampType
from workbench.records.record import Header, ProducerRecord
from workbench.serialization.field import from_catalogue

TIME = 1_700_000_000_000
HEADERS = (("trace", b"abc"), ("trace", None), ("empty", b""))
SENT = ProducerRecord("orders", b"user-42", b'{"id": 1}', HEADERS, 3, TIME)
SPECS = Specs("string", "json", ("string", "string", "string"))
DATA = st.none() | st.binary(max_size=6)
ALL_HEADERS = st.lists(st.tuples(st.sampled_from("ab"), DATA), max_size=4).map(tuple)


def found(
    key: bytes | None = SENT.key,
    value: bytes | None = SENT.value,
    headers: tuple[Header, ...] = HEADERS,
    time: int | None = TIME,
    kind: TimestampType = TimestampType.CREATE,
) -> FetchedRecord:
    return FetchedRecord(3, 1_204, key, value, headers, time, kind)


def compared(there: FetchedRecord, sent: ProducerRecord = SENT, reported: int | None = None) -> Compared:
    return compare(sent, there, SPECS, from_catalogue, reported=reported)


def part(title: str, there: FetchedRecord) -> ComparedPart:
    return next(one for one in compared(there).parts if one.title == title)


def test_what_is_there_as_it_was_sent() -> None:
    same = compared(found())
    assert same.differences == ()
    assert [one.title for one in same.parts] == ["key", "value", "header trace", "header trace", "header empty"]
    assert {one.likeness for one in same.parts} == {Likeness.EQUAL}
    assert same.time.likeness is Likeness.EQUAL


@pytest.mark.parametrize(
    ("value", "begins", "words"),
    [
        (b'{"id": 2}', 7, "differs from byte 7 on: sent 0x31, found 0x32"),
        (b'{"id": 1} ', 9, "the same up to byte 9, where one of them ends; sent 9 bytes, found 10 bytes"),
        (b'{"id"', 5, "the same up to byte 5, where one of them ends; sent 9 bytes, found 5 bytes"),
        (b"x", 0, "differs from byte 0 on: sent 0x7b, found 0x78; sent 9 bytes, found 1 byte"),
        (b"", 0, "sent 9 bytes, found empty"),
        (None, None, "sent 9 bytes, found null"),
    ],
)
def test_where_a_difference_begins(value: bytes | None, begins: int | None, words: str) -> None:
    different = part("value", found(value=value))
    assert (different.begins, different.difference, different.likeness) == (begins, words, Likeness.DIFFERENT)


def test_null_and_empty_are_different() -> None:
    sent = SENT._replace(key=None, value=b"")
    assert compared(found(key=b"", value=None), sent).differences == (
        "key: sent null, found empty",
        "value: sent empty, found null",
    )


def test_both_sides_are_decoded_with_the_serializer_that_was_used() -> None:
    different = part("value", found(value=b'{"id": 2'))
    assert different.sent is not None
    assert different.found is not None
    assert different.sent.decoded == Decoded('{"id": 1}')
    assert different.found.decoded.text == ""
    assert "the text ends here" in different.found.decoded.unread


def test_a_part_of_megabytes_is_compared_and_not_decoded() -> None:
    large = b"x" * 2_000_000
    same = compare(ProducerRecord("t", None, large), found(None, large + b"y", ()), Specs(), from_catalogue)
    assert same.parts[1].begins == 2_000_000
    assert same.parts[1].sent is not None
    assert same.parts[1].sent.decoded == Decoded()


@pytest.mark.parametrize(
    ("headers", "differences"),
    [
        (HEADERS[1:], ("header trace: sent, and not there",)),
        ((*HEADERS, ("more", b"")), ("header more: there, and not sent",)),
        ((HEADERS[0], ("trace", b""), HEADERS[2]), ("header trace: sent null, found empty",)),
        ((("Trace", b"abc"), *HEADERS[1:]), ("header trace: its name is 'Trace'",)),
        (
            (("Trace", b"abd"), *HEADERS[1:]),
            ("header trace: its name is 'Trace'; differs from byte 2 on: sent 0x63, found 0x64",),
        ),
    ],
)
def test_headers_in_their_order(headers: tuple[Header, ...], differences: tuple[str, ...]) -> None:
    assert compared(found(headers=headers)).differences == differences


@given(ALL_HEADERS, ALL_HEADERS)
def test_headers_differ_exactly_when_they_are_not_the_same(sent: tuple[Header, ...], there: tuple[Header, ...]) -> None:
    record = ProducerRecord("t", None, None, sent)
    same = compare(record, FetchedRecord(0, 0, None, None, there), Specs(), from_catalogue)
    assert bool(same.differences) == (sent != there)
    assert tuple(one for one in same.parts[2:] if one.sent is not None) == tuple(
        one for one in same.parts[2:] if one.sent is not None and one.title.startswith("header ")
    )
    assert sum(one.sent is not None for one in same.parts[2:]) == len(sent)
    assert sum(one.found is not None for one in same.parts[2:]) == len(there)


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_the_first_difference(sent: bytes, there: bytes) -> None:
    begins = first_difference(sent, there)
    assert sent[:begins] == there[:begins]
    assert sent[begins : begins + 1] != there[begins : begins + 1] or begins == len(sent) == len(there)


@pytest.mark.parametrize(
    ("asked", "there", "kind", "reported", "likeness", "words"),
    [
        (TIME, TIME, TimestampType.CREATE, None, Likeness.EQUAL, "as asked for"),
        (TIME, TIME + 1, TimestampType.CREATE, None, Likeness.DIFFERENT, "not the one that was asked for"),
        (None, TIME, TimestampType.CREATE, TIME, Likeness.EQUAL, "now, as asked for"),
        (None, TIME, TimestampType.CREATE, None, Likeness.EQUAL, "now, as asked for"),
        (None, TIME, TimestampType.CREATE, TIME + 1, Likeness.DIFFERENT, "the delivery report"),
        (TIME, TIME + 9, TimestampType.APPEND, TIME + 9, Likeness.AS_INTENDED, "message.timestamp.type=LogAppendTime"),
        (None, TIME, TimestampType.APPEND, TIME, Likeness.AS_INTENDED, "message.timestamp.type=LogAppendTime"),
        (TIME, None, TimestampType.NONE, None, Likeness.AS_INTENDED, "without one"),
    ],
)
def test_the_rule_for_timestamps(
    asked: int | None, there: int | None, kind: TimestampType, reported: int | None, likeness: Likeness, words: str
) -> None:
    same = compared(found(time=there, kind=kind), SENT._replace(timestamp=asked), reported)
    assert (same.time.sent, same.time.found, same.time.likeness) == (asked, there, likeness)
    assert words in same.time.words
    assert bool(same.differences) == (likeness is Likeness.DIFFERENT)
