"""What is said of a text that is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.records.errors import Problem, Unserializable


def problems(call: Callable[..., object], *given: object) -> tuple[Problem, ...]:
    """Every problem that the call finds."""
    with pytest.raises(Unserializable) as raised:
        call(*given)
    return raised.value.problems


def problem(call: Callable[..., object], *given: object) -> Problem:
    """The one problem that the call finds."""
    (found,) = problems(call, *given)
    return found
