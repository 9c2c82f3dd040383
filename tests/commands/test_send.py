"""`workbench send` on the embedded cluster: what arrives, what is printed, what is said, the exit code."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import EmbeddedCluster
from tests.commands.schemas.answered import ORDER
from tests.end_to_end.command import ROOT
from tests.end_to_end.command import send as run_send
from workbench import cli
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox
from workbench.schemas.embedded.registry import EmbeddedRegistry

PATIENCE = 60
Capture = pytest.CaptureFixture[str]


def send(cluster: EmbeddedCluster, topic: str, *arguments: str) -> int:
    """The command in this process."""
    return cli.main(["send", "-b", cluster.bootstrap_servers, "-t", topic, *arguments])


def rows(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def refusal(capsys: Capture, cluster: EmbeddedCluster, *arguments: str, code: int = 2) -> str:
    """What is said while nothing is sent."""
    topic = cluster.topic(3)
    assert send(cluster, topic, *arguments) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert kcat.read_back(cluster.bootstrap_servers, topic) == []
    return captured.err.removeprefix("workbench send: ").rstrip("\n")


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "lines"


def test_one_record_and_its_report(embedded: EmbeddedCluster, capsys: Capture) -> None:
    topic = embedded.topic(12)
    flags = ("-k", "string", "-v", "json", "--key", "user-42", "--value", '{"id": 1}', "-H", "trace=abc")
    assert send(embedded, topic, *flags) == 0
    [row] = rows(capsys)
    assert row.pop("latency_ms") >= 0
    assert row == {
        "topic": topic,
        "partition": 4,
        "offset": 0,
        "timestamp": None,
        "key_size": 7,
        "value_size": 9,
        "state": "delivered",
        "error": None,
    }
    [arrived] = kcat.read_back(embedded.bootstrap_servers, topic)
    assert (arrived.partition, arrived.key, arrived.value) == (4, b"user-42", b'{"id": 1}')
    assert arrived.headers == (("trace", b"abc"),)


def test_a_record_many_times_to_a_partition_of_its_own(embedded: EmbeddedCluster, capsys: Capture) -> None:
    topic = embedded.topic(3)
    assert send(embedded, topic, "--null-value", "-p", "2", "-n", "2500", "-H", "a", "-H", "a=") == 0
    found = rows(capsys)
    assert [row["offset"] for row in found] == list(range(2_500))
    assert {(row["partition"], row["key_size"], row["value_size"]) for row in found} == {(2, None, None)}
    arrived = kcat.read_back(embedded.bootstrap_servers, topic)
    assert {(one.key, one.value, one.headers) for one in arrived} == {(None, None, (("a", None), ("a", b"")))}


@pytest.mark.parametrize("flag", [(), ("--unordered",)])
def test_reports_are_in_the_order_of_the_lines_unless_unordered(
    embedded: EmbeddedCluster, lines: Path, capsys: Capture, flag: tuple[str, ...]
) -> None:
    topic = embedded.topic(12)
    lines.write_bytes(b"".join(b"key-%d\t%b\n" % (number, b"x" * number) for number in range(2_000)))
    assert send(embedded, topic, "-K", r"\t", "-l", str(lines), *flag) == 0
    sizes = [row["value_size"] for row in rows(capsys)]
    assert (sorted(sizes) if flag else sizes) == list(range(2_000))
    assert len(kcat.read_back(embedded.bootstrap_servers, topic)) == 2_000


def test_quiet_prints_the_totals_alone(embedded: EmbeddedCluster, lines: Path, capsys: Capture) -> None:
    lines.write_bytes(b"a\nb\nc")
    assert send(embedded, embedded.topic(), "-l", str(lines), "--quiet") == 0
    captured = capsys.readouterr()
    [totals] = [json.loads(line) for line in captured.out.splitlines()]
    assert totals.pop("seconds") >= 0
    assert totals == {"handed_over": 3, "delivered": 3, "sent": 0, "failed": 0, "unknown": 0}
    assert captured.err == ""


def test_an_empty_input_is_said_and_is_no_error(embedded: EmbeddedCluster, capsys: Capture, lines: Path) -> None:
    lines.touch()
    assert send(embedded, embedded.topic(), "-l", str(lines)) == 0
    assert capsys.readouterr() == ("", "workbench send: there was no line to read; nothing was sent\n")


def test_a_bad_line_stops_with_its_number_and_says_what_was_sent(
    embedded: EmbeddedCluster, lines: Path, capsys: Capture
) -> None:
    topic = embedded.topic()
    lines.write_bytes(b"00\n" * 70_000 + b"0g\n" + b"00\n")
    assert send(embedded, topic, "-v", "hex", "-l", str(lines), "--quiet") == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("workbench send: line 70,001: value")
    assert "; before it: 70,000 delivered; this line and the rest of the input were not sent" in captured.err
    assert json.loads(captured.out)["delivered"] == 70_000


def test_binary_junk_is_refused_with_its_place(embedded: EmbeddedCluster) -> None:
    done = run_send(embedded.bootstrap_servers, embedded.topic(), "-v", "hex", lines=b"\x00\xff\xfe\n")
    assert (done.code, done.lines) == (2, [])
    assert "line 1: byte 2 is 0xff: it is not UTF-8; valid: " in done.words
    assert "nothing was sent" in done.words


def test_a_broker_that_refuses_ends_with_1_and_its_own_words(fresh_sandbox: Sandbox, capsys: Capture) -> None:
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("MSG_SIZE_TOO_LARGE"))
    assert send(EmbeddedCluster(fresh_sandbox), "audit", "--value", "v", "-n", "3", "-X", "linger.ms=200") == 1
    captured = capsys.readouterr()
    found = [json.loads(line) for line in captured.out.splitlines()]
    assert [row["error"]["name"] for row in found] == ["MSG_SIZE_TOO_LARGE"] * 3
    assert {(row["state"], row["offset"], row["error"]["retriable"]) for row in found} == {("failed", None, False)}
    assert "of 3 records: 0 delivered · 3 failed; 3 × MSG_SIZE_TOO_LARGE: Broker: " in captured.err


@pytest.mark.parametrize("quiet", [True, False])
def test_acks_0_is_sent_and_not_confirmed(embedded: EmbeddedCluster, capsys: Capture, quiet: bool) -> None:
    flags = ("--value", "v", "-n", "5", "-X", "acks=0", *(("--quiet",) if quiet else ()))
    assert send(embedded, embedded.topic(), *flags) == 0
    found = rows(capsys)
    if quiet:
        assert (found[0]["sent"], found[0]["delivered"]) == (5, 0)
    else:
        assert [(row["state"], row["offset"]) for row in found] == [("sent", None)] * 5


def test_an_unknown_topic_is_named_with_its_neighbours_and_not_made(
    embedded: EmbeddedCluster, capsys: Capture, lines: Path
) -> None:
    lines.write_bytes(b"a\n")
    for flags in (("--value", "v"), ("-l", str(lines))):
        assert send(embedded, "ordrs", *flags) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert "topic" in captured.err and "orders" in captured.err and "nothing was sent" in captured.err
    assert "ordrs" not in embedded.names()


@pytest.mark.parametrize("flags", [("--value", "v"), ("-l", "{lines}")])
def test_a_partition_out_of_range(
    embedded: EmbeddedCluster, capsys: Capture, lines: Path, flags: tuple[str, ...]
) -> None:
    lines.write_bytes(b"a\n")
    said = refusal(capsys, embedded, *(flag.format(lines=lines) for flag in flags), "-p", "3")
    assert "there is no partition 3" in said and "partitions 0 to 2" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-k", "strng", "--key", "k", "--value", "v"), "did you mean string"),
        (("-v", "json", "--value", "{"), "value, line 1 column 2: "),
        (("--value", "v", "--timestamp", "yesterday"), "timestamp: 'yesterday' cannot be read as a time; valid: "),
        (("--value", "v", "-p", "x"), "partition: 'x' is no partition; valid: "),
        (("--value", "v", "-H", "a\0b=c"), "header 1: "),
        (("-l", "not-there"), "cannot read 'not-there': No such file or directory"),
        (("-l", "."), "cannot read '.': Is a directory"),
        (("-l", "a\0b"), "cannot read 'a\\x00b': embedded null byte"),
        (("--value", "v", "-X", "lingerms=5"), "linger.ms"),
        (("--value", "v", "-X", "batch.size=many"), "batch.size"),
        (("--value", "v", "-X", "compression.type=rar"), "valid: none, gzip, snappy, lz4, zstd"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_sent(
    embedded: EmbeddedCluster, capsys: Capture, arguments: tuple[str, ...], words: str
) -> None:
    assert words in refusal(capsys, embedded, *arguments)


def test_schemas_of_the_registry_for_key_value_and_headers(
    embedded: EmbeddedCluster, capsys: Capture, registry: EmbeddedRegistry
) -> None:
    topic = embedded.topic(3)
    key = ("-k", "avro,subject=orders-value,version=1", "--key", ORDER.replace(', "items": []', ""))
    value = ("-v", "avro,subject=orders-value,framing=confluent-header", "--value", ORDER)
    header = ("-H", "n=7", "--header-serializer", "n=integer")
    assert send(embedded, topic, *key, *value, *header, "--registry", registry.url) == 0
    rows(capsys)
    [arrived] = kcat.read_back(embedded.bootstrap_servers, topic)
    assert arrived.key is not None and arrived.key.startswith(b"\0\0\0\0\1")
    assert arrived.headers[0] == ("n", b"\0\0\0\7")
    assert [name for name, _ in arrived.headers] == ["n", "__value_schema_id"]


def test_lines_with_a_schema_and_a_tombstone_among_them(
    embedded: EmbeddedCluster, capsys: Capture, lines: Path, registry: EmbeddedRegistry
) -> None:
    topic = embedded.topic()
    one = ORDER.replace("\n", " ")
    lines.write_text(f"1\t{one}\n2\t\n3\t{one}\n")
    spec = "avro,subject=orders-value,framing=confluent-header"
    flags = ("-K", r"\t", "-k", "long", "-v", spec, "-l", str(lines), "--empty-as-null", "--registry", registry.url)
    assert send(embedded, topic, *flags) == 0
    arrived = kcat.read_back(embedded.bootstrap_servers, topic)
    assert [len(record.headers) for record in arrived] == [1, 0, 1]
    assert [record.value is None for record in arrived] == [False, True, False]
    capsys.readouterr()
    lines.write_text(f"1\t{one}\n2\t{one.replace('865', 'true')}\n")
    assert send(embedded, topic, *flags) == 2
    assert "line 2: value at column " in capsys.readouterr().err


def test_a_local_schema_is_read_before_the_cluster_is_asked(capsys: Capture, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    (tmp_path / "a.avsc").write_text('{"type": "record", "name": "A", "fields": [{"name": "a", "type": "long"}]}')
    spec = f"avro,schema={tmp_path / 'a.avsc'}"
    for value, words in (('{"a": "x"}', "value, line 1 column 7: a: "), ("{}", "value, line 1 column 1: a: ")):
        assert cli.main(["send", "-b", f"127.0.0.1:{port}", "-t", "t", "-v", spec, "--value", value]) == 2
        said = capsys.readouterr().err
        assert words in said and said.endswith("; nothing was sent\n")


def test_a_registry_that_is_down_is_one_sentence_at_the_value(
    embedded: EmbeddedCluster, capsys: Capture, registry: EmbeddedRegistry
) -> None:
    registry.close()
    flags = ("-v", "avro,subject=orders-value", "--registry", registry.url)
    for record in (("--value", ORDER), ("-l", os.devnull)):
        said = refusal(capsys, embedded, *flags, *record, code=3)
        assert said.startswith("value: the schema registry ")
        assert "nothing listens there" in said and said.endswith("; nothing was sent")


def test_without_a_cluster_the_next_step_is_named(capsys: Capture) -> None:
    assert cli.main(["send", "-t", "orders", "--value", "v"]) == 2
    said = capsys.readouterr().err
    assert "-b" in said and "workbench sandbox" in said


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_cluster_that_is_down_ends_with_3_and_the_cause(capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert cli.main(["send", "-b", f"127.0.0.1:{port}", "-t", "orders", "--value", "v"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"cannot reach '127.0.0.1:{port}': " in captured.err
    assert "refused" in captured.err and "nothing was sent" in captured.err


def test_a_cluster_that_is_silent_ends_with_3_and_the_cause(capsys: Capture, silent_port: int) -> None:
    assert cli.main(["send", "-b", f"127.0.0.1:{silent_port}", "-t", "orders", "--value", "v"]) == 3
    assert f"cannot reach '127.0.0.1:{silent_port}': " in capsys.readouterr().err


def test_its_arguments_load_no_client() -> None:
    look = (
        "import sys\nfrom workbench import cli\ntry: cli.main(['send', '--help'])\nexcept SystemExit: pass\n"
        "print({'confluent_kafka', 'textual', 'orjson', 'ssl'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.endswith("set()\n")
