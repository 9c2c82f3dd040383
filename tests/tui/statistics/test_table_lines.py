"""Partitions and brokers: columns in their places, names from outside escaped."""

from __future__ import annotations

import pytest

from tests.tui.statistics.told import BROKERS, PARTITIONS
from workbench.delivery.client_statistics import BrokerFigures
from workbench.delivery.partition_figures import PartitionFigures
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.statistics.table_lines import MOST, broker_lines, partition_lines


def test_partitions_with_their_shares() -> None:
    head, first, second, third = plain(partition_lines(PARTITIONS, 118)).splitlines()
    assert head.split() == ["topic", "partition", "records", "bytes", "failed", "share"]
    assert first.split()[:6] == ["orders", "0", "3,000", "150.0", "kB", "0"]
    assert "75.0%" in first
    assert "✗ 7" in second
    assert first.count("█") > second.count("█") > 0
    assert "\\x1b[31mtopic" in third
    assert "█" not in third


def test_brokers_with_round_trip_and_throttling() -> None:
    head, first, second, third = plain(broker_lines(BROKERS, 118)).splitlines()
    assert head.split()[:5] == ["id", "address", "state", "p50", "p99"]
    assert first.split()[:9] == ["1", "127.0.0.1:39091", "✓", "UP", "1.5", "ms", "4.2", "ms", "3"]
    assert "\\x1b[31m\\u202eb:9092" in second
    assert "✗ TRY_CONNECT" in second
    assert "‖ 250 ms" in second
    assert "✗ 3" in second
    assert third.split()[0] == "1003"
    assert "46 µs" in third
    assert "90 µs" in third


@pytest.mark.parametrize("width", [60, 76, 97, 118, 198])
def test_columns_stay_where_they_are(width: int) -> None:
    for lines in (broker_lines(BROKERS, width), partition_lines(PARTITIONS, width)):
        assert len({width_of(one) for one in lines[1:]}) == 1
        assert max(map(width_of, lines)) <= max(width + 2, 68)


def test_a_narrow_screen_has_the_address_and_the_throttling() -> None:
    text = plain(broker_lines(BROKERS, 76))
    assert "127.0.0.1:39091" in text
    assert "‖ 250 ms" in text
    assert "retries" not in text


def test_nothing_yet() -> None:
    assert "no record has reached a partition yet" in plain(partition_lines((), 78))
    assert "no broker yet" in plain(broker_lines((), 78))


def test_thousands_are_not_all_listed() -> None:
    found = tuple(PartitionFigures("huge", number, 1, 0, 1) for number in range(MOST + 1_500))
    lines = partition_lines(found, 78)
    assert len(lines) == MOST + 2
    assert "and 1,500 more partitions" in plain(lines)


def test_a_broker_of_which_nothing_was_measured() -> None:
    assert plain(broker_lines((BrokerFigures(7, "a", "INIT"),), 118)).count("–") == 3
