"""How likely chance alone is to be as uneven: the upper tail of the chi-square distribution."""

from __future__ import annotations

from itertools import count
from math import exp, inf, lgamma, log

_ENOUGH = 1e-14
_TINY = 1e-300


def upper_tail(statistic: float, degrees: int) -> float:
    """The probability of a statistic as large or larger, 0 to 1 (Abramowitz and Stegun 26.4, 6.5.29 and 6.5.31).

    1.0 for no degrees of freedom. Raises ValueError for what is negative or no number.
    """
    if not (statistic >= 0 and degrees >= 0):
        raise ValueError("a chi-square statistic and its degrees of freedom are 0 or more")
    a, x = degrees / 2, statistic / 2
    if not a or not x:
        return 1.0
    if x == inf:
        return 0.0
    scale = exp(a * log(x) - x - lgamma(a))
    tail = scale * _fraction(a, x) if x > a + 1 else 1 - scale * _series(a, x)
    return min(1.0, max(0.0, tail))


def _series(a: float, x: float) -> float:
    """The lower incomplete gamma function by its series, for small x, without its scale."""
    total = term = 1 / a
    for step in count(1):
        term *= x / (a + step)
        total += term
        if term <= total * _ENOUGH:
            return total
    raise AssertionError


def _fraction(a: float, x: float) -> float:
    """The upper one by its continued fraction, for large x, without its scale (Lentz's method)."""
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    result = d
    for step in count(1):
        factor = step * (a - step)
        b += 2
        d = 1 / (factor * d + b or _TINY)
        c = b + factor / c or _TINY
        result *= d * c
        if abs(d * c - 1) <= _ENOUGH:
            return result
    raise AssertionError
