"""What was measured last stands until something is measured again."""

from __future__ import annotations

import orjson

from workbench.delivery.client_history import ClientHistory, remembering
from workbench.delivery.client_statistics import BrokerFigures, ClientStatistics, TopicFigures, Window

TIME = Window(0.001, 0.001, 0.002, 0.003)


def told(records: int) -> bytes:
    """Statistics with as many records in the queue."""
    return orjson.dumps({"msg_cnt": records})


def test_times_are_kept_and_throttling_is_not() -> None:
    before = ClientStatistics(
        brokers=(BrokerFigures(1, "a", "UP", TIME, TIME, TIME, TIME), BrokerFigures(2, "b", "UP", TIME)),
        topics=(TopicFigures("orders", 721, 10), TopicFigures("gone", 1, 1)),
    )
    now = ClientStatistics(
        queued_records=7,
        brokers=(BrokerFigures(1, "a", "DOWN"), BrokerFigures(3, "c", "UP")),
        topics=(TopicFigures("orders"), TopicFigures("new", 2, 2)),
    )
    found = remembering(now, before)
    assert found.queued_records == 7
    assert found.brokers == (BrokerFigures(1, "a", "DOWN", TIME, TIME, TIME), BrokerFigures(3, "c", "UP"))
    assert found.topics == (TopicFigures("orders", 721, 10), TopicFigures("new", 2, 2))
    assert remembering(before, now) == before


def test_each_is_read_once_and_nonsense_changes_nothing() -> None:
    history, text = ClientHistory(), told(3)
    assert not history.is_new(None)
    assert history.is_new(text)
    history.look(text)
    assert history.latest == ClientStatistics(queued_records=3)
    assert not history.is_new(text)
    history.look(b"{")
    assert history.latest == ClientStatistics(queued_records=3)
    history.look(told(4))
    assert history.latest == ClientStatistics(queued_records=4)
