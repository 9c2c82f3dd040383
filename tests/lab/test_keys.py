"""Keys by the thousand: from files, templates, deliveries and topics, and the sentence where one is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.brokers.cluster import Cluster
from tests.delivery.records import hand_over, record
from tests.tui.still import books
from workbench.clusters.profile import ClusterProfile
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.lab import keys as reading
from workbench.lab.keys import BLOCK, KeyBlock, KeysError, from_deliveries, from_file, from_template, from_topic
from workbench.serialization.catalogue import find


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
    assert all_keys(list(from_file(str(file), find("short")))) == [b"\0\1", b"\0\2"]


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
        list(from_file(str(file), find(serializer)))


@pytest.mark.parametrize("path", ["", "no such file", "nul\0byte"])
def test_a_file_that_cannot_be_read_is_a_sentence(path: str) -> None:
    with pytest.raises(KeysError, match="cannot read"):
        from_file(path)


def test_an_empty_file_has_no_keys(tmp_path: Path) -> None:
    (tmp_path / "keys").touch()
    assert list(from_file(str(tmp_path / "keys"))) == []


def test_the_keys_before_a_wrong_line_come_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_bytes(b"1\n2\n\n4\n")
    blocks = from_file(str(file), find("integer"))
    assert next(blocks).keys == [b"\0\0\0\1", b"\0\0\0\2"]
    with pytest.raises(KeysError, match=r"line 3 of .*: '' is not a whole number"):
        next(blocks)


def test_lines_of_the_null_serializer_are_null_keys(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a\n\n")
    assert all_keys(list(from_file(str(tmp_path / "keys"), find("null")))) == [None, None]


@pytest.mark.parametrize("length", [1, 3, 17])
def test_lines_may_end_anywhere_in_what_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    monkeypatch.setattr(reading, "BLOCK_BYTES", length)
    content = "a\n\nuser-42\n홍길동\n\r\nlast".encode()
    (tmp_path / "keys").write_bytes(content)
    assert all_keys(list(from_file(str(tmp_path / "keys")))) == content.split(b"\n")


def test_many_short_keys_come_in_blocks_too(tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(b"\n" * 20_000)
    assert [len(block.keys) for block in from_file(str(tmp_path / "keys"))] == [BLOCK, BLOCK, 20_000 - 2 * BLOCK]


def test_a_line_that_is_too_long_for_a_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 1_000)
    monkeypatch.setattr(reading, "BLOCK_BYTES", 100)
    (tmp_path / "keys").write_bytes(b"a\nb\n" + b"x" * 5_000)
    with pytest.raises(KeysError, match=r"line 3 of .*longer than 1,000 bytes"):
        list(from_file(str(tmp_path / "keys")))


def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(KeysError, match=r"cannot read .*: it is no file"):
        from_file(str(tmp_path / "pipe"))


def test_a_template_makes_so_many() -> None:
    blocks = list(from_template("user-{n}", 20_000))
    assert all_keys(blocks) == [b"user-%d" % number for number in range(20_000)]
    assert [len(block.keys) for block in blocks] == [BLOCK, BLOCK, 20_000 - 2 * BLOCK]
    assert blocks[-1].done == 1.0


def test_what_is_wrong_with_a_template_is_a_sentence() -> None:
    with pytest.raises(KeysError, match="the template: there is no placeholder 'm'"):
        from_template("{m}", 3)
    with pytest.raises(KeysError, match="key 1 of the template: "):
        list(from_template("user-{n}", 3, serializer=find("long")))


def test_deliveries_of_the_topic_with_where_they_are() -> None:
    blocks = list(from_deliveries(books(), "orders"))
    placed = [pair for block in blocks for pair in zip(block.keys, block.landed or (), strict=True)]
    assert placed[:3] == [(b"user-0", 0), (b"user-1", 1), (b"user-2", 2)]
    assert len(placed) == 31  # the failed one, those in flight and the one nobody knows of are not there
    assert placed[-1][0] == b"user-42"
    assert list(from_deliveries(books(), "no such topic"))[-1].done == 1.0


def delivered(log: DeliveryLog, *keys: bytes | None) -> None:
    batch = hand_over(log, *map(record, keys))
    for index in range(batch.start, batch.start + len(keys)):
        batch.chunk.settle(index, DeliveryState.DELIVERED, partition=3)


def test_a_long_key_is_told_by_its_record_and_left_out_once_that_is_gone() -> None:
    long = b"x" * 300
    log = DeliveryLog()
    delivered(log, long, b"short", None)
    assert list(from_deliveries(log, "orders")) == [KeyBlock([long, b"short", None], [3, 3, 3], 1.0)]
    log = DeliveryLog(kept_bytes=0)
    delivered(log, long, b"short")
    blocks = from_deliveries(log, "orders")
    assert next(blocks).keys == [b"short"]
    with pytest.raises(KeysError, match="1 keys of more than 256 bytes are left out"):
        next(blocks)


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
