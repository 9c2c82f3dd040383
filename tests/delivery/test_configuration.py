"""What a producer's configuration means for the delivery of records."""

from __future__ import annotations

import pytest

from workbench.delivery.configuration import debug, is_idempotent, is_unconfirmed, refusal


@pytest.mark.parametrize(
    ("config", "unconfirmed"),
    [
        ({}, False),
        ({"acks": "0"}, True),
        ({"acks": 0}, True),
        ({"request.required.acks": "0"}, True),
        ({"acks": "all"}, False),
    ],
)
def test_without_acks_nothing_is_confirmed(config: dict[str, object], unconfirmed: bool) -> None:
    assert is_unconfirmed(config) is unconfirmed


@pytest.mark.parametrize(
    ("config", "idempotent"),
    [
        ({}, False),
        ({"enable.idempotence": True}, True),
        ({"enable.idempotence": "false"}, False),
        ({"transactional.id": "a"}, True),
    ],
)
def test_idempotence(config: dict[str, object], idempotent: bool) -> None:
    assert is_idempotent(config) is idempotent


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("", "broker,eos"), ("broker", "broker,eos"), ("msg, topic", "msg,topic,broker,eos"), ("all", "all")],
)
def test_debug_has_what_the_set_up_is_read_from(asked: str, answer: str) -> None:
    assert debug({"debug": asked}) == answer


def test_a_refusal_is_a_sentence_without_secrets() -> None:
    config = {"bootstrap.servers": "h:1", "sasl.password": "hunter2"}
    assert refusal(ValueError("no hunter2 here"), config) == "the producer cannot be opened: no … here"
