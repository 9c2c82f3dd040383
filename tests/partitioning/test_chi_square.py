"""The upper tail against tables, and against the closed forms of one and two degrees of freedom."""

from __future__ import annotations

from math import erfc, exp, inf, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning.chi_square import upper_tail


@pytest.mark.parametrize(
    ("statistic", "degrees", "tail"),
    [
        # critical values of the usual tables
        (3.841459, 1, 0.05),
        (6.634897, 1, 0.01),
        (18.307038, 10, 0.05),
        (24.724970, 11, 0.01),
        (2.155856, 10, 0.995),
        (123.225221, 99, 0.05),
        (124.342113, 100, 0.05),
        (1074.679449, 1000, 0.05),
        (0.000157088, 1, 0.99),
    ],
)
def test_tables(statistic: float, degrees: int, tail: float) -> None:
    assert upper_tail(statistic, degrees) == pytest.approx(tail, rel=1e-5)


@given(st.floats(0, 500))
def test_closed_forms(statistic: float) -> None:
    assert upper_tail(statistic, 1) == pytest.approx(erfc(sqrt(statistic / 2)), rel=1e-9, abs=1e-12)
    assert upper_tail(statistic, 2) == pytest.approx(exp(-statistic / 2), rel=1e-9, abs=1e-12)


@given(st.floats(0, 1e6), st.integers(1, 100_000))
def test_it_is_a_probability_that_falls_with_the_statistic(statistic: float, degrees: int) -> None:
    tail = upper_tail(statistic, degrees)
    assert 0 <= upper_tail(statistic * 1.5, degrees) <= tail <= 1


def test_the_ends() -> None:
    assert upper_tail(0, 5) == upper_tail(7, 0) == 1
    assert upper_tail(inf, 5) == 0
    with pytest.raises(ValueError, match="0 or more"):
        upper_tail(-1, 5)
    with pytest.raises(ValueError, match="0 or more"):
        upper_tail(nan, 5)
