"""What is said of one error: what it means, who can mend it, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.teaching.facts import Facts


class Mender(Enum):
    """What has to change; the value is the word for it."""

    RECORD = "the record"
    PRODUCER = "the producer's settings"
    TOPIC = "the topic"
    CLUSTER = "the cluster"
    CREDENTIALS = "the credentials"
    NOTHING = "nothing"


def always(_facts: Facts) -> bool:
    """A lesson for every case."""
    return True


@dataclass(frozen=True, slots=True)
class Lesson:
    """`meaning` is one or two sentences; `step` gives a clause that begins small and has no full stop.

    `applies` says in which case it is the right one; of an error's lessons the first that applies is told. `kind` is
    there where the error is of another kind in this case than its name says.
    """

    meaning: str
    mender: Mender
    step: Callable[[Facts], str]
    applies: Callable[[Facts], bool] = always
    kind: ErrorKind | None = None


Lessons = dict[str, tuple[Lesson, ...]]
"""By librdkafka's names of the errors."""


def advice(text: str) -> Callable[[Facts], str]:
    """A next step that needs no facts."""
    return lambda _facts: text
