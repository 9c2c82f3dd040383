"""When a connection asks next, how long it waits and when its verdict is due: by a clock that is set by hand."""

from __future__ import annotations

import pytest

from workbench.clusters import turns
from workbench.clusters.broker_states import BrokerStates
from workbench.clusters.turns import Turns

CONNECTED = "127.0.0.1:9092/1: Broker changed state CONNECT -> UP"


class Clock:
    """Seconds of the monotonic clock."""

    now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(turns, "time", clock)
    return clock


def brokers(*lines: str) -> BrokerStates:
    states = BrokerStates()
    for line in lines:
        states.feed(line)
    return states


def asked(of: Turns, clock: Clock, took: float = 0.01, *, answered: bool = True) -> None:
    of.asked(clock.now - took, clock.now, answered=answered)


def test_it_asks_at_once_when_somebody_wants_to_know_and_when_a_connection_came(clock: Clock) -> None:
    waiting = Turns(clock.now)
    asked(waiting, clock)
    assert not waiting.due(brokers(), 0.0, up=False)
    assert waiting.due(brokers(), clock.now, up=True)
    assert waiting.due(brokers(CONNECTED), 0.0, up=False)
    assert not waiting.due(brokers(CONNECTED), 0.0, up=False)


@pytest.mark.parametrize(
    ("lines", "up", "seconds"), [((CONNECTED,), True, 10.0), ((), True, 1.0), ((), False, 1.0)]
)  # fmt: skip
def test_it_asks_again_in_its_time(clock: Clock, lines: tuple[str, ...], up: bool, seconds: float) -> None:
    resting, states = Turns(clock.now), brokers(*lines)
    asked(resting, clock)
    resting.due(states, 0.0, up=up)
    clock.now += seconds - 0.1
    assert not resting.due(states, 0.0, up=up)
    clock.now += 0.2
    assert resting.due(states, 0.0, up=up)


def test_an_answer_that_takes_long_to_read_is_asked_for_less_often(clock: Clock) -> None:
    slow = Turns(clock.now)
    asked(slow, clock, took=2.0)
    clock.now += 90
    assert not slow.due(brokers(CONNECTED), 0.0, up=True)
    assert not slow.again()
    clock.now += 10
    assert slow.due(brokers(CONNECTED), 0.0, up=True)
    assert slow.again()


def test_all_topics_are_asked_for_once_a_second_for_names_that_nobody_has_heard_of(clock: Clock) -> None:
    quick = Turns(clock.now)
    assert quick.again()
    asked(quick, clock)
    assert not quick.again()
    clock.now += 1.1
    assert quick.again()


def test_the_verdict_comes_sooner_while_every_broker_fails(clock: Clock) -> None:
    judging = Turns(clock.now)
    clock.now += 1.5
    assert judging.late(failing=True)
    assert not judging.late(failing=False)
    clock.now += 3.5
    assert judging.late(failing=False)


def test_the_first_answer_is_waited_for_until_the_verdict_is_due(clock: Clock) -> None:
    waiting = Turns(clock.now)
    clock.now += 1.5
    assert waiting.patience(connected=True, up=False, connecting=True) == pytest.approx(3.0)
    assert waiting.patience(connected=True, up=True, connecting=False) == turns.VERDICT_SECONDS
    assert waiting.patience(connected=False, up=True, connecting=False) == 1.0
    assert waiting.patience(connected=False, up=False, connecting=True) == turns.POLL_SECONDS
    clock.now += 60
    assert waiting.patience(connected=True, up=False, connecting=True) == turns.POLL_SECONDS


def test_half_a_minute_without_an_answer_is_fruitless_while_down(clock: Clock) -> None:
    silent = Turns(clock.now)
    clock.now += 20
    asked(silent, clock)
    clock.now += 20
    assert not silent.fruitless(down=True)
    asked(silent, clock, answered=False)
    clock.now += 11
    assert silent.fruitless(down=True)
    assert not silent.fruitless(down=False)
