"""The embedded cluster: real protocol, nothing on the screen, gone on every way out."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.brokers import kcat, topics
from workbench.clusters.client_log import logger_into
from workbench.clusters.sandbox import DEFAULT_TOPICS, Sandbox, SandboxError


def _counts(sandbox: Sandbox) -> dict[str, int]:
    answer = topics.metadata(sandbox.bootstrap_servers)
    return {name: len(topic.partitions) for name, topic in answer.topics.items()}


def _refused(servers: str) -> bool:
    import socket

    host, port = servers.split(",")[0].split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) != 0


def test_three_brokers_and_the_topics_of_a_first_start(sandbox: Sandbox) -> None:
    assert len(sandbox.bootstrap_servers.split(",")) == 3
    assert DEFAULT_TOPICS.items() <= _counts(sandbox).items()
    answer = topics.metadata(sandbox.bootstrap_servers)
    assert sorted(answer.brokers) == [1, 2, 3]
    assert all(len(one.replicas) == 3 for one in answer.topics["orders"].partitions.values())


def test_one_broker_and_topics_of_ones_own() -> None:
    with Sandbox(1, {"a": 2}) as sandbox:
        sandbox.create_topic("b", 1000)
        assert sandbox.topics == _counts(sandbox) == {"a": 2, "b": 1000}
        sandbox.delete_topic("a")
        assert sandbox.topics == _counts(sandbox) == {"b": 1000}


def test_what_cannot_be_is_refused_in_a_sentence(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="1 to 32 brokers, not 0"):
        Sandbox(0)
    with pytest.raises(SandboxError, match="needs 1 partition or more, not 0"):
        sandbox.create_topic("none", 0)
    with pytest.raises(SandboxError, match=r"refused to topic create \(orders, .*TOPIC_ALREADY_EXISTS"):
        sandbox.create_topic("orders", 12)
    with pytest.raises(SandboxError, match="UNKNOWN_TOPIC_OR_PART"):
        sandbox.delete_topic("nowhere")


def test_a_topic_that_fails_closes_what_was_begun() -> None:
    with pytest.raises(SandboxError, match="not -1"):
        Sandbox(1, {"broken": -1})


def test_closed_for_good_and_closed_again() -> None:
    sandbox = Sandbox(1, {})
    servers = sandbox.bootstrap_servers
    assert not sandbox.closed
    sandbox.close()
    sandbox.close()
    assert sandbox.closed
    assert _refused(servers)
    with pytest.raises(SandboxError, match="is closed"):
        sandbox.create_topic("late", 1)


def test_closed_when_the_work_in_it_fails() -> None:
    with pytest.raises(ZeroDivisionError), Sandbox(1, {}) as sandbox:
        raise ZeroDivisionError
    assert sandbox.closed


def test_closed_under_a_producer_with_records_in_flight() -> None:
    from confluent_kafka import Producer

    with Sandbox(2, {"a": 2}) as sandbox:
        config = {"bootstrap.servers": sandbox.bootstrap_servers, "logger": logger_into(lambda line: None)}
        producer = Producer(config)
        producer.produce("a", b"first")
        assert producer.flush(10) == 0
        for _ in range(1000):
            producer.produce("a", bytes(100))
    producer.purge()
    producer.flush(10)


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        ("pass", 0),
        ("raise SystemExit(7)", 7),
        ("1 / 0", 1),
        ("import os, signal; os.kill(os.getpid(), signal.SIGINT)", -2),
    ],
)
def test_closed_on_every_way_out_without_a_word(ending: str, code: int) -> None:
    program = f"from workbench.clusters.sandbox import Sandbox\nsandbox = Sandbox()\nprint('up', flush=True)\n{ending}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == code
    assert done.stdout == "up\n"
    assert "rdkafka" not in done.stderr.lower()
    assert "assert" not in done.stderr.lower()


def test_a_forked_child_leaves_the_cluster_to_its_parent() -> None:
    with Sandbox(1, {"a": 1}) as sandbox:
        child = os.fork()
        if child == 0:
            sandbox.close()
            os._exit(0 if sandbox.closed else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert _counts(sandbox) == {"a": 1}


def test_kcat_sends_to_it_and_reads_back(sandbox: Sandbox) -> None:
    sandbox.create_topic("kcat", 3)
    kcat.run("-P", "-b", sandbox.bootstrap_servers, "-t", "kcat", "-p", "2", "-K", ":", stdin=b"user-42:caf\xc3\xa9\n")
    [arrived] = kcat.read_back(sandbox.bootstrap_servers, "kcat")
    assert (arrived.partition, arrived.offset, arrived.key, arrived.value) == (2, 0, b"user-42", b"caf\xc3\xa9")
