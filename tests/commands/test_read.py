"""`workbench read`: one record from its place, for a person and for a program, and every exit code."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, RealCluster, unused_name
from tests.clusters.produced import HEADERS, RECORDS, produce, transaction
from tests.clusters.servers import nobody
from tests.commands.schemas.answered import Answered, answered
from workbench.clusters import reading
from workbench.clusters.sandbox import Sandbox
from workbench.records.record import ProducerRecord
from workbench.schemas.embedded.registry import EmbeddedRegistry

Capture = pytest.CaptureFixture[str]


def read(capsys: Capture, servers: str, topic: str, offset: object, *more: str, partition: object = 0) -> Answered:
    return answered(capsys, "read", "-b", servers, "-t", topic, "-p", str(partition), "-o", str(offset), *more)


def shown(capsys: Capture, servers: str, topic: str, offset: int, *more: str) -> dict[str, Any]:
    found = read(capsys, servers, topic, offset, "--json", *more)
    assert (found.code, found.words) == (0, "")
    assert found.out.isascii()
    answer: dict[str, Any] = json.loads(found.out)
    return answer


def test_every_part_in_every_state(cluster: Cluster, capsys: Capture) -> None:
    name = cluster.topic()
    produce(cluster.bootstrap_servers, name, RECORDS)
    for offset, sent in enumerate(RECORDS):
        found = shown(capsys, cluster.bootstrap_servers, name, offset)
        assert (found["topic"], found["partition"], found["offset"]) == (name, 0, offset)
        assert (found["timestamp"], found["timestamp_type"]) == (sent.timestamp, "CreateTime")
        assert found["visibility"] == "committed"
        for part, data in ((found["key"], sent.key), (found["value"], sent.value)):
            assert part["hex"] == (None if data is None else data.hex())
            assert part["size"] == (None if data is None else len(data))
        assert [(one["name"], one["hex"]) for one in found["headers"]] == [
            (name, None if data is None else data.hex()) for name, data in sent.headers
        ]


def test_texts_by_their_serializers(sandbox: Sandbox, capsys: Capture) -> None:
    name = unused_name()
    sandbox.create_topic(name, 1)
    produce(sandbox.bootstrap_servers, name, [ProducerRecord("", b"\0\0\0\x2a", b"\xff", HEADERS[:1])])
    flags = ("-k", "integer", "-v", "integer", "--header-serializer", "trace=hex")
    found = shown(capsys, sandbox.bootstrap_servers, name, 0, *flags)
    assert (found["key"]["serializer"], found["key"]["text"], found["key"]["unread"]) == ("integer", "42", None)
    assert found["value"]["text"] is None
    assert "4 bytes" in found["value"]["unread"]
    assert found["headers"][0]["text"] == "616263"
    plain = shown(capsys, sandbox.bootstrap_servers, name, 0)
    assert (plain["key"]["serializer"], plain["value"]["text"], plain["value"]["unread"]) == (None, None, None)
    assert plain["headers"][0]["text"] == "abc"


def test_by_the_registry_s_schema(sandbox: Sandbox, registry: EmbeddedRegistry, capsys: Capture) -> None:
    name = unused_name()
    sandbox.create_topic(name, 1)
    spec = "avro,subject=orders-value"
    order = answered(capsys, "schema", "sample", "orders-value", "--registry", registry.url).out
    flags = ("--registry", registry.url, "-v", spec)
    sent = answered(capsys, "send", "-b", sandbox.bootstrap_servers, "-t", name, *flags, "--value", order)
    assert sent.code == 0, sent.words
    found = shown(capsys, sandbox.bootstrap_servers, name, 0, *flags)
    assert json.loads(found["value"]["text"])["id"] == json.loads(order)["id"]


def test_for_a_person(sandbox: Sandbox, capsys: Capture) -> None:
    name = unused_name()
    sandbox.create_topic(name, 1)
    produce(
        sandbox.bootstrap_servers,
        name,
        [ProducerRecord("", b"k", b"\x1b[31mred", (("a", None),), 0, 1_700_000_000_000)],
    )
    out = read(capsys, sandbox.bootstrap_servers, name, 0).out
    lines = out.split("\n")
    assert lines[:3] == [
        f"{name}  partition 0  offset 0  leader epoch 0",
        "CreateTime 1700000000000",
        "every consumer reads it",
    ]
    assert "header a  null" in lines
    assert "  0000  1b 5b 33 31 6d 72 65 64                          .[31mred" in lines
    assert "    \\x1b[31mred" in lines
    assert "\x1b" not in out


def test_what_kcat_wrote_is_read_and_what_is_read_is_what_kcat_reads(cluster: Cluster, capsys: Capture) -> None:
    name = cluster.topic()
    kcat.run(
        "-P", "-b", cluster.bootstrap_servers, "-t", name, "-K", "|", "-H", "a=b", stdin="ключ|значение\n".encode()
    )
    found = shown(capsys, cluster.bootstrap_servers, name, 0)
    [there] = kcat.read_back(cluster.bootstrap_servers, name)
    assert (found["key"]["text"], found["value"]["text"]) == ("ключ", "значение")
    assert (bytes.fromhex(found["value"]["hex"]), found["timestamp"]) == (there.value, there.timestamp)


@pytest.mark.kafka
def test_an_aborted_record_is_there_and_is_said_to_be_unread(kafka: RealCluster, capsys: Capture) -> None:
    name = kafka.topic()
    transaction(kafka.bootstrap_servers, name, RECORDS[:1], "abort")
    assert shown(capsys, kafka.bootstrap_servers, name, 0)["visibility"] == "aborted"
    assert "never reads it" in read(capsys, kafka.bootstrap_servers, name, 0).out


def test_no_such_record_is_1(cluster: Cluster, capsys: Capture) -> None:
    name, missing = cluster.topic(), unused_name()
    for topic, words in ((name, "offset 7 is not there"), (missing, "there is no topic")):
        found = read(capsys, cluster.bootstrap_servers, topic, 7)
        assert (found.code, found.out) == (1, "")
        assert words in found.words
    assert missing not in cluster.names()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-t", "t", "-p", "x", "-o", "0", "-b", "h"), "-p x is no number"),
        (("-t", "t", "-p", "0", "-o", "-1", "-b", "h"), "-o -1 is no number"),
        (("-t", "t", "-p", "0", "-o", "9223372036854775808", "-b", "h"), "-o 9223372036854775808"),
        (("-t", "a b", "-p", "0", "-o", "0", "-b", "h"), "-t: a topic's name cannot hold ' '"),
        (("-t", "t", "-p", "0", "-o", "0"), "-b is missing"),
        (("-t", "t", "-p", "0", "-o", "0", "-b", "h", "-v", "nonesuch"), "nonesuch"),
        (("-t", "t", "-p", "0", "-o", "0", "-b", "h", "--header-serializer", "a"), "NAME=SPEC"),
    ],
)
def test_arguments_that_cannot_be_are_2(arguments: tuple[str, ...], words: str, capsys: Capture) -> None:
    found = answered(capsys, "read", *arguments)
    assert (found.code, found.out) == (2, "")
    assert words in found.words


def test_a_cluster_that_is_not_there_is_3(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WITHIN", 0.3)
    with nobody() as servers:
        found = read(capsys, servers, "orders", 0)
    assert (found.code, found.out) == (3, "")
    assert servers in found.words
