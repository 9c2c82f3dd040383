"""Every order that can be picked sorts."""

from __future__ import annotations

import pytest

from tests.tui.still import books
from workbench.delivery.filters.listing import AllRows
from workbench.delivery.filters.sorting import SortBy
from workbench.tui.panes.delivery_orders import ORDERS, sort, word_of


def test_each_order_is_offered_up_and_down() -> None:
    assert len({option.value for option in ORDERS}) == len(ORDERS) == 2 * len(SortBy) + 1
    assert ORDERS[0].value == ""


@pytest.mark.parametrize("by", SortBy)
@pytest.mark.parametrize("descending", [True, False])
def test_a_picked_order_is_the_one_that_is_sorted_by(by: SortBy, descending: bool) -> None:
    log = books()
    found = sort(log, AllRows(log).numbers(), word_of(by, descending=descending), 7.0)
    assert (found.by, found.descending, found.at, len(found)) == (by, descending, 7.0, 37)
