"""Which lesson is told in which case."""

from __future__ import annotations

from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.lesson import Lesson, Lessons


def chosen(lessons: Lessons, name: str, facts: Facts) -> Lesson:
    """The first that applies, as the catalogue chooses it."""
    return next(one for one in lessons[name] if one.applies(facts))


def step(lessons: Lessons, name: str, facts: Facts) -> str:
    """The next step that is told."""
    return chosen(lessons, name, facts).step(facts)
