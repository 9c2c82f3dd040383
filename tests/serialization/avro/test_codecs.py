"""Codecs of container files."""

from __future__ import annotations

import pytest

from tests.serialization.avro.refusals import problem
from workbench.serialization.avro import codecs
from workbench.serialization.avro.codecs import CODECS, compressed, decompressed


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("data", [b"", b"x" * 10_000])
def test_every_codec_gives_the_bytes_again(codec: str, data: bytes) -> None:
    assert decompressed(codec, compressed(codec, data)) == data


@pytest.mark.parametrize("codec", [each for each in CODECS if each != "null"])
def test_damaged_bytes_are_refused(codec: str) -> None:
    assert codec in problem(decompressed, codec, b"\xff\xff\xff nonsense").what
    assert "ends too early" in problem(decompressed, codec, compressed(codec, b"x" * 1000)[:-4]).what


def test_a_block_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codecs, "MOST_BYTES", 1000)
    assert "more than 1,000 bytes" in problem(decompressed, "deflate", compressed("deflate", bytes(100_000))).what


def test_other_codecs_are_named() -> None:
    assert "'snappy'" in problem(decompressed, "snappy", b"").what
