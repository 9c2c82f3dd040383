"""Since when a record could leave, read from librdkafka's lines."""

from __future__ import annotations

import pytest

from workbench.delivery.set_up import SetUp

UP = "STATE [c#producer-1] [thrd:h:9092/1]: h:9092/1: Broker changed state APIVERSION_QUERY -> UP"
JOINED = "TOPBRK [c#producer-1] [thrd:h:9092/1]: h:9092/1: Topic orders [5]: joining broker (rktp 0x7f, 0 queued)"
PID = "GETPID [c#producer-1] [thrd:main]: Acquired PID{Id:750839000,Epoch:0}"


def fed(*lines: tuple[float, str], idempotent: bool = True) -> SetUp:
    """A set-up that read these lines at these times."""
    set_up = SetUp(idempotent)
    for now, line in lines:
        set_up.feed(line, now)
    return set_up


@pytest.mark.parametrize(
    ("lines", "since"),
    [
        pytest.param(((1, JOINED), (2, UP), (3, PID)), 3, id="the producer id comes last"),
        pytest.param(((1, PID), (2, UP), (3, JOINED)), 3, id="the topic comes last"),
        pytest.param(((1, JOINED), (2, PID), (3, UP)), 3, id="the connection comes last"),
        pytest.param(((1, JOINED), (2, PID)), None, id="no connection"),
        pytest.param(((1, UP), (2, PID)), None, id="no leader"),
        pytest.param(((1, JOINED), (2, UP)), None, id="no producer id"),
        pytest.param(((1, JOINED), (2, PID), (3, UP), (8, UP), (9, JOINED)), 3, id="only the first time is set-up"),
    ],
)
def test_ready(lines: tuple[tuple[float, str], ...], since: float | None) -> None:
    assert fed(*lines).ready("orders", 5) == since


def test_without_idempotence_no_id_is_waited_for() -> None:
    assert fed((1, JOINED), (2, UP), idempotent=False).ready("orders", 5) == 2


def test_another_partition_is_not_ready() -> None:
    set_up = fed((1, JOINED), (2, UP), (3, PID))
    assert set_up.ready("orders", 4) is None
    assert set_up.ready("payments", 5) is None


def test_a_topic_is_settled_a_while_after_its_partitions_are_ready() -> None:
    set_up = fed((1, JOINED), (2, UP), (3, PID))
    assert not set_up.settled("payments", 10)
    assert not set_up.settled("orders", 3.1)
    assert set_up.settled("orders", 3.5)
    set_up.feed(JOINED.replace("h:9092/1", "h:9093/2").replace("[5]", "[6]"), 4)
    assert not set_up.settled("orders", 10), "broker 2 was never up"


def test_states_of_advertised_brokers() -> None:
    bootstrap = UP.replace("/1", "/bootstrap")
    assert fed((1, bootstrap), (2, UP)).states == {"h:9092/1": "UP"}


def test_what_cannot_have_left() -> None:
    assert not fed().never_left("orders", 5), "nothing is known"
    assert fed((1, UP.replace("-> UP", "-> DOWN"))).never_left("orders", 5)
    assert fed((1, JOINED), (2, UP.replace("/1", "/2"))).never_left("orders", 5), "its own broker was never up"
    assert not fed((1, JOINED), (2, UP)).never_left("orders", 5)


def test_other_lines_say_nothing() -> None:
    set_up = fed((1, "FAIL [c] [thrd:x]: x: Connect failed"), (2, "MSG joining"), (3, ""))
    assert set_up.states == {}
