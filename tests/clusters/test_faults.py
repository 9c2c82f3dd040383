"""Faults on demand, as a real producer sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.brokers import topics
from workbench.clusters.client_log import logger_into
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox, SandboxError


@pytest.fixture
def faults(fresh_sandbox: Sandbox) -> Faults:
    """The faults of a cluster of the test's own."""
    return Faults(fresh_sandbox)


class Sender:
    """A producer without retries that tells each record's fate."""

    def __init__(self, sandbox: Sandbox, **properties: object) -> None:
        from confluent_kafka import Producer

        self.lines: list[str] = []
        defaults = {"retries": 0, "linger.ms": 0, "enable.sparse.connections": False, "debug": "broker"}
        named = {name.replace("_", "."): value for name, value in properties.items()}
        servers = {"bootstrap.servers": sandbox.bootstrap_servers}
        logger = logger_into(self.lines.append)
        self.producer = Producer({**servers, **defaults, **named, "logger": logger})
        self.fates: list[str] = []

    def send(self, topic: str = "orders", partition: int = 0, timeout: float = 20) -> str:
        """The fate of one record: `delivered`, or the name of its error."""
        self.produce(topic, partition)
        assert self.producer.flush(timeout) == 0
        return self.fates[-1]

    def produce(self, topic: str = "orders", partition: int = 0) -> None:
        """Hands one record over."""
        self.producer.produce(
            topic,
            b"x",
            partition=partition,
            on_delivery=lambda error, _: self.fates.append("delivered" if error is None else str(error.name())),
        )

    def until(self, holds: Callable[[], bool]) -> None:
        """Listens until it holds."""
        while not holds():
            self.producer.poll(0.2)


def _leader(sandbox: Sandbox, partition: int = 0) -> int:
    return topics.metadata(sandbox.bootstrap_servers).topics["orders"].partitions[partition].leader


def test_the_next_requests_of_a_kind_fail_in_order(fresh_sandbox: Sandbox, faults: Faults) -> None:
    sender = Sender(fresh_sandbox)
    faults.fail_next(Api.PRODUCE, 10, error_code("INVALID_RECORD"))
    fates = [sender.send() for _ in range(3)]
    assert fates == ["MSG_SIZE_TOO_LARGE", "INVALID_RECORD", "delivered"]


def test_errors_that_are_cleared_never_come(fresh_sandbox: Sandbox, faults: Faults) -> None:
    faults.fail_next(Api.PRODUCE, 10, 10)
    faults.clear(Api.PRODUCE)
    assert Sender(fresh_sandbox).send() == "delivered"


def test_one_brokers_errors_are_that_brokers(fresh_sandbox: Sandbox, faults: Faults) -> None:
    leader = _leader(fresh_sandbox)
    other = next(broker for broker in fresh_sandbox.brokers if broker != leader)
    faults.broker_fail_next(leader, Api.PRODUCE, (10, 0), (87, 5))
    faults.broker_fail_next(other, Api.PRODUCE, (29, 0))
    assert (faults.pending(leader, Api.PRODUCE), faults.pending(other, Api.PRODUCE)) == (2, 1)
    sender = Sender(fresh_sandbox)
    assert [sender.send() for _ in range(3)] == ["MSG_SIZE_TOO_LARGE", "INVALID_RECORD", "delivered"]
    assert (faults.pending(leader, Api.PRODUCE), faults.pending(other, Api.PRODUCE)) == (0, 1)


def test_one_partitions_errors_are_that_partitions(fresh_sandbox: Sandbox, faults: Faults) -> None:
    faults.partition_fail_next("orders", 3, Api.PRODUCE, 10)
    sender = Sender(fresh_sandbox)
    assert sender.send(partition=2) == "delivered"
    assert sender.send(partition=3) == "MSG_SIZE_TOO_LARGE"
    assert sender.send(partition=3) == "delivered"


def test_a_broker_goes_down_and_comes_back(fresh_sandbox: Sandbox, faults: Faults) -> None:
    sender = Sender(fresh_sandbox, reconnect_backoff_max_ms=100, retries=100)
    assert sender.send() == "delivered"
    leader = _leader(fresh_sandbox)
    faults.broker_down(leader)
    sender.until(lambda: any(f"/{leader}: Broker changed state UP -> DOWN" in line for line in sender.lines))
    sender.produce()
    assert sender.fates == ["delivered"]
    faults.broker_up(leader)
    sender.until(lambda: sender.fates == ["delivered", "delivered"])


def test_a_connection_is_cut_in_place_of_an_answer(fresh_sandbox: Sandbox, faults: Faults) -> None:
    faults.fail_next(Api.PRODUCE, Faults.DISCONNECT)
    sender = Sender(fresh_sandbox)
    assert sender.send() == "_TRANSPORT"
    assert sender.send() == "delivered"


def test_answers_take_the_round_trip(fresh_sandbox: Sandbox, faults: Faults) -> None:
    latencies: list[float] = []
    sender = Sender(fresh_sandbox)
    assert sender.send() == "delivered"
    for milliseconds, broker in ((150, None), (0, None), (150, _leader(fresh_sandbox))):
        faults.round_trip(milliseconds, broker)
        sender.producer.produce(
            "orders", b"x", partition=0, on_delivery=lambda _, message: latencies.append(message.latency() or 0.0)
        )
        assert sender.producer.flush(20) == 0
    assert latencies[0] >= 0.15
    assert latencies[2] >= 0.15


def test_a_partition_changes_its_leader_or_loses_it(fresh_sandbox: Sandbox, faults: Faults) -> None:
    new = _leader(fresh_sandbox) % 3 + 1
    faults.set_leader("orders", 0, new)
    assert _leader(fresh_sandbox) == new
    assert Sender(fresh_sandbox).send() == "delivered"
    faults.set_leader("orders", 0, None)
    assert _leader(fresh_sandbox) == -1


def test_a_topics_error_is_in_metadata(fresh_sandbox: Sandbox, faults: Faults) -> None:
    def error() -> str | None:
        found = topics.metadata(fresh_sandbox.bootstrap_servers).topics["orders"].error
        return None if found is None else str(found.name())

    faults.topic_error("orders", 29)
    assert error() == "TOPIC_AUTHORIZATION_FAILED"
    faults.topic_error("orders", 0)
    assert error() is None


def test_a_broker_advertises_another_address(fresh_sandbox: Sandbox, faults: Faults) -> None:
    faults.advertise(2, "kafka.invalid", 9093)
    broker = topics.metadata(fresh_sandbox.bootstrap_servers).brokers[2]
    assert f"{broker.host}:{broker.port}" == "kafka.invalid:9093"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda faults: faults.broker_down(4), "no broker 4: the brokers are 1 to 3"),
        (lambda faults: faults.broker_up(0), "no broker 0"),
        (lambda faults: faults.round_trip(-1), "0 ms or more, not -1"),
        (lambda faults: faults.set_leader("orders", 12, 1), "they are 0 to 11"),
        (lambda faults: faults.set_leader("nowhere", 0, 1), "no topic 'nowhere'"),
        (lambda faults: faults.topic_error("nowhere", 3), "create_topic first"),
    ],
)
def test_what_is_not_there_is_refused_and_not_made(
    wrong: Callable[[Faults], None], words: str, sandbox: Sandbox
) -> None:
    with pytest.raises(SandboxError, match=words):
        wrong(Faults(sandbox))
    assert "nowhere" not in topics.metadata(sandbox.bootstrap_servers).topics


def test_nothing_can_be_done_to_a_closed_cluster() -> None:
    with Sandbox(1, {"a": 1}) as sandbox:
        faults = Faults(sandbox)
    with pytest.raises(SandboxError, match="is closed"):
        faults.broker_down(1)


def test_errors_by_name() -> None:
    assert error_code("request_timed_out") == 7
    assert error_code("_TRANSPORT") == Faults.DISCONNECT
    with pytest.raises(SandboxError, match="no error is called 'OOPS'"):
        error_code("OOPS")
