"""How long the reports after a purge are waited for."""

from __future__ import annotations

from workbench.delivery.last_reports import GIVE_UP, LastReports


def test_they_are_waited_for_while_they_come() -> None:
    now = [100.0]
    last = LastReports(3, lambda: now[0])
    assert not last.are_hopeless(3)
    now[0] += GIVE_UP
    assert not last.are_hopeless(2)
    now[0] += GIVE_UP
    assert not last.are_hopeless(2)
    now[0] += 0.01
    assert last.are_hopeless(2)
