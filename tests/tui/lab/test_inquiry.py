"""What the lab is asked: the key's bytes, the count, the emulated client's answer; or why there is none."""

from __future__ import annotations

import pytest

from tests.tui.still import StillSession
from workbench.clusters.settings import ProducerSettings
from workbench.records.draft import FieldDraft, Presence
from workbench.tui.lab.inquiry import inquire, read_count

KEY = FieldDraft(text="user-42")


def test_the_topics_count_and_the_clients_answer() -> None:
    asked = inquire(StillSession(settings=ProducerSettings(partitioner="sarama")), "orders", KEY, "")
    assert (asked.key, asked.partitions, asked.as_if, asked.landing, asked.problem) == (b"user-42", 12, False, 3, "")


def test_another_count_as_if() -> None:
    asked = inquire(StillSession(), "orders", KEY, "24")
    assert (asked.partitions, asked.as_if) == (24, True)
    assert inquire(StillSession(), "no such topic", KEY, "1,000").partitions == 1_000


@pytest.mark.parametrize("count", ["0", "-1", "x", "100001", "9" * 40, "٣"])
def test_a_count_that_is_none_is_a_sentence(count: str) -> None:
    asked = inquire(StillSession(), "orders", KEY, count)
    assert asked.placement is None and asked.partitions is None
    assert asked.problem == "a partition count is a number from 1 to 100,000, such as 24"


def test_a_topic_that_is_not_known() -> None:
    assert "partitions are not known" in inquire(StillSession(), "nope", KEY, "").problem
    assert "no topic is chosen" in read_count("", None, "")[1]


def test_a_key_that_cannot_be_serialized() -> None:
    asked = inquire(StillSession(), "orders", FieldDraft("long", text="x"), "")
    assert not asked.is_known
    assert asked.problem and asked.placement is None


def test_null_promises_no_number() -> None:
    asked = inquire(StillSession(), "orders", FieldDraft(presence=Presence.NULL), "")
    assert asked.placement is not None and asked.landing is None


def test_a_rule_that_does_not_fit_the_count_is_a_sentence() -> None:
    asked = inquire(StillSession(settings=ProducerSettings(partitioner="banana")), "orders", KEY, "1")
    assert asked.placement is None and asked.problem
