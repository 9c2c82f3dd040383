"""`workbench sandbox`: for other programs, so they test it."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

import pytest

from tests.brokers import kcat, topics
from workbench.clusters.sandbox import SandboxError
from workbench.commands import sandbox

PROGRAM = """
import argparse, sys
from workbench.commands import sandbox
parser = argparse.ArgumentParser(prog="workbench sandbox")
sandbox.add_arguments(parser)
sys.exit(sandbox.run(parser.parse_args()))
"""


def _arguments(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="workbench sandbox")
    sandbox.add_arguments(parser)
    return parser.parse_args(arguments)


def iter_until(lines: IO[str], last: str) -> Iterator[str]:
    """The lines up to the one that holds `last`."""
    for line in lines:
        yield line
        if last in line:
            return


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and its bootstrap servers; its registry's line is read too."""
    with running_both(*arguments) as (process, servers, _):
        yield process, servers


@contextmanager
def running_both(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The command in a process of its own, what its first line says, what its second does."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", PROGRAM, *arguments]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            name, _, servers = process.stdout.readline().strip().partition("=")
            assert name == "bootstrap.servers"
            name, _, registry = process.stdout.readline().strip().partition("=")
            assert name == "schema.registry.url"
            yield process, servers, registry
        finally:
            with suppress(ProcessLookupError):
                process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(number: signal.Signals) -> None:
    with running("--brokers", "2", "--topic", "a:3", "--topic", "b:1") as (process, servers):
        answer = topics.metadata(servers)
        assert sorted(answer.brokers) == [1, 2]
        assert {name: len(topic.partitions) for name, topic in answer.topics.items()} == {"a": 3, "b": 1}
        assert process.stderr is not None
        words = "".join(iter_until(process.stderr, "Ctrl-C ends it."))
        process.send_signal(number)
        rest, last = process.communicate(timeout=30)
    assert process.returncode == 0
    assert (rest, last) == ("", "")
    assert f"workbench send -b {servers.partition(',')[0]} -t a" in words
    assert "Ctrl-C ends it." in words
    assert "Traceback" not in words


def test_its_registry_has_the_schemas_of_the_topics_there_are() -> None:
    arguments = ("--brokers", "1", "--topic", "orders:1", "--topic", "mine:1")
    with running_both(*arguments) as (_, __, url), urllib.request.urlopen(f"{url}/subjects", timeout=30) as answer:
        assert json.loads(answer.read()) == ["orders-value"]


def test_its_registry_can_have_a_port_of_ones_own() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running_both("--brokers", "1", "--registry-port", str(port)) as (_, __, url):
        assert url == f"http://127.0.0.1:{port}"
        assert sandbox.run(_arguments("--registry-port", str(port))) == 1


def test_kcat_goes_through_it() -> None:
    with running() as (_, servers):
        kcat.run("-P", "-b", servers, "-t", "orders", "-p", "7", stdin=b"hello\n")
        assert [(one.partition, one.value) for one in kcat.read_back(servers, "orders")] == [(7, b"hello")]


def test_many_signals_end_it_once() -> None:
    with running("--brokers", "1") as (process, _):
        for _ in range(5):
            os.kill(process.pid, signal.SIGINT)
        assert process.wait(30) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--topic", "orders"), "'orders' is no topic and number of partitions; valid: such as orders:12"),
        (("--topic", "orders:0"), "1 to 1000"),
        (("--topic", "orders:many"), "'orders:many'"),
        (("--topic", "a/b:1"), "cannot hold '/'"),
        (("--topic", ":1"), "no topic is given"),
        (("--topic", "a\x1b:1"), r"\x1b"),
        (("--brokers", "0"), "'0' is not a number of brokers; valid: 1 to 32"),
        (("--brokers", "33"), "valid: 1 to 32"),
        (("--registry-port", "65536"), "'65536' is no port; valid: 1 to 65535"),
        (("--registry-port", "-1"), "'-1' is no port"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        _arguments(*arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_a_cluster_that_cannot_start_gives_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cannot(*_: object) -> None:
        raise SandboxError("no loopback port could be opened")

    monkeypatch.setattr(sandbox, "Sandbox", cannot)
    assert sandbox.run(_arguments()) == 1
    assert capsys.readouterr() == ("", "workbench sandbox: no loopback port could be opened\n")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_topic_that_is_given_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert sandbox.run(_arguments("--topic", "a:1", "--topic", "a:2")) == 2
    assert "twice" in capsys.readouterr().err
