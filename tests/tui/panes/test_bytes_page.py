"""The bytes pane's page: sizes and limits, what is over them, parts that are missing, what a consumer reads."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from workbench.lab.dissection import MOST_NAMED, Anatomy, Dissected
from workbench.records.record import ProducerRecord
from workbench.records.wire_size import batch_size, producer_size
from workbench.serialization.anatomy import Span
from workbench.tui.lab.lines import plain
from workbench.tui.panes.bytes_page import MOST_READ, head, page

RECORD = ProducerRecord("t", b"user-42", b"hello")
KEY = Dissected("key", "string", b"user-42")
VALUE = Dissected("value", "avro", b"\0hello", True, (Span(0, 1, "magic byte", "0"),), '{\n  "a": 1\n}')


def anatomy(
    *parts: Dissected, record: ProducerRecord | None = RECORD, topic: int | None = 2_000, producer: int = 1_000
) -> Anatomy:
    return Anatomy(parts, record, topic, producer)


def text(shown: Anatomy, width: int = 60) -> str:
    return plain([*head(shown, width), *page(shown, width)])


def test_sizes_and_how_far_it_is_to_the_limits() -> None:
    lines = text(anatomy(KEY)).split("\n")
    assert lines[0].startswith("key 7 + value 5 + headers 0 ") and lines[0].endswith("12 B")
    assert lines[1].startswith("topic's max.message.bytes ") and lines[1].endswith(f"{batch_size(RECORD)} of 2,000 B")
    assert lines[2].startswith("producer's message.max.bytes")
    assert lines[2].endswith(f"{producer_size(RECORD)} of 1,000 B")


def test_a_topic_whose_limit_is_not_known_has_kafkas_default() -> None:
    assert "topic's max.message.bytes, by default" in text(anatomy(KEY, topic=None))
    assert "of 1,048,588 B" in text(anatomy(KEY, topic=None))


@pytest.mark.parametrize(("topic", "producer", "whose"), [(50, 1_000, "topic"), (2_000, 20, "producer")])
def test_a_record_over_a_limit_says_by_how_much(topic: int, producer: int, whose: str) -> None:
    used, limit = (batch_size(RECORD), topic) if whose == "topic" else (producer_size(RECORD), producer)
    shown = text(anatomy(KEY, topic=topic, producer=producer), 200)
    assert f"✗ {used} B on the way: {used - limit} B over the {whose}'s {limit}" in shown


def test_what_a_consumer_reads_stands_under_the_bytes() -> None:
    assert text(anatomy(VALUE)).endswith('a consumer reads\n{"a": 1}')
    typed = Dissected("value", "json,form=compact", b"x", reads_as='{"a":1}')
    assert text(anatomy(typed)).endswith('a consumer reads\n{"a":1}')  # how a text is laid out is part of it
    unread = Dissected("value", "avro", b"x", unread="an x is no value")
    assert "✗ a consumer cannot read this: an x is no value" in text(anatomy(unread))


def test_null_empty_and_unknown_are_words() -> None:
    parts = (Dissected("key", "string"), Dissected("value", "json", b""), Dissected("header a", "hex", is_known=False))
    shown = text(anatomy(*parts, record=None)).split("\n")
    assert [line.split()[-1] for line in shown[4:] if line.strip()] == ["null", "empty", "–"]


def test_the_lines_above_stay_where_they_are_while_there_is_no_size() -> None:
    unknown, known = head(anatomy(KEY, record=None), 60), head(anatomy(KEY), 60)
    assert len(unknown) == len(known)
    assert plain(unknown).split("\n")[0].endswith("– B") and "– of 2,000 B" in plain(unknown)


def test_long_texts_and_large_bytes_say_what_is_left_out() -> None:
    large = Dissected("value", "string", bytes(MOST_NAMED + 1))
    assert "only the first 65,536 bytes are named" in text(anatomy(large), 90)
    long = Dissected("value", "avro", b"x", reads_as="y" * (MOST_READ + 5))
    assert text(anatomy(long)).endswith("… 5 more characters")


@pytest.mark.parametrize("width", [20, 30, 46, 60, 100])
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    nasty = Dissected("header \x1b[31m홍길동" * 9, "avro,subject=" + "s" * 99, b"x" * 40, reads_as="길" * 200)
    lines = text(anatomy(KEY, VALUE, nasty), width).split("\n")
    assert max(map(cell_len, lines)) <= max(width, 27)  # the sizes are never cut
    assert not any("\x1b" in line for line in lines)
