"""The traps that other tools fell into, by their numbers in the list of peers: what `send` sent, read back by kcat.

Each runs on the embedded cluster and on Apache Kafka. Those of the screen are in tests/tui.
"""

from __future__ import annotations

import struct

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, unused_name
from tests.brokers.kcat import Arrived
from tests.end_to_end.command import Done, send


def sent(cluster: Cluster, topic: str, *arguments: str, lines: bytes | None = None) -> list[Arrived]:
    """What arrived in the topic once `send` ended well."""
    done = send(cluster.bootstrap_servers, topic, *arguments, lines=lines)
    assert done.code == 0, done.words
    assert {line["state"] for line in done.lines} == {"delivered"}
    return kcat.read_back(cluster.bootstrap_servers, topic)


def refused(cluster: Cluster, *arguments: str) -> Done:
    """What `send` says while nothing of it arrives."""
    topic = cluster.topic()
    done = send(cluster.bootstrap_servers, topic, *arguments)
    assert (done.code, done.lines) == (2, [])
    assert kcat.read_back(cluster.bootstrap_servers, topic) == []
    return done


def test_1_a_null_key_arrives_null_and_an_empty_key_empty(cluster: Cluster) -> None:
    null, empty = cluster.topic(), cluster.topic()
    assert [record.key for record in sent(cluster, null, "--value", "v")] == [None]
    assert [record.key for record in sent(cluster, empty, "--value", "v", "--key", "")] == [b""]


def test_1_keys_from_lines_are_null_without_a_separator_and_empty_before_it(cluster: Cluster) -> None:
    arrived = sent(cluster, cluster.topic(), "-K", ":", lines=b"no key\n:empty key\nk:v\n")
    assert [(record.key, record.value) for record in arrived] == [
        (None, b"no key"),
        (b"", b"empty key"),
        (b"k", b"v"),
    ]


def test_2_an_empty_value_is_no_tombstone_unless_asked_for(cluster: Cluster) -> None:
    topic = cluster.topic()
    sent(cluster, topic, "--key", "k", "--value", "")
    sent(cluster, topic, "--key", "k", "--null-value")
    sent(cluster, topic, "-K", ":", lines=b"k:\n")
    arrived = sent(cluster, topic, "-K", ":", "--empty-as-null", lines=b"k:\n")
    assert [record.value for record in arrived] == [b"", None, b"", None]


def test_3_header_values_duplicates_and_null_survive(cluster: Cluster) -> None:
    flags = ["a=YWJj==", "b=x,y=z:w;", "a=second", "c=line\nbreak", "d", "d=", "a=third"]
    arrived = sent(cluster, cluster.topic(), "--value", "v", *(part for flag in flags for part in ("-H", flag)))
    assert arrived[0].headers == (
        ("a", b"YWJj=="),
        ("b", b"x,y=z:w;"),
        ("a", b"second"),
        ("c", b"line\nbreak"),
        ("d", None),
        ("d", b""),
        ("a", b"third"),
    )


def test_6_integers_beyond_2_to_53_arrive_exact(cluster: Cluster) -> None:
    topic, value = cluster.topic(), '{"id": 9007199254740993, "wei": 123456789012345678901234567890}'
    flags = ("-k", "long", "-v", "json")
    sent(cluster, topic, *flags, "--key", "9007199254740993", "--value", value)
    arrived = sent(cluster, topic, *flags, "-K", "\\t", lines=b"-9223372036854775807\t" + value.encode() + b"\n")
    keys = [struct.pack(">q", number) for number in (9007199254740993, -9223372036854775807)]
    assert [(record.key, record.value) for record in arrived] == [(key, value.encode()) for key in keys]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--value", "v", "--timestamp", "yesterday"),
        ("--value", "0g", "-v", "hex"),
        ("--value", '{"id": 1', "-v", "json"),
        ("--value", "v", "--key", "0x1G", "-k", "long"),
    ],
    ids=["timestamp", "hex", "json", "long"],
)
def test_8_what_cannot_be_read_is_refused(cluster: Cluster, arguments: tuple[str, ...]) -> None:
    assert "valid" in refused(cluster, *arguments).words


def test_8_a_line_that_cannot_be_read_ends_the_sending_before_it(cluster: Cluster) -> None:
    topic = cluster.topic()
    done = send(cluster.bootstrap_servers, topic, "-v", "json", lines=b'{"id": 1}\n{"id": \n{"id": 3}\n')
    assert done.code == 2
    assert "line 2" in done.words
    assert [record.value for record in kcat.read_back(cluster.bootstrap_servers, topic)] == [b'{"id": 1}']


def test_13_a_comma_list_of_brokers_whose_first_is_dead(cluster: Cluster) -> None:
    topic = cluster.topic()
    done = send(f"127.0.0.1:1,{cluster.bootstrap_servers}", topic, "--value", "v")
    assert (done.code, len(kcat.read_back(cluster.bootstrap_servers, topic))) == (0, 1), done.words


def test_13_text_beyond_ascii_in_every_field(cluster: Cluster) -> None:
    key, value, header = "Schlüssel ключ", '{"wert": "値 🎉"}', "spür=übér ☃"
    arrived = sent(cluster, cluster.topic(), "--key", key, "-v", "json", "--value", value, "-H", header)
    assert [(record.key, record.value) for record in arrived] == [(key.encode(), value.encode())]
    assert arrived[0].headers == (("spür", "übér ☃".encode()),)


def test_13_a_topic_beyond_ascii_is_refused_in_words(cluster: Cluster) -> None:
    done = send(cluster.bootstrap_servers, "bestellungen-für-später", "--value", "v")
    assert (done.code, done.lines) == (2, [])
    assert "topic" in done.words and "valid" in done.words


@pytest.mark.parametrize("timestamp", ["0", "-1", "1970-01-01T00:00:00Z"])
def test_16_the_timestamp_0_is_refused_for_it_would_mean_now(cluster: Cluster, timestamp: str) -> None:
    assert "timestamp" in refused(cluster, "--value", "v", f"--timestamp={timestamp}").words


@pytest.mark.parametrize("timestamp", ["1", "1700000000123", "2023-11-14T22:13:20.123Z"])
def test_16_every_other_timestamp_is_the_one_that_arrives(cluster: Cluster, timestamp: str) -> None:
    expected = 1 if timestamp == "1" else 1_700_000_000_123
    arrived = sent(cluster, cluster.topic(), "--value", "v", "--timestamp", timestamp)
    assert [record.timestamp for record in arrived] == [expected]


def test_17_sending_to_a_topic_that_is_not_there_is_refused_and_does_not_create_it(cluster: Cluster) -> None:
    name = unused_name()
    done = send(cluster.bootstrap_servers, name, "--value", "v")
    assert (done.code, done.lines) == (2, [])
    assert "no such topic" in done.words
    assert send(cluster.bootstrap_servers, name, lines=b"a\nb\n").code == 2
    assert name not in cluster.names() | kcat.topics(cluster.bootstrap_servers)
