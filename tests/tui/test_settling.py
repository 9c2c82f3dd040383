"""Offsets are asked for when typing rests, when records have arrived, and after a while; never in between."""

from __future__ import annotations

from workbench.tui.settling import AFTER_SENDING, AGAIN, REST, Settling

FOUR, FIVE = ("orders", 4), ("orders", 5)


def test_only_a_placement_that_rests_is_asked_about() -> None:
    settling = Settling()
    assert [settling.due(FOUR, 0, 20.0), settling.due(FIVE, 0, 20.2), settling.due(FIVE, 0, 20.4)] == [False] * 3
    assert settling.due(FIVE, 0, 20.2 + REST)


def test_no_partition_is_never_asked_about() -> None:
    settling = Settling()
    assert not any(settling.due(None, 0, 20.0 + second) for second in range(30))


def test_one_answer_is_for_the_whole_topic() -> None:
    settling = Settling()
    settling.due(FOUR, 0, 20.0)
    assert settling.due(FOUR, 0, 21.0)
    assert not any(settling.due(FIVE, 0, 21.0 + tenth / 10) for tenth in range(50))


def test_another_topic_is_asked_about_as_soon_as_it_rests() -> None:
    settling = Settling()
    settling.due(FOUR, 0, 20.0)
    assert settling.due(FOUR, 0, 21.0)
    assert not settling.due(("audit", 0), 0, 21.1)
    assert settling.due(("audit", 0), 0, 21.1 + REST)


def test_records_that_arrived_ask_again_but_not_at_each_of_them() -> None:
    settling = Settling()
    settling.due(FOUR, 0, 20.0)
    assert settling.due(FOUR, 0, 21.0)
    assert not settling.due(FOUR, 1, 21.1)
    assert settling.due(FOUR, 7, 21.0 + AFTER_SENDING)
    assert not settling.due(FOUR, 7, 23.0 + AFTER_SENDING)


def test_after_a_while_others_may_have_sent() -> None:
    settling = Settling()
    settling.due(FOUR, 0, 20.0)
    assert settling.due(FOUR, 0, 21.0)
    assert not settling.due(FOUR, 0, 20.9 + AGAIN)
    assert settling.due(FOUR, 0, 21.0 + AGAIN)
