"""The words and the books of delivery."""

from __future__ import annotations

from workbench.delivery.report import DeliveryState, Totals


def test_states_are_said_in_the_words_of_the_json_lines() -> None:
    assert [state.word for state in DeliveryState] == ["queued", "delivered", "sent", "failed", "unknown"]


def test_the_books_add_up() -> None:
    assert Totals(1, 2, 3, 4, 5).handed_over == 15
