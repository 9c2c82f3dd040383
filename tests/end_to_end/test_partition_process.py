"""`workbench partition` as a process among others: pipes that go on, a terminal beside it, Ctrl-C, a cluster."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.brokers.cluster import Cluster
from tests.end_to_end.command import ROOT, WORKBENCH, send
from workbench.partitioning.partitioners import find

PATIENCE = 60
PIPE = subprocess.PIPE


def start(*arguments: str, stderr: int = PIPE) -> subprocess.Popen[bytes]:
    """The command, still running; whoever writes to it is heard at once."""
    command = [*WORKBENCH, "partition", *arguments]
    return subprocess.Popen(command, bufsize=0, cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=stderr)


def run(*arguments: str) -> tuple[int, list[str], str]:
    """The command to its end: exit code, lines, words."""
    with start(*arguments) as process:
        out, words = process.communicate(timeout=PATIENCE)
    assert b"Traceback" not in words
    return process.returncode, out.decode().splitlines(), words.decode()


@contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a pseudo-terminal: the one to read what is shown, the one to give away."""
    ours, theirs = pty.openpty()
    try:
        yield ours, theirs
    finally:
        os.close(ours)
        os.close(theirs)


def shown(descriptor: int, until: bytes, seen: bytes = b"") -> bytes:
    """What is on the terminal once it shows that; `seen` was read before."""
    while until not in seen:
        seen += os.read(descriptor, 4096)
    return seen


def test_keys_of_a_pipe_are_answered_as_they_come() -> None:
    with start("--partitions", "12", "--json") as process:
        assert process.stdin is not None and process.stdout is not None
        for number in range(3):
            process.stdin.write(b"user-%d\n" % number)
            found = json.loads(process.stdout.readline())
            assert found["partition"] == find("java").partition(b"user-%d" % number, 12)
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("flags", [("--json",), ("--spread",)])
def test_ctrl_c_says_how_far_it_was(flags: tuple[str, ...]) -> None:
    with terminal() as (ours, theirs), start("--partitions", "12", *flags, stderr=theirs) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b"user-42\n" * 100)
        seen = shown(ours, b"100 keys")  # the line that tells how far it is
        process.send_signal(signal.SIGINT)
        seen = shown(ours, b"\n", seen)
        out = process.stdout.read()
        assert process.wait(PATIENCE) == 130
    assert seen.endswith(b"\r\x1b[Kworkbench partition: interrupted after 100 keys\r\n")
    assert len(out.splitlines()) == (100 if "--json" in flags else 0)


def test_a_terminal_that_shows_progress_is_left_as_it_was() -> None:
    with terminal() as (ours, theirs), start("--partitions", "12", "--spread", stderr=theirs) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b"user-42\n")
        seen = shown(ours, b"1 key ")
        process.stdin.close()
        assert b"1 record, 1 distinct key" in process.stdout.read()
        assert process.wait(PATIENCE) == 0
        seen = shown(ours, b"/s\r\x1b[K", seen.rpartition(b"\x1b[K")[2])
    assert seen.endswith(b"/s\r\x1b[K")


def test_the_count_comes_from_the_topic_and_two_topics_are_compared(cluster: Cluster) -> None:
    names = [cluster.topic(12), cluster.topic(12)]
    lines = b"".join(b"user-%d\tv\n" % number for number in range(300))
    for topic, client in zip(names, ("java", "sarama"), strict=True):
        assert send(cluster.bootstrap_servers, topic, "-K", r"\t", "--quiet", "--client", client, lines=lines).code == 0
    code, out, _ = run("-b", cluster.bootstrap_servers, "-t", names[0], "--json", "user-42")
    assert (code, json.loads(out[0])["partitions"], json.loads(out[0])["partition"]) == (0, 12, 4)
    topics = ("-t", names[0], "-t", names[1])
    code, out, _ = run("-b", cluster.bootstrap_servers, *topics, "--spread", "--from-topic", "--json")
    found = [json.loads(line) for line in out]
    best = {one["topic"]: one["clients"] for one in reversed(found) if one["question"] == "who wrote it"}
    assert "java" in best[names[0]] and "sarama" in best[names[1]]
    answer = found[-1]
    assert (code, answer["topics"], answer["keys"], answer["join"]) == (0, names, 300, False)
    assert "is written by java's rule" in answer["sentence"] and "is written by sarama's rule" in answer["sentence"]


def test_a_topic_that_is_not_there_is_said_and_not_made(cluster: Cluster) -> None:
    known = cluster.topic(3)
    for _ in range(2):
        code, out, words = run("-b", cluster.bootstrap_servers, "-t", f"{known}x", "k")
        assert (code, out) == (2, [])
        assert f"there is no topic '{known}x'" in words and known in words


def test_an_argument_that_is_no_text_is_named() -> None:
    with start("--partitions", "12", os.fsdecode(b"k\xff")) as process:
        out, words = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (2, b"")
    assert words == b"workbench partition: key 'k\\udcff': it is not UTF-8; valid: UTF-8, or its bytes with -k hex\n"


def test_a_reader_that_leaves_ends_it_without_a_word() -> None:
    with start("--partitions", "12") as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b"k\n" * 20_000)
        assert process.stdout.readline().startswith(b"murmur2_random")
        process.stdout.close()
        with pytest.raises(BrokenPipeError):  # the program has ended
            while True:
                process.stdin.write(b"k\n" * 1_000)
        assert process.stderr.read() == b""
    assert process.returncode == 0
