"""Brokers that are not reached: what has to come back, and where a record may be meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.delivery.teaching.choosing import chosen, step
from tests.delivery.teaching.lessons import CASES, WHOLE
from workbench.delivery.teaching.connections import LESSONS, reach_it
from workbench.delivery.teaching.facts import UNKNOWN, Facts


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (WHOLE, "send it again; raise message.timeout.ms with -X, 300,000 now, if the cluster needs longer"),
        (CASES["no time limit"], "send it again"),
        (
            CASES["broker away"],
            "bring back broker 2 at kafka-2:9092, which leads partition 4 of 'orders', then send it again",
        ),
        (
            CASES["no leader"],
            "start the brokers that hold partition 4 of 'orders', which has no leader, then send it again",
        ),
        (
            CASES["cluster down"],
            "make the cluster 'staging' reachable (Connection refused by kafka-1:9092: nothing listens there), then "
            "send it again",
        ),
    ],
)
def test_what_has_to_come_back(facts: Facts, words: str) -> None:
    assert reach_it(facts) == words


@pytest.mark.parametrize(("up", "says"), [(True, True), (False, False), (None, False)])
def test_a_record_whose_time_was_over_says_if_its_broker_is_back(up: bool | None, says: bool) -> None:
    lesson = chosen(LESSONS, "_MSG_TIMED_OUT", replace(WHOLE, leader_up=up))
    assert ("connected now" in lesson.meaning) is says


@pytest.mark.parametrize("name", ["_TRANSPORT", "NETWORK_EXCEPTION", "_TIMED_OUT", "REQUEST_TIMED_OUT", "_BAD_MSG"])
def test_a_record_that_may_be_written_is_looked_for_first(name: str) -> None:
    assert step(LESSONS, name, UNKNOWN).startswith("look for it at the end of the partition before sending it again")


def test_the_brokers_log_is_looked_into_at_the_time_of_the_record() -> None:
    assert "broker 2 at kafka-2:9092" in step(LESSONS, "KAFKA_STORAGE_ERROR", WHOLE)
    assert "the address of broker 2 at kafka-2:9092" in step(LESSONS, "_RESOLVE", WHOLE)
