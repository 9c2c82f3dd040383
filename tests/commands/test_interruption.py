"""The first signal stops the work, the second one the command."""

from __future__ import annotations

import signal

import pytest

from workbench.commands.interruption import Interruption


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_first_signal_stops_and_is_noted(number: signal.Signals, code: int) -> None:
    stopped: list[bool] = []
    with Interruption(lambda: stopped.append(True)) as interruption:
        assert interruption.signal is None
        signal.raise_signal(number)
        assert interruption.signal == number
        assert interruption.exit_code == code
    assert stopped == [True]


def test_the_second_signal_is_a_keyboard_interrupt() -> None:
    stopped: list[bool] = []
    with pytest.raises(KeyboardInterrupt), Interruption(lambda: stopped.append(True)):
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)
    assert stopped == [True]


def test_the_handlers_before_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with Interruption(lambda: None):
        assert signal.getsignal(signal.SIGINT) != before[0]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
