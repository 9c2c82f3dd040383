"""A record's bytes as lines: every byte once, each with its name."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.commands.byte_lines import SHOWN, json_lines, lines
from workbench.commands.bytes import ALL
from workbench.compose import compose
from workbench.lab.dissection import Anatomy, dissect
from workbench.partitioning.partitioners import find
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.errors import Part, Problem, Unserializable
from workbench.serialization.anatomy import Span
from workbench.serialization.field import from_catalogue
from workbench.serialization.serializer import Note, Serializer

ROW = re.compile(r"  ([0-9a-f]{4,})  ((?:[0-9a-f]{2} ?)+?)(?:  .*)?")


class Named:
    """Bytes as hex, whose parts have the names of a test."""

    name, about = "named", ""

    def __init__(self, *spans: Span) -> None:
        self._spans = spans

    def serialize(self, text: str) -> bytes:
        return bytes.fromhex(text)

    def deserialize(self, data: bytes) -> str:
        if data[:1] == b"\xff":
            raise Unserializable(Problem("no bytes of mine"))
        return "a\nb\x1b"

    def spans(self, data: bytes) -> tuple[Span, ...]:
        return self._spans

    def notes(self, text: str) -> tuple[Note, ...]:
        return (Note("lost", "a[0]", is_warning=True), Note("taken"))


def taken_apart(draft: RecordDraft, *spans: Span) -> tuple[Anatomy, list[str], dict[str, object]]:
    def known(spec: str, topic: str, part: Part) -> Serializer:
        return Named(*spans) if spec == "named" else from_catalogue(spec, topic, part)

    composed = compose(draft, partitioner=find("java"), partitions=None, serializers=known)
    anatomy = dissect(draft, composed, known, topic_limit=None, producer_limit=100, most=ALL)
    [found] = map(json.loads, json_lines(draft, anatomy, known))
    return anatomy, list(lines(draft, anatomy, known)), found


def test_parts_and_what_is_between_them() -> None:
    spans = (Span(0, 1, "magic byte", "0"), Span(1, 5, "schema id", "42"), Span(6, 16, "string", "x\x1b", "a.b"))
    draft = RecordDraft("t", FieldDraft("integer", text="42"), FieldDraft("named", text=bytes(range(17)).hex()))
    _, found, as_json = taken_apart(draft, *spans)
    assert found == [
        "key  integer  4 bytes",
        "  0000  00 00 00 2a                                      ...*",
        "",
        "value  named  17 bytes",
        "  0000  00                       .         magic byte 0",
        "  0001  01 02 03 04              ....      schema id 42",
        "  0005  05                       .",
        "  0006  06 07 08 09 0a 0b 0c 0d  ........  a.b: string x\\x1b",
        "  000e  0e 0f                    ..",
        "  0010  10                       .",
        "  a consumer reads:",
        "    a",
        "    b\\x1b",
        "  ! a[0]: lost",
        "  · taken",
        "",
        "key 4 + value 17 + headers 0 = 21 bytes",
        "  57 of the 100 of the producer's message.max.bytes",
        "  89 of the 1,048,588 of Kafka's own max.message.bytes",
    ]
    assert as_json["key"] == {
        "serializer": "integer",
        "hex": "0000002a",
        "size": 4,
        "spans": [],
        "reads_as": "42",
        "unread": None,
        "notes": [],
    }
    value = as_json["value"]
    assert isinstance(value, dict)
    assert (value["reads_as"], value["unread"], len(value["spans"]), len(value["notes"])) == ("a\nb\x1b", None, 3, 2)


def test_states_headers_limits_and_what_cannot_be_read() -> None:
    draft = RecordDraft(
        "t",
        FieldDraft(presence=Presence.NULL),
        FieldDraft("named", text="ff" * 100),
        (HeaderDraft("a", FieldDraft(presence=Presence.EMPTY)), HeaderDraft("b\x1b", FieldDraft(text="x"))),
    )
    _, found, as_json = taken_apart(draft)
    assert found[:2] == ["key  null", ""]
    assert "  ✗ a consumer cannot read this: no bytes of mine" in found
    assert "header a  string  empty" in found
    assert "header b\\x1b  string  1 byte" in found
    assert "  144 of the 100 of the producer's message.max.bytes: 44 too many" in found
    headers = as_json["headers"]
    assert isinstance(headers, list)
    assert [(one["name"], one["hex"], one["size"]) for one in headers] == [("a", "", 0), ("b\x1b", "78", 1)]
    assert (as_json["key"], as_json["size"], as_json["producer_limit"]) == (
        {"serializer": "string", "hex": None, "size": None, "spans": [], "reads_as": None, "unread": None, "notes": []},
        104,
        100,
    )


@given(st.binary(min_size=1, max_size=80), st.lists(st.integers(0, 80), max_size=12))
def test_every_byte_is_shown_once_and_in_order(data: bytes, cuts: list[int]) -> None:
    places = sorted({min(cut, len(data)) for cut in cuts})
    spans = [Span(start, end, "part") for start, end in pairwise(places)][::2]
    draft = RecordDraft("t", FieldDraft(presence=Presence.NULL), FieldDraft("named", text=data.hex()))
    _, found, _ = taken_apart(draft, *spans)
    rows = [row for line in found if (row := ROW.fullmatch(line))]
    assert b"".join(bytes.fromhex(row[2]) for row in rows) == data
    assert [int(row[1], 16) for row in rows] == sorted({int(row[1], 16) for row in rows})


def test_of_much_the_beginning_is_shown_and_the_verdict_all_the_same() -> None:
    data = b"a" * (3 * SHOWN)
    spans = (Span(0, 4, "length"), Span(4, len(data), "text"))
    for some in ((), spans):
        draft = RecordDraft("t", FieldDraft(presence=Presence.NULL), FieldDraft("named", text=data.hex()))
        _, found, as_json = taken_apart(draft, *some)
        rows = [row for line in found if (row := ROW.fullmatch(line))]
        assert b"".join(bytes.fromhex(row[2]) for row in rows) == data[:SHOWN]
        assert "  … 131,072 bytes more, left out here; --json has all of them" in found
        assert found[-2].endswith("too many")
        value = as_json["value"]
        assert isinstance(value, dict)
        assert (value["hex"], len(value["spans"])) == (data.hex(), len(some))


def test_of_a_long_reading_too() -> None:
    draft = RecordDraft("t", FieldDraft(presence=Presence.NULL), FieldDraft(text="x"))
    anatomy, _, _ = taken_apart(draft)
    key, value = anatomy.parts
    long = replace(anatomy, parts=(key, replace(value, reads_as="a" * (SHOWN + 10))))
    found = list(lines(draft, long, from_catalogue))
    assert "    " + "a" * SHOWN in found
    assert "  … 10 characters more, left out here; --json has all of them" in found
