"""`workbench send` as a process among others: pipes that go on, readers that leave, signals."""

from __future__ import annotations

import json
import signal
import socket
from pathlib import Path

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import EmbeddedCluster
from tests.end_to_end.command import start_send
from workbench.clusters.faults import Api, Faults
from workbench.clusters.sandbox import Sandbox

PATIENCE = 60


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


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("quiet", [True, False])
def test_an_interruption_in_the_middle_stops_at_once_and_keeps_the_books(
    fresh_sandbox: Sandbox, number: signal.Signals, code: int, quiet: bool
) -> None:
    """The first records are answered and no other ones, so the interruption finds records of every kind."""
    faults, cluster = Faults(fresh_sandbox), EmbeddedCluster(fresh_sandbox)
    faults.set_leader("audit", 0, 1)
    flags = ("-K", ":", "-X", "linger.ms=0", *(("--quiet",) if quiet else ()))
    with start_send(cluster.bootstrap_servers, "audit", *flags) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(b"a:1\nb:2\n")
        process.stdin.flush()
        while len(kcat.read_back(cluster.bootstrap_servers, "audit")) < 2:
            assert process.poll() is None
        faults.broker_fail_next(1, Api.PRODUCE, *[(0, 600_000)] * 10)
        process.stdin.write(b"c:3\n" * 20_000)
        process.stdin.flush()
        while faults.pending(1, Api.PRODUCE) == 10:
            assert process.poll() is None
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
    assert totals["delivered"] == 2 and totals["unknown"] > 0


def test_ctrl_c_while_connecting_ends_without_a_traceback() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, start_send(f"127.0.0.1:{server.getsockname()[1]}", "orders", "--value", "v") as process:
        connection, _ = server.accept()
        with connection:
            assert connection.recv(1)  # librdkafka has begun to speak
            process.send_signal(signal.SIGINT)
            out, words = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert (out, words) == (b"", b"workbench send: interrupted\n")


def test_a_reader_that_leaves_does_not_stop_the_sending(embedded: EmbeddedCluster, tmp_path: Path) -> None:
    topic, lines = embedded.topic(), tmp_path / "lines"
    lines.write_bytes(b"x\n" * 20_000)
    with start_send(embedded.bootstrap_servers, topic, "-l", str(lines)) as process:
        assert process.stdout is not None and process.stderr is not None
        assert b'"offset": 0' in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0
    assert len(kcat.read_back(embedded.bootstrap_servers, topic)) == 20_000


def test_what_does_not_arrive_as_it_was_given_is_warned_of(embedded: EmbeddedCluster) -> None:
    """The bytes are Java's, a `?`; nobody should learn that from a consumer."""
    topic = embedded.topic()
    with start_send(embedded.bootstrap_servers, topic, "-v", "string,charset=ISO-8859-1", "--value", "홍") as process:
        assert process.stdout is not None and process.stderr is not None
        assert b'"delivered"' in process.stdout.read()
        assert "'홍' (line 1, column 1) is not in ISO-8859-1 and becomes '?'" in process.stderr.read().decode()
    assert process.returncode == 0
