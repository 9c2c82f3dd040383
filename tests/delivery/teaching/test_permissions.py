"""Who may do what: the user, the topic and the transactional.id are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.delivery.teaching.choosing import step
from tests.delivery.teaching.lessons import WHOLE
from workbench.delivery.teaching.permissions import LESSONS


@pytest.mark.parametrize("name", LESSONS)
def test_no_password_and_no_other_property_is_named_with_its_value(name: str) -> None:
    assert "=" not in step(LESSONS, name, WHOLE)


def test_who_and_what() -> None:
    facts = replace(WHOLE, transactional_id="billing-1")
    assert "the user 'alice' allowed to write to the topic 'orders'" in step(
        LESSONS, "TOPIC_AUTHORIZATION_FAILED", facts
    )
    assert "'billing-1'" in step(LESSONS, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", facts)
    assert "of the user 'alice'" in step(LESSONS, "_AUTHENTICATION", facts)
    assert "turn idempotence off" in step(LESSONS, "CLUSTER_AUTHORIZATION_FAILED", facts)
