"""A lesson is for every case unless it says which."""

from __future__ import annotations

from tests.delivery.teaching.lessons import WHOLE
from workbench.delivery.teaching.facts import UNKNOWN
from workbench.delivery.teaching.lesson import Lesson, Mender, advice


def test_it_applies_everywhere_and_advises_the_same() -> None:
    told = Lesson("It failed.", Mender.TOPIC, advice("send it again"))
    assert [told.applies(facts) for facts in (UNKNOWN, WHOLE)] == [True, True]
    assert {told.step(facts) for facts in (UNKNOWN, WHOLE)} == {"send it again"}
