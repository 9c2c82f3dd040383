"""Everything at one moment."""

from __future__ import annotations

from tests.tui.statistics.told import CLIENT
from tests.tui.still import books
from workbench.delivery.log import DeliveryLog
from workbench.delivery.rates import Rates
from workbench.tui.statistics.gathered import Figures, Since, gather


def test_what_the_log_says() -> None:
    log, rates = books(), Rates(1, (2.0,), (0.0,))
    found = gather(log, rates, CLIENT, Since.ALL)
    assert (found.totals, found.kept, found.rates, found.client) == (log.totals, len(log), rates, CLIENT)
    assert found.latencies.records == 32
    assert sum(one.delivered for one in found.partitions) == 32
    assert sum(one.failed for one in found.partitions) == 3


def test_an_empty_log() -> None:
    assert gather(DeliveryLog(), Rates(), None, Since.MINUTE) == Figures(since=Since.MINUTE)


def test_steps_go_round() -> None:
    assert [Since.ALL.next, Since.MINUTE.next, Since.TEN_SECONDS.next] == [Since.MINUTE, Since.TEN_SECONDS, Since.ALL]
    assert len({one.words for one in Since}) == 3
