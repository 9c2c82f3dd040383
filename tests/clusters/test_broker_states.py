"""librdkafka's log lines, as they come, turned into broker states."""

from __future__ import annotations

import pytest

from workbench.clusters.broker_states import BrokerStates, broker_address, broker_id


def _state(name: str, old: str, new: str) -> str:
    return f"STATE [x#producer-1] [thrd:{name}]: {name}: Broker changed state {old} -> {new}"


def _fail(name: str, text: str) -> str:
    return f"FAIL [x#producer-1] [thrd:{name}]: {name}: {text}"


@pytest.mark.parametrize(
    ("name", "number", "address"),
    [
        ("127.0.0.1:9092/1", 1, "127.0.0.1:9092"),
        ("sasl_ssl://kafka:9093/12", 12, "kafka:9093"),
        ("[::1]:9092/0", 0, "[::1]:9092"),
        ("localhost:9092/bootstrap", None, "localhost:9092"),
        (":0/internal", None, ":0"),
    ],
)
def test_a_name_is_an_address_and_an_id(name: str, number: int | None, address: str) -> None:
    assert broker_id(name) == number
    assert broker_address(name) == address


def test_the_latest_state_counts() -> None:
    states = BrokerStates()
    for name, old, new in [
        ("a:1/1", "APIVERSION_QUERY", "UP"),
        ("b:2/2", "CONNECT", "UP"),
        ("a:1/1", "UP", "DOWN"),
        ("a:1/1", "APIVERSION_QUERY", "UP"),
    ]:
        states.feed(_state(name, old, new))
    assert states.states == {"a:1/1": "UP", "b:2/2": "UP"}
    assert states.up == {1: True, 2: True}


def test_bootstrap_and_internal_entries_are_no_brokers() -> None:
    states = BrokerStates()
    states.feed(_state(":0/internal", "INIT", "UP"))
    assert not states.known
    states.feed(_state("a:1/bootstrap", "APIVERSION_QUERY", "UP"))
    assert states.states == {}
    assert states.connected
    assert states.bootstrap == {"a:1/bootstrap": "UP"}


def test_a_connection_that_logs_in_again_is_still_up() -> None:
    states = BrokerStates()
    states.feed(_state("a:1/1", "UP", "REAUTH"))
    assert states.up == {1: True}


def test_the_cause_stays_until_the_broker_is_up() -> None:
    states = BrokerStates()
    states.feed(_fail("a:1/bootstrap", "Connect to ipv4#a:1 failed: Connection refused (after 0ms in state CONNECT)"))
    assert states.causes["a:1/bootstrap"] == "Connect to ipv4#a:1 failed: Connection refused (in state CONNECT)"
    states.feed(_fail("b:2/2", "Disconnected (after 9ms in state UP, 1 identical error(s) suppressed) (_TRANSPORT)"))
    assert states.causes["b:2/2"] == "Disconnected (in state UP)"
    states.feed(_state("b:2/2", "CONNECT", "UP"))
    assert list(states.causes) == ["a:1/bootstrap"]


def test_a_bare_hang_up_does_not_hide_the_telling_one_before_it() -> None:
    states = BrokerStates()
    states.fail("a:1/bootstrap: Disconnected: connection closed by peer (after 1ms in state APIVERSION_QUERY)")
    states.feed(_state("a:1/bootstrap", "CONNECT", "UP"))
    states.fail("a:1/bootstrap: Disconnected: connection closed by peer (after 1ms in state UP)")
    assert states.causes["a:1/bootstrap"].endswith("(in state APIVERSION_QUERY)")


def test_a_bootstrap_entry_that_is_let_go_leaves_nothing() -> None:
    states = BrokerStates()
    name = "a:1/bootstrap"
    for line in (
        _state(name, "APIVERSION_QUERY", "UP"),
        _fail(name, "Decommissioning this broker (after 201ms in state UP) (_DESTROY_BROKER)"),
        _state(name, "UP", "DOWN"),
        _state(name, "DOWN", "TRY_CONNECT"),
        _fail(name, "Broker handle is terminating (after 1ms in state INIT) (_DESTROY_BROKER)"),
        _state(name, "TRY_CONNECT", "DOWN"),
    ):
        states.feed(line)
    assert not states.known
    assert states.causes == {}
    states.feed(_state(name, "TRY_CONNECT", "CONNECT"))
    assert states.bootstrap == {name: "CONNECT"}


def test_resting_is_waiting_for_the_next_attempt() -> None:
    states = BrokerStates()
    states.feed(_state("a:1/bootstrap", "DOWN", "TRY_CONNECT"))
    assert states.resting
    states.feed(_state("b:1/bootstrap", "TRY_CONNECT", "CONNECT"))
    assert not states.resting


@pytest.mark.parametrize(
    "line", ["", "BRKMAIN [x] [thrd:a]: a:1/1: Enter main broker thread", "FAIL [x]: nothing known"]
)
def test_other_lines_say_nothing(line: str) -> None:
    states = BrokerStates()
    states.feed(line)
    assert not states.known
    assert states.causes == {}
    assert not states.fail("no broker's text")
