"""Keys by the thousand: from files, templates, deliveries and topics, and the sentence where one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.brokers.cluster import Cluster
from tests.tui.still import books
from workbench.clusters.profile import ClusterProfile
from workbench.lab.keys import BLOCK, KeyBlock, KeysError, from_deliveries, from_file, from_template, from_topic


def all_keys(blocks: list[KeyBlock]) -> list[bytes | None]:
    return [key for block in blocks for key in block.keys]


def test_one_key_a_line_an_empty_line_is_the_empty_key(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_bytes("a\n\nb\r\n홍길동".encode())
    blocks = list(from_file(str(file)))
    assert all_keys(blocks) == [b"a", b"", b"b\r", "홍길동".encode()]
    assert blocks[-1].done == 1.0


def test_a_large_file_comes_in_blocks(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("".join(f"user-{number:011}\n" for number in range(50_000)))
    blocks = list(from_file(str(file)))
    assert all_keys(blocks) == [b"user-%011d" % number for number in range(50_000)]
    assert len(blocks) > 3
    assert [block.done for block in blocks] == sorted(block.done for block in blocks)


def test_the_serializer_makes_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("1\n2\n")
    assert all_keys(list(from_file(str(file), "short"))) == [b"\0\1", b"\0\2"]


@pytest.mark.parametrize(
    ("content", "serializer", "sentence"),
    [
        (b"1\n2\nx\n", "integer", "line 3 of '"),
        (b"a\n\xff\n", "string", "line 2 of '"),
        (b"a\n" * 40_000 + b"\xff", "string", "line 40,001 of '"),
    ],
)
def test_the_line_that_is_no_key_is_named(tmp_path: Path, content: bytes, serializer: str, sentence: str) -> None:
    file = tmp_path / "keys"
    file.write_bytes(content)
    with pytest.raises(KeysError, match=sentence):
        list(from_file(str(file), serializer))


@pytest.mark.parametrize("path", ["", "no such file", "nul\0byte"])
def test_a_file_that_cannot_be_read_is_a_sentence(path: str) -> None:
    with pytest.raises(KeysError, match="cannot read"):
        from_file(path)


def test_an_empty_file_has_no_keys(tmp_path: Path) -> None:
    (tmp_path / "keys").touch()
    assert list(from_file(str(tmp_path / "keys"))) == []


def test_a_template_makes_so_many() -> None:
    blocks = list(from_template("user-{n}", 20_000))
    assert all_keys(blocks) == [b"user-%d" % number for number in range(20_000)]
    assert [len(block.keys) for block in blocks] == [BLOCK, BLOCK, 20_000 - 2 * BLOCK]
    assert blocks[-1].done == 1.0


def test_what_is_wrong_with_a_template_is_a_sentence() -> None:
    with pytest.raises(KeysError, match="the template: there is no placeholder 'm'"):
        from_template("{m}", 3)
    with pytest.raises(KeysError, match="key 1 of the template: "):
        list(from_template("user-{n}", 3, serializer="long"))


def test_deliveries_of_the_topic_with_where_they_are() -> None:
    blocks = list(from_deliveries(books(), "orders"))
    placed = [pair for block in blocks for pair in zip(block.keys, block.landed or (), strict=True)]
    assert placed[:3] == [(b"user-0", 0), (b"user-1", 1), (b"user-2", 2)]
    assert (b"user-44", 8) not in placed[:3]
    assert list(from_deliveries(books(), "no such topic"))[-1].done == 1.0


def test_a_topics_keys_and_where_they_lie(cluster: Cluster) -> None:
    from confluent_kafka import Producer

    topic = cluster.topic(3)
    producer = Producer({"bootstrap.servers": cluster.bootstrap_servers, "linger.ms": 0})
    for number in range(9):
        producer.produce(topic, key=b"k%d" % number, partition=number % 3)
    producer.produce(topic, value=b"no key", partition=0)
    assert producer.flush(30) == 0
    blocks = list(from_topic(ClusterProfile.of(cluster.bootstrap_servers), topic, 100))
    placed = {(key, place) for block in blocks for key, place in zip(block.keys, block.landed or (), strict=True)}
    assert placed == {(b"k%d" % number, number % 3) for number in range(9)} | {(None, 0)}
