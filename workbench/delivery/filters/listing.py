"""What a list of rows shows and in which order: by position, from `first` up to before `next`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState

if TYPE_CHECKING:
    from workbench.delivery.views import Numbers

FAILURES = (DeliveryState.FAILED, DeliveryState.UNKNOWN)
"""What a person looks for who looks for failures."""


class Listing(Protocol):
    """Rows of the log by position; what it says holds until the next look at the log."""

    @property
    def first(self) -> int:
        """The position of the first row."""

    @property
    def next(self) -> int:
        """The position after the last row."""

    def number(self, position: int) -> int | None:
        """The number of the row at a position, None if there is none."""

    def position(self, number: int) -> int:
        """The position of a row, or of the nearest after it; `next` if there is none."""

    def failure(self, number: int, *, forward: bool) -> int | None:
        """The next row after (or before) a row whose record failed or whose fate is unknown; None if there is none."""

    def numbers(self) -> Numbers:
        """The numbers of all rows, in their order."""


class AllRows:
    """Every row of the log: its position is its number."""

    def __init__(self, log: DeliveryLog) -> None:
        self._log = log

    @property
    def first(self) -> int:
        """The oldest row that is kept."""
        return self._log.first

    @property
    def next(self) -> int:
        """The number that the next row gets."""
        return self._log.next

    def number(self, position: int) -> int | None:
        """The same."""
        return position if self.first <= position < self.next else None

    def position(self, number: int) -> int:
        """The same, within the bounds."""
        return max(self.first, min(number, self.next))

    def failure(self, number: int, *, forward: bool) -> int | None:
        """By a search of bytes."""
        first, stop = (number + 1, self.next) if forward else (self.first, number)
        stretches = list(self._log.stretches(max(first, self.first), stop))
        for chunk, low, high in stretches if forward else reversed(stretches):
            find = chunk.states.find if forward else chunk.states.rfind
            found = [place for state in FAILURES if (place := find(state, low, high)) >= 0]
            if found:
                return chunk.base + (min(found) if forward else max(found))
        return None

    def numbers(self) -> Numbers:
        """All there are now."""
        import numpy as np

        return np.arange(self.first, self.next, dtype=np.int64)
