"""Sends that are stopped, killed or refused half-way, and what `--resume` makes of them."""

from __future__ import annotations

import json
import os
import re
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, EmbeddedCluster
from tests.commands.schemas.answered import Answered, answered
from tests.end_to_end.command import LINES, killed_send, start_send
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox
from workbench.commands.journaled import StopAtFailure, StoppedAtFailureError
from workbench.delivery.journal.settings import default_path
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.tally import Tally
from workbench.records.record import ProducerRecord

RECORD = ProducerRecord("orders", b"k", b"v")
Capture = pytest.CaptureFixture[str]


def send(capsys: Capture, cluster: Cluster, *arguments: str) -> Answered:
    return answered(capsys, "send", "-b", cluster.bootstrap_servers, *arguments)


def listed(capsys: Capture, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answered(capsys, "journal", "list", "--json", *arguments).out.splitlines()]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "lines"


def test_a_killed_send_goes_on_where_the_broker_says_it_stood(cluster: Cluster, lines: Path, capsys: Capture) -> None:
    topic = cluster.topic(3)
    killed_send(cluster.bootstrap_servers, topic, lines)
    [left] = listed(capsys, "--open")
    assert left["handed_over"] == left["delivered"] + left["unknown"] + left["failed"]
    assert left["unknown"] > 0
    assert (left["input"], left["is"]) == (str(lines), "open")
    shown = answered(capsys, "journal", "show", "1")
    assert re.search(rf"^[0-9,]+ to {left['handed_over']:,} +unknown", shown.out, re.MULTILINE), shown.out
    assert f"workbench send -b {cluster.bootstrap_servers} --resume 1" in shown.out
    done = send(capsys, cluster, "--resume", "--quiet")
    assert done.code == 0, done.words
    assert f"of {left['unknown']:,} unknown records " in done.words
    arrived = Counter(one.value for one in kcat.read_back(cluster.bootstrap_servers, topic))
    assert arrived == Counter(b"%d" % number for number in range(LINES)), "each once, none lost"
    second, first = listed(capsys)
    assert (second["resumes"], first["resumed_by"], first["is"]) == (1, 2, "gone on with: 2")
    assert listed(capsys, "--open") == []


def test_without_a_look_what_is_unknown_is_sent_again(embedded: EmbeddedCluster, lines: Path, capsys: Capture) -> None:
    topic = embedded.topic(1)
    killed_send(embedded.bootstrap_servers, topic, lines)
    assert send(capsys, embedded, "--resume", "1", "--quiet", "--without-look").code == 0
    arrived = {one.value for one in kcat.read_back(embedded.bootstrap_servers, topic)}
    assert arrived == {b"%d" % number for number in range(LINES)}, "none lost; some may be there twice"


def test_stopped_at_the_first_failure_and_gone_on_with_that_one_too(
    fresh_sandbox: Sandbox, lines: Path, capsys: Capture
) -> None:
    lines.write_bytes(b"".join(b"%d\n" % number for number in range(200_000)))
    embedded = EmbeddedCluster(fresh_sandbox)
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("MSG_SIZE_TOO_LARGE"))
    stopped = send(capsys, embedded, "-t", "orders", "-l", str(lines), "--quiet", "--stop-on-error")
    assert stopped.code == 1
    assert "stopped at the first record that failed: " in stopped.words
    [sent] = listed(capsys)
    assert sent["failed"] > 0
    assert not sent["complete"]
    again = send(capsys, embedded, "--resume", "--retry-failed", "--quiet")
    assert again.code == 0, again.words
    arrived = Counter(one.value for one in kcat.read_back(embedded.bootstrap_servers, "orders"))
    assert arrived == Counter(b"%d" % number for number in range(200_000))


def test_the_rest_of_one_record_many_times(fresh_sandbox: Sandbox, capsys: Capture) -> None:
    embedded = EmbeddedCluster(fresh_sandbox)
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("MSG_SIZE_TOO_LARGE"))
    assert send(capsys, embedded, "-t", "orders", "--value", "v", "-n", "3", "-p", "0", "-X", "linger.ms=200").code == 1
    nothing = send(capsys, embedded, "--resume", "1")
    assert (nothing.code, nothing.out) == (0, "")
    assert "of send 1 nothing is left to send" in nothing.words
    again = send(capsys, embedded, "--resume", "1", "--retry-failed")
    assert again.code == 0, again.words
    assert [json.loads(line)["state"] for line in again.out.splitlines()] == ["delivered"] * 3


def test_a_file_that_has_changed_is_refused_unless_said(
    embedded: EmbeddedCluster, lines: Path, capsys: Capture
) -> None:
    lines.write_bytes(b"0a\nzz\n0b\n")
    assert send(capsys, embedded, "-t", embedded.topic(), "-v", "hex", "-l", str(lines)).code == 2
    lines.write_bytes(b"0a\nff\n0b\n")
    refused = send(capsys, embedded, "--resume")
    assert (refused.code, refused.out) == (2, "")
    assert "has changed since it was sent" in refused.words
    assert len(send(capsys, embedded, "--resume", "--changed-input").out.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--resume",), "there is no unfinished send to this cluster in the journal"),
        (("--resume", "7"), "there is no send 7 in the journal"),
        (("--resume", "x"), "'x' is no send's number; valid: 1 or more"),
        (("--resume", "--no-journal"), "--resume reads the journal, and --no-journal leaves it out"),
        ((), "-t is missing"),
    ],
)
def test_what_cannot_be_resumed_says_why(
    embedded: EmbeddedCluster, capsys: Capture, arguments: tuple[str, ...], words: str
) -> None:
    found = send(capsys, embedded, *arguments)
    assert (found.code, found.out) == (2, "")
    assert words in found.words


def test_a_record_cannot_be_given_beside_it_and_the_cluster_has_to_be_the_same(
    embedded: EmbeddedCluster, fresh_sandbox: Sandbox, lines: Path, capsys: Capture
) -> None:
    lines.write_bytes(b"0a\nzz\n")
    send(capsys, embedded, "-t", embedded.topic(), "-v", "hex", "-l", str(lines))
    assert "leave out -t, --value" in send(capsys, embedded, "--resume", "-t", "orders", "--value", "x").words
    other = EmbeddedCluster(fresh_sandbox)
    assert f"valid: -b {embedded.bootstrap_servers}" in send(capsys, other, "--resume", "1").words


def test_without_a_journal_there_is_none(embedded: EmbeddedCluster, capsys: Capture) -> None:
    assert send(capsys, embedded, "-t", embedded.topic(), "--value", "v", "--no-journal").code == 0
    assert not default_path().exists()


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_a_journal_that_cannot_be_written_stops_the_send_and_says_what_to_do(
    embedded: EmbeddedCluster, tmp_path: Path, capsys: Capture, quiet: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    topic, journal = embedded.topic(), str(tmp_path / "file" / "journal.db")
    found = send(capsys, embedded, "-t", topic, "--value", "v", "--journal", journal, *quiet)
    assert found.code == 2
    assert found.words.count("cannot be used") == 1
    assert "--no-journal sends without it" in found.words
    assert kcat.read_back(embedded.bootstrap_servers, topic) == []


def test_payloads_can_be_left_out(embedded: EmbeddedCluster, capsys: Capture) -> None:
    arguments = ("--key", "canary-key", "--value", "canary-value", "-H", "h=canary-header")
    send(capsys, embedded, "-t", embedded.topic(), *arguments, "--journal-without-payloads")
    assert listed(capsys)[0]["delivered"] == 1
    folder = default_path().parent
    assert not any(b"canary" in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_records_are_taken_until_one_failed_and_not_too_many_at_once() -> None:
    log = Tally()
    brake = StopAtFailure(log, in_flight=2)
    assert brake.is_off()
    log.next += 2
    assert not brake.is_off(), "two are in flight"
    log.count(DeliveryState.DELIVERED, DeliveryError("", ""))
    assert brake.is_off()
    log.count(DeliveryState.FAILED, DeliveryError("X", "y"))
    with pytest.raises(StoppedAtFailureError, match="stopped at the first record that failed"):
        brake.is_off()
    with pytest.raises(StoppedAtFailureError):
        next(iter(brake.within([RECORD])))


@pytest.mark.parametrize("way", ["sync", "async"])
def test_nothing_is_handed_over_after_the_record_that_failed(
    embedded: EmbeddedCluster, lines: Path, capsys: Capture, way: str
) -> None:
    topic = embedded.topic(1)
    lines.write_bytes(b"a\nb\n" + b"x" * 1_100_000 + b"\n" + b"".join(b"%d\n" % number for number in range(5_000)))
    stopped = send(capsys, embedded, "-t", topic, "-l", str(lines), "--way", way, "--stop-on-error", "--quiet")
    assert stopped.code == 1
    assert "stopped at the first record that failed" in stopped.words
    handed = json.loads(stopped.out)["handed_over"]
    assert handed == 3 if way == "sync" else handed < 2_000
    again = send(capsys, embedded, "--resume", "--retry-failed", "-X", "message.max.bytes=2000000", "--quiet")
    assert again.code == 0, again.words
    assert f"going on with send 1: lines of {lines} to {topic}" in again.words
    arrived = Counter(one.value for one in kcat.read_back(embedded.bootstrap_servers, topic))
    assert arrived == Counter(lines.read_bytes().splitlines())


def test_what_ctrl_c_gave_up_is_sent_by_the_resume(fresh_sandbox: Sandbox, lines: Path, capsys: Capture) -> None:
    embedded = EmbeddedCluster(fresh_sandbox)
    topic = embedded.topic(3)
    Faults(fresh_sandbox).round_trip(300)
    lines.write_bytes(b"".join(b"%d\n" % number for number in range(LINES)))
    slow = ("-X", "batch.num.messages=100", "-X", "max.in.flight=1")  # so that much waits in the queue
    with start_send(embedded.bootstrap_servers, topic, "-l", str(lines), *slow) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, words = process.communicate()
    Faults(fresh_sandbox).round_trip(0)
    assert re.search(rb"[1-9][0-9,]* never sent", words), words
    assert {one["is"] for one in listed(capsys, "--open")} <= {"unfinished", "open"}
    done = send(capsys, embedded, "--resume", "--quiet")
    assert done.code == 0, done.words
    arrived = Counter(one.value for one in kcat.read_back(embedded.bootstrap_servers, topic))
    assert arrived == Counter(b"%d" % number for number in range(LINES)), "each once, none lost"


def test_a_dismissed_send_is_looked_for_before_it_is_gone_on_with(
    embedded: EmbeddedCluster, lines: Path, capsys: Capture
) -> None:
    topic = embedded.topic(3)
    killed_send(embedded.bootstrap_servers, topic, lines)
    assert answered(capsys, "journal", "dismiss", "1").code == 0
    done = send(capsys, embedded, "--resume", "1", "--quiet")
    assert done.code == 0, done.words
    arrived = Counter(one.value for one in kcat.read_back(embedded.bootstrap_servers, topic))
    assert arrived == Counter(b"%d" % number for number in range(LINES)), "each once, none lost"


def test_a_file_that_was_copied_back_is_taken_where_that_is_said(
    embedded: EmbeddedCluster, lines: Path, capsys: Capture
) -> None:
    topic = embedded.topic(3)
    killed_send(embedded.bootstrap_servers, topic, lines)
    os.utime(lines, (1, 1))
    for command in (("journal", "check", "1", "-b", embedded.bootstrap_servers), ("send", "--resume", "1")):
        refused = answered(capsys, *command, *(() if "-b" in command else ("-b", embedded.bootstrap_servers)))
        assert refused.code == 2
        assert "it was written to, or copied, since; --changed-input takes it as it is now" in refused.words
    looked = answered(capsys, "journal", "check", "1", "-b", embedded.bootstrap_servers, "--changed-input")
    assert "are in the topic and count as delivered" in looked.out
    done = send(capsys, embedded, "--resume", "--changed-input", "--quiet")
    assert done.code == 0, done.words
    arrived = Counter(one.value for one in kcat.read_back(embedded.bootstrap_servers, topic))
    assert arrived == Counter(b"%d" % number for number in range(LINES)), "each once, none lost"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--retry-failed",), "--retry-failed goes with --resume alone"),
        (("--without-look", "--changed-input"), "--without-look, --changed-input goes with --resume alone"),
        (("--no-journal", "--journal", "x"), "--no-journal keeps nothing, so --journal cannot be"),
        (("--journal", ""), "--journal names no file"),
        (("--way", "forget", "--transaction"), "--transaction waits for answers, and --way forget asks for none"),
        (("--way", "forget", "--stop-on-error"), "--stop-on-error waits for answers"),
        (("--resume", "-k", "long", "-p", "1", "--timestamp", "5"), "leave out -t, --value, -k, -p, --timestamp"),
        (("-n", "9" * 20), "valid: 1 to 999,999,999,999"),
        (("--journal-days", "1e9"), "valid: above 0, below 100,000"),
    ],
)
def test_what_would_do_nothing_is_refused(
    embedded: EmbeddedCluster, capsys: Capture, arguments: tuple[str, ...], words: str
) -> None:
    found = send(capsys, embedded, "-t", "orders", "--value", "v", *arguments)
    assert (found.code, found.out) == (2, "")
    assert words in found.words


def test_a_look_on_another_cluster_is_refused(
    embedded: EmbeddedCluster, fresh_sandbox: Sandbox, lines: Path, capsys: Capture
) -> None:
    killed_send(embedded.bootstrap_servers, embedded.topic(1), lines)
    found = answered(capsys, "journal", "check", "1", "-b", fresh_sandbox.bootstrap_servers)
    assert found.code == 2
    assert f"valid: -b {embedded.bootstrap_servers}" in found.words
