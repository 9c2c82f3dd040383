"""`workbench send` on the embedded cluster: what arrives, what is printed, what is said, the exit code."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import EmbeddedCluster
from tests.end_to_end.command import ROOT, WORKBENCH, start_send
from tests.end_to_end.command import send as run_send
from workbench import cli
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox

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


def test_lines_of_a_pipe_are_sent_as_they_come(embedded: EmbeddedCluster) -> None:
    topic = embedded.topic()
    with start_send(embedded.bootstrap_servers, topic, "-K", ":") as process:
        assert process.stdin is not None and process.stdout is not None
        for number in range(3):
            process.stdin.write(b"k:%d\n" % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["offset"] == number
        process.stdin.write(b"the last line without its end\r")
        process.stdin.close()
        assert json.loads(process.stdout.readline())["key_size"] is None
        assert process.wait(PATIENCE) == 0
    arrived = kcat.read_back(embedded.bootstrap_servers, topic)
    assert [one.value for one in arrived] == [b"0", b"1", b"2", b"the last line without its end\r"]


@pytest.mark.parametrize(
    ("flags", "data"),
    [
        (("-K", r"\x1f"), "ключ\x1fзначение\nk\x1f\x1fv\n".encode()),
        (("-K", r"\0"), b"k\0v\nno separator\n"),
        (("-K", "\t"), b"\tv\nk\t\nk\tv\r\n"),
        ((), b"a\r\n\x00\x01\x7f\nlast"),
    ],
    ids=["unit separator", "NUL", "tab", "none"],
)
def test_lines_arrive_byte_for_byte_as_kcat_sends_them(
    embedded: EmbeddedCluster, lines: Path, flags: tuple[str, ...], data: bytes
) -> None:
    ours, theirs = embedded.topic(), embedded.topic()
    lines.write_bytes(data)
    assert send(embedded, ours, "-l", str(lines), *flags) == 0
    of_kcat = () if not flags else ("-K", flags[1].replace(r"\0", r"\x00"))
    kcat.run("-P", "-b", embedded.bootstrap_servers, "-t", theirs, "-l", str(lines), *of_kcat)
    found, expected = (kcat.read_back(embedded.bootstrap_servers, topic) for topic in (ours, theirs))
    assert [(one.key, one.value) for one in found] == [(one.key, one.value) for one in expected]


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


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("quiet", [True, False])
def test_an_interruption_in_the_middle_stops_at_once_and_keeps_the_books(
    fresh_sandbox: Sandbox, number: signal.Signals, code: int, quiet: bool
) -> None:
    """The first records are answered and no other ones, so the interruption finds records of every kind."""
    faults, cluster = Faults(fresh_sandbox), EmbeddedCluster(fresh_sandbox)
    flags = ("-K", ":", "-X", "linger.ms=0", *(("--quiet",) if quiet else ()))
    with start_send(cluster.bootstrap_servers, "audit", *flags) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(b"a:1\nb:2\n")
        process.stdin.flush()
        _wait_until_arrived(cluster, "audit", 2)
        faults.round_trip(600_000)
        process.stdin.write(b"c:3\n" * 2_000)
        process.stdin.flush()
        _wait_until_arrived(cluster, "audit", 3)
        process.send_signal(number)
        out, words = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    found = [json.loads(line) for line in out.splitlines()]
    said = words.decode()
    assert "Traceback" not in said
    assert " handed over were acknowledged" in said and "the rest of the input was not sent" in said
    if quiet:
        totals = found[0]
    else:
        states = [row["state"] for row in found]
        totals = {state: states.count(state) for state in ("delivered", "failed", "unknown")}
        totals["handed_over"] = len(found)
    assert totals["handed_over"] == totals["delivered"] + totals["failed"] + totals["unknown"]
    assert f"interrupted: {totals['delivered']:,} of {totals['handed_over']:,} handed over" in said
    assert f"{totals['unknown']:,} unknown, {totals['failed']:,} never sent" in said
    assert totals["delivered"] in (0, 1, 2)


def _wait_until_arrived(cluster: EmbeddedCluster, topic: str, count: int) -> None:
    """Ask the cluster again until that many records are in it."""
    for _ in range(1_000):
        if len(kcat.read_back(cluster.bootstrap_servers, topic)) >= count:
            return
    raise TimeoutError(f"{count} records never arrived")


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


def test_ctrl_c_while_connecting_ends_without_a_traceback(silent_port: int) -> None:
    command = [*WORKBENCH, "send", "-b", f"127.0.0.1:{silent_port}", "-t", "orders", "--value", "v"]
    with socket.create_server(("127.0.0.1", 0)) as server:
        command[4] = f"127.0.0.1:{server.getsockname()[1]}"
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            server.accept()[0].recv(1)  # librdkafka has begun to speak
            process.send_signal(signal.SIGINT)
            out, words = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert (out, words) == (b"", b"workbench send: interrupted\n")


def test_a_reader_that_leaves_does_not_stop_the_sending(embedded: EmbeddedCluster, lines: Path) -> None:
    topic = embedded.topic()
    lines.write_bytes(b"x\n" * 20_000)
    with start_send(embedded.bootstrap_servers, topic, "-l", str(lines)) as process:
        assert process.stdout is not None and process.stderr is not None
        assert b'"offset": 0' in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0
    assert len(kcat.read_back(embedded.bootstrap_servers, topic)) == 20_000


def test_more_reports_than_are_kept_are_all_written(
    embedded: EmbeddedCluster, lines: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.commands.send.BACKLOG", 700)
    monkeypatch.setattr("workbench.commands.lines.BLOCK", 512)
    lines.write_bytes(b"".join(b"%d\n" % number for number in range(20_000)))
    topic = embedded.topic()
    assert send(embedded, topic, "-l", str(lines)) == 0
    assert [row["offset"] for row in rows(capsys)] == list(range(20_000))


def test_its_arguments_load_no_client() -> None:
    look = (
        "import sys\nfrom workbench import cli\ntry: cli.main(['send', '--help'])\nexcept SystemExit: pass\n"
        "print({'confluent_kafka', 'textual', 'orjson', 'ssl'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.endswith("set()\n")
