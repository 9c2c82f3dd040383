"""The orders in which deliveries can be listed, as a person picks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.delivery.filters.sorting import SortBy, SortedRows
from workbench.delivery.log import DeliveryLog
from workbench.tui.screens.pick import Option

if TYPE_CHECKING:
    from workbench.delivery.views import Numbers

_DOWN = "\0down"
_ABOUT = {
    SortBy.LATENCY: ("the slowest first", "the fastest first"),
    SortBy.SIZE: ("the largest first", "the smallest first"),
    SortBy.KEY: ("the last first", "null, empty, then by its bytes"),
    SortBy.PARTITION: ("the highest first", "the lowest first"),
    SortBy.TIME: ("the newest first", "the oldest first"),
}


def word_of(by: SortBy, *, descending: bool) -> str:
    """The value of the option."""
    return f"{by.value}{_DOWN}" if descending else by.value


ORDERS = (
    Option("", "the newest below, live", name="as they come"),
    *(
        Option(word_of(by, descending=down), _ABOUT[by][0 if down else 1], name=f"{by.value} {'↓' if down else '↑'}")
        for by in SortBy
        for down in (True, False)
    ),
)


def sort(log: DeliveryLog, numbers: Numbers, word: str, now: float) -> SortedRows:
    """The rows in the order that was picked; `numbers` rise. For a thread."""
    return SortedRows(log, numbers, SortBy(word.removesuffix(_DOWN)), descending=word.endswith(_DOWN), at=now)
