"""Lines into records: separators, what ends a line, what is refused, and the quick way against the plain one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.commands import lines
from workbench.commands.lines import BadLine, LineFormat, blocks, read_separator, records
from workbench.compose import RecordTemplate
from workbench.partitioning.partitioners import DEFAULT, find
from workbench.partitioning.placement import Placement
from workbench.records.columns import InputPosition
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.errors import Problem, Unserializable
from workbench.records.record import ProducerRecord

Pair = tuple[bytes | None, bytes | None]


def template(key: str = "string", value: str = "string") -> RecordTemplate:
    draft = RecordDraft("orders", FieldDraft(key), FieldDraft(value))
    return RecordTemplate(draft, partitioner=find(DEFAULT), partitions=12)


def made(read: Iterable[bytes | None], form: LineFormat, of: RecordTemplate | None = None) -> Iterator[ProducerRecord]:
    held = of or template()
    for columns in records(read, form, lambda: held):
        yield from columns.records() if columns is not None else ()


def pairs(data: bytes, separator: str | None = None, key: str | None = None, empty_as_null: bool = False) -> list[Pair]:
    form = LineFormat(separator, key, empty_as_null)
    return [(record.key, record.value) for record in made([data], form)]


def test_a_line_is_a_value() -> None:
    assert pairs(b"a\nb\n") == [(None, b"a"), (None, b"b")]


def test_the_last_line_may_lack_its_end() -> None:
    assert pairs(b"a\nb") == [(None, b"a"), (None, b"b")]


def test_only_line_feed_ends_a_line() -> None:
    assert pairs("a\r\nb\x0bc\u2028d\x85e\n".encode()) == [(None, b"a\r"), (None, "b\x0bc\u2028d\x85e".encode())]


def test_an_empty_line_is_an_empty_value() -> None:
    assert pairs(b"a\n\n\nb\n") == [(None, b"a"), (None, b""), (None, b""), (None, b"b")]


def test_the_first_separator_splits() -> None:
    assert pairs(b"k:v\nk:v:w\n:v\nk:\nv\n", ":") == [
        (b"k", b"v"),
        (b"k", b"v:w"),
        (b"", b"v"),
        (b"k", b""),
        (None, b"v"),
    ]


def test_a_separator_of_many_characters_beyond_ascii() -> None:
    assert pairs("ключ → значение\n".encode(), " → ") == [("ключ".encode(), "значение".encode())]


def test_empty_as_null() -> None:
    assert pairs(b":v\nk:\n\n", ":", empty_as_null=True) == [(None, b"v"), (b"k", None), (None, None)]


def test_one_key_for_all() -> None:
    assert pairs(b"a\nb\n", key="k") == [(b"k", b"a"), (b"k", b"b")]


def test_the_partition_is_the_keys_and_null_goes_anywhere() -> None:
    found = [(record.key, record.partition) for record in made([b"user-42:a\nb\n:c\n"], LineFormat(":"))]
    assert found == [(b"user-42", 4), (None, None), (b"", find(DEFAULT).partition(b"", 12))]


def test_serializers_make_the_bytes() -> None:
    found = list(made([b"42\t0aff\n"], LineFormat("\t"), template("integer", "hex")))
    assert [(record.key, record.value) for record in found] == [(b"\0\0\0\x2a", b"\x0a\xff")]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")), min_size=1),
    st.sampled_from([None, ":", "\t", "::", "é"]),
    st.sampled_from([None, "", "k"]),
    st.booleans(),
)
def test_many_lines_are_split_as_one_is(some: list[str], separator: str | None, key: str | None, empty: bool) -> None:
    form = LineFormat(separator, key, empty)
    expected = [
        (None if key is None else key.encode(), None if value is None else value.encode())
        for key, value in map(form.split, some)
    ]
    assert list(zip(*form.split_all([line.encode() for line in some]), strict=True)) == expected


@given(st.lists(st.binary(max_size=20).map(lambda data: data.replace(b"\n", b"")), max_size=20), st.integers(1, 50))
def test_lines_are_the_same_however_they_are_read(some: list[bytes], size: int) -> None:
    data = b"\n".join(some)
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(data)
    read: list[bytes] = []
    with os.fdopen(reading, "rb", buffering=0) as source, pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", size)
        for block in blocks(source.fileno(), lambda: True):
            assert block is not None
            assert block.count(b"\n") or len(read) + 1 == len(some)
            read += block.removesuffix(b"\n").split(b"\n")
    assert read == ([] if not data else data.removesuffix(b"\n").split(b"\n"))


def test_nothing_is_read_while_it_is_not_the_time() -> None:
    answers = iter([False, True, False, True])
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb", buffering=0) as pipe, os.fdopen(reading, "rb", buffering=0) as source:
        pipe.write(b"a\n")
        read = blocks(source.fileno(), lambda: next(answers))
        assert [next(read), next(read), next(read)] == [None, b"a\n", None]
        pipe.close()
        assert list(read) == []


def test_a_pipe_that_does_not_block_has_nothing_yet() -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    with os.fdopen(writing, "wb", buffering=0) as pipe, os.fdopen(reading, "rb", buffering=0) as source:
        read = blocks(source.fileno(), lambda: True)
        assert next(read) is None
        pipe.write(b"a")
        pipe.close()
        assert list(read) == [b"a"]


def test_nothing_yet_is_passed_on() -> None:
    found = list(records([None, b"a\n", None], LineFormat(), template))
    assert [columns and len(columns) for columns in found] == [None, 1, None]


@pytest.mark.parametrize(
    ("data", "of", "sentence"),
    [
        (b'{"a": 1}\n[1,\n{}\n', template(value="json"), "line 2: value at column 4: "),
        (b"00\n0g\n", template(value="hex"), "line 2: value"),
        (b"a\nb\xff\n", template(), "line 2: byte 2 is 0xff: it is not UTF-8; valid: "),
        (b"00\n\xff\n", template(value="hex"), "line 2: byte 1 is 0xff: it is not UTF-8; valid: "),
        (b"1\n\n", template(value="long"), "line 2: value"),
    ],
    ids=["json", "hex", "not text", "not text of hex", "an empty line"],
)
def test_a_bad_line_ends_the_records_before_it(data: bytes, of: RecordTemplate, sentence: str) -> None:
    found: list[ProducerRecord] = []
    with pytest.raises(BadLine) as bad:
        found.extend(made([data], LineFormat(), of))
    assert str(bad.value).startswith(sentence)
    assert "valid: " in str(bad.value)
    assert (bad.value.number, len(found)) == (2, 1)


class OnlyVowels:
    """A partitioner that refuses what a rule file may refuse."""

    name, about = "vowels", ""

    def place(self, key: bytes | None, partitions: int) -> Placement:
        return Placement(self.name, partitions, self.partition(key, partitions))

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        if key not in (b"a", b"e"):
            raise Unserializable(Problem("no rule takes this key", "a, e"))
        return 1

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        return [self.partition(key, partitions) for key in keys]


@pytest.mark.parametrize("serializer", ["string", "json"])
def test_a_key_that_cannot_be_placed_is_a_bad_line(serializer: str) -> None:
    draft = RecordDraft("orders", FieldDraft(), FieldDraft(serializer))
    of = RecordTemplate(draft, partitioner=OnlyVowels(), partitions=12)
    found: list[ProducerRecord] = []
    with pytest.raises(BadLine, match=r"^line 5: partition: no rule takes this key; valid: a, e$"):
        found.extend(made([b"a:1\na:2\n", b"e:3\na:4\nx:5\ne:6\n"], LineFormat(":"), of))
    assert [record.value for record in found] == [b"1", b"2", b"3", b"4"]


def test_each_block_is_made_by_the_template_of_its_time() -> None:
    counts = iter([2, 2, 12, 12])
    draft = RecordDraft("orders", FieldDraft(), FieldDraft())

    def now() -> RecordTemplate:
        return RecordTemplate(draft, partitioner=find(DEFAULT), partitions=next(counts))

    line = b"user-42:v\n"
    found = [columns for columns in records([line, None, line, line], LineFormat(":"), now) if columns is not None]
    assert [list(columns.partitions) for columns in found] == [[find(DEFAULT).partition(b"user-42", 2)], [4], [4]]


def test_a_template_that_cannot_be_made_any_more_ends_it_at_the_next_line() -> None:
    counts = iter([12, 2])
    draft = RecordDraft("orders", FieldDraft(), FieldDraft(), partition="9")

    def now() -> RecordTemplate:
        return RecordTemplate(draft, partitioner=find(DEFAULT), partitions=next(counts))

    read = records([b"a\nb\n", None], LineFormat(), now)
    assert next(read) is not None
    with pytest.raises(BadLine, match=r"^line 3: partition: there is no partition 9; .*0 to 1"):
        next(read)


def test_lines_are_counted_through_all_blocks() -> None:
    with pytest.raises(BadLine, match=r"^line 1,005: key: "):
        list(made([b"1:a\n" * 1_000, None, b"2:b\n" * 4 + b"x:c\n"], LineFormat(":"), template(key="long")))


def test_every_block_of_columns_says_where_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    data, of = [b"1:a\n" * 3, None, b"2:bb\n\nno key\n3:d"], template()
    later = InputPosition(100, 8)
    assert [one and one.begins for one in records(data, LineFormat(":"), lambda: of)] == [(0, 1), None, (12, 4)]
    assert [one and one.begins for one in records(data, LineFormat(":"), lambda: of, later)][2] == (112, 11)
    whole = RecordTemplate.columns
    monkeypatch.setattr(
        RecordTemplate, "columns", lambda of, *both: [whole(of, [k], [v])[0] for k, v in zip(*both, strict=True)]
    )
    begins = [one and one.begins for one in records(data[2:], LineFormat(":"), lambda: of)]
    assert begins == [(0, 1), (5, 2), (6, 3), (13, 4)], "nulls split a block where a serializer adds headers"


def test_every_problem_of_a_line_is_named() -> None:
    with pytest.raises(BadLine, match=r"^line 1: key.*; value.*"):
        list(made([b"x:y\n"], LineFormat(":"), template("long", "uuid")))


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        (r"\t", "\t"),
        ("\t", "\t"),
        (r"\0", "\0"),
        (r"\x1f", "\x1f"),
        (r"\x1F\x1e", "\x1f\x1e"),
        (r"\r", "\r"),
        (r"\\t", r"\t"),
        (":", ":"),
        (" → ", " → "),
        ("x1f", "x1f"),
    ],
)
def test_separators(text: str, separator: str) -> None:
    assert read_separator(text) == separator


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the key separator is empty"),
        (r"\n", "that ends the line"),
        ("a\n", "that ends the line"),
        (r"\x0a", "that ends the line"),
        (r"\q", "means nothing"),
        ("\\", "means nothing"),
        (r"\x1", "means nothing"),
        (r"\xzz", "means nothing"),
    ],
)
def test_separators_that_cannot_be(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as error:
        read_separator(text)
    assert "valid: " in str(error.value)


def test_a_long_line_is_read_whole(opened: Callable[[bytes], int]) -> None:
    long = b"x" * (3 * lines.BLOCK + 7)
    assert list(blocks(opened(b"a\n" + long + b"\nb"), lambda: True)) == [b"a\n", long + b"\n", b"b"]


def test_a_line_that_is_too_long_is_a_bad_one(opened: Callable[[bytes], int]) -> None:
    read = blocks(opened(b"a\nb\n" + b"x" * 5 * lines.BLOCK), lambda: True, longest=2 * lines.BLOCK)
    with pytest.raises(BadLine) as refused:
        list(made(read, LineFormat()))
    assert str(refused.value).startswith(
        "line 3: it has more than 524,288 bytes, the most that a line may have; valid: "
    )
