"""Figures, places and times in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.teaching.lessons import WHOLE
from tests.delivery.teaching.test_catalogue import UNSEEN
from workbench.delivery.teaching import words
from workbench.delivery.teaching.facts import UNKNOWN, Facts


@given(st.text())
def test_a_text_from_outside_is_one_line_that_does_nothing(text: str) -> None:
    shown = words.outside(text, 20)
    assert len(shown) <= 20
    assert not UNSEEN.search(shown)
    assert "  " not in shown


def test_it_is_escaped_and_cut() -> None:
    assert words.outside("a\x1b[31m\n\t b\u202e") == r"a\x1b[31m b\u202e"
    assert words.outside("x" * 200) == "x" * 159 + "…"


@pytest.mark.parametrize(("count", "shown"), [(0, "0 bytes"), (1, "1 byte"), (1_400_212, "1,400,212 bytes")])
def test_sizes_are_written_out(count: int, shown: str) -> None:
    assert words.sized(count) == shown


def test_times_are_clocks() -> None:
    assert words.clock(1_700_000_300.9) == "22:18:20"


def test_a_settings_value_now() -> None:
    assert [words.now(value) for value in (1_048_588, 0, "all", "", None)] == [
        ", 1,048,588 now",
        ", 0 now",
        ", all now",
        "",
        "",
    ]


def test_places_by_what_is_known() -> None:
    assert words.the_partition(WHOLE) == "partition 4 of 'orders'"
    assert words.the_partition(Facts(partition=4)) == "partition 4"
    assert words.the_leader(WHOLE) == "broker 2 at kafka-2:9092"
    assert words.the_leader(Facts(leader=2)) == "broker 2"
    assert words.the_cluster(WHOLE) == "the cluster 'staging'"
    assert words.the_user(WHOLE) == "the user 'alice'"
    unknown = [
        each(UNKNOWN)
        for each in (words.the_topic, words.the_partition, words.the_leader, words.the_cluster, words.the_user)
    ]
    assert unknown == ["the topic", "the partition", "the partition's leader", "the cluster", "these credentials"]


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        (Facts(in_sync=1, replicas=3), "1 of 3 replicas in sync"),
        (Facts(in_sync=1, replicas=1), "1 of 1 replica in sync"),
        (Facts(in_sync=0), "0 replicas in sync"),
        (Facts(in_sync=1), "1 replica in sync"),
        (Facts(replicas=3), ""),
    ],
)
def test_replicas_in_sync(facts: Facts, shown: str) -> None:
    assert words.in_sync(facts) == shown


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        (Facts(), ""),
        (Facts(leader=2, leader_up=True), ""),
        (Facts(leader=2, leader_up=False), "broker 2, which leads the partition, is not connected"),
        (Facts(leaderless=True, partition=4), "partition 4 has no leader"),
        (Facts(down="Connection refused.\n", leaderless=True), "the cluster is not reached: Connection refused"),
    ],
)
def test_what_is_in_the_way(facts: Facts, shown: str) -> None:
    assert words.obstacle(facts) == shown


def test_clauses_leave_out_what_says_nothing() -> None:
    assert words.clauses("a", "", "b") == "a; b"


def test_until_when() -> None:
    assert words.until(WHOLE) == "until 22:18:20 (message.timeout.ms 300,000)"
    assert words.until(UNKNOWN) == "until message.timeout.ms is over"
    assert words.until(Facts(timeout_ms=5_000)) == "until message.timeout.ms 5,000 is over"


def test_where_to_look_for_it() -> None:
    assert words.look_for_it(WHOLE) == "look for it at the end of partition 4 of 'orders' before sending it again"


def test_a_capital() -> None:
    assert (words.capital("it is"), words.capital("")) == ("It is", "")
