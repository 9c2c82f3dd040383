"""A filter without clauses is none."""

from __future__ import annotations

from workbench.delivery.filters.conditions import Clause, Filter, KeyText


def test_a_filter_asks_something_or_nothing() -> None:
    assert not Filter()
    assert Filter((Clause(KeyText(("a",))),))
