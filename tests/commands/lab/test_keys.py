"""Blocks of keys: the same texts and bytes, whichever way they come; the first that is wrong is named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.commands.lab.keys import (
    BLOCK,
    Keys,
    from_bytes,
    from_lines,
    from_template,
    from_texts,
    opened,
)
from workbench.commands.refused import Refused
from workbench.serialization import catalogue

STRING, INTEGER, NULL = (catalogue.find(name) for name in ("string", "integer", "null"))


def lines(path: Path, data: bytes, serializer: str = "string") -> Iterator[Keys]:
    path.write_bytes(data)
    with opened(str(path)) as descriptor:
        yield from from_lines(descriptor, catalogue.find(serializer), "keys")


def test_texts_then_the_empty_and_the_null_key() -> None:
    found = from_texts(["a", "1"], STRING, null=True, empty=True)
    assert (found.texts, found.data, found.done) == (["a", "1", "", None], [b"a", b"1", b"", None], 1.0)


def test_texts_follow_the_serializer() -> None:
    assert from_texts(["1", "-1"], INTEGER).data == [b"\0\0\0\1", b"\xff\xff\xff\xff"]
    assert from_texts(["1", ""], NULL).data == [None, None]


def test_a_text_that_is_no_key_is_named() -> None:
    with pytest.raises(Refused, match=r"key 'x': .*; valid: "):
        from_texts(["1", "x"], INTEGER)
    with pytest.raises(Refused, match="it is not UTF-8; valid: UTF-8, or its bytes with -k hex"):
        from_texts(["k\udcff"], STRING)


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")), min_size=1))
def test_lines_are_what_was_written(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("keys") / "keys"
    data = "".join(f"{text}\n" for text in texts).encode()
    found = list(lines(path, data))
    assert [text for block in found for text in block.texts] == texts
    assert [key for block in found for key in block.data] == [text.encode() for text in texts]
    assert found[-1].done == 1.0


def test_a_last_line_needs_no_end_and_an_empty_line_is_the_empty_key(tmp_path: Path) -> None:
    found = list(lines(tmp_path / "keys", b"a\n\nb\r\nlast"))
    assert [text for block in found for text in block.texts] == ["a", "", "b\r", "last"]
    assert [key for block in found for key in block.data] == [b"a", b"", b"b\r", b"last"]


def test_no_lines_are_no_blocks(tmp_path: Path) -> None:
    assert list(lines(tmp_path / "keys", b"")) == []


def test_many_lines_come_in_blocks_with_their_share(tmp_path: Path) -> None:
    found = list(lines(tmp_path / "keys", b"0123456789abcde\n" * 50_000))
    assert sum(map(len, found)) == 50_000
    shares = [block.done or 0.0 for block in found]
    assert len(found) > 2 and shares == sorted(shares) and shares[0] > 0 and shares[-1] == 1.0


@pytest.mark.parametrize(
    ("data", "serializer", "before", "words"),
    [
        (b"1\n2\nx\n4\n", "integer", ["1", "2"], "key 'x' in line 3 of keys: "),
        (b"a\n\xff\nb\n", "string", ["a"], r"key '\\udcff' in line 2 of keys: it is not UTF-8"),
        (b"a\n" * 200_000 + b"\xff\n", "string", None, "in line 200,001 of keys"),
    ],
)
def test_the_keys_before_a_wrong_line_come_first(
    tmp_path: Path, data: bytes, serializer: str, before: list[str] | None, words: str
) -> None:
    found: list[str | None] = []
    with pytest.raises(Refused, match=words):
        for block in lines(tmp_path / "keys", data, serializer):
            found += block.texts
    assert found == (["a"] * 200_000 if before is None else before)


def test_a_pipe_has_no_share() -> None:
    readable, writable = os.pipe()
    os.write(writable, b"a\nb\n")
    os.close(writable)
    [found] = from_lines(readable, STRING, "standard input")
    os.close(readable)
    assert (found.texts, found.done) == (["a", "b"], None)


@pytest.mark.parametrize(("path", "cause"), [("not-there", "No such file"), (".", "Is a directory"), ("a\0", "null")])
def test_a_file_that_cannot_be_read_is_refused(path: str, cause: str) -> None:
    with pytest.raises(Refused, match=cause), opened(path):
        pass


def test_a_template_comes_in_blocks() -> None:
    texts = (f"user-{number}" for number in range(10**9))
    found = list(from_template(texts, BLOCK + 1, STRING))
    assert [len(block) for block in found] == [BLOCK, 1]
    assert (found[1].texts, found[1].data) == ([f"user-{BLOCK}"], [f"user-{BLOCK}".encode()])
    assert found[1].done == 1.0


def test_a_template_of_other_than_keys_is_refused() -> None:
    with pytest.raises(Refused, match="key 'x'"):
        list(from_template(iter(["1", "x"]), 2, INTEGER))


def test_bytes_are_shown_as_their_consumer_reads_them() -> None:
    found = from_bytes([b"\0\0\0\7", b"abc", None], INTEGER, [3, 1, 0], 0.5)
    assert (found.texts, found.landed, found.done) == (["7", "0x616263", None], [3, 1, 0], 0.5)
    assert found.first(1) == Keys(["7"], [b"\0\0\0\7"], [3], 0.5)
