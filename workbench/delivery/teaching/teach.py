"""An error explained: its kind, its meaning in plain words, who can mend it, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.delivery.error_kinds import ErrorKind, kind_of_error
from workbench.delivery.report import DeliveryError
from workbench.delivery.teaching import catalogue, connections, sizes
from workbench.delivery.teaching.facts import UNKNOWN, Facts
from workbench.delivery.teaching.fates import NEVER_SENT
from workbench.delivery.teaching.lesson import Mender


@dataclass(frozen=True, slots=True)
class Taught:
    """`meaning` is one or two whole sentences, `next_step` a clause that begins small and has no full stop.

    All of it is escaped, for a terminal as it is.
    """

    name: str
    kind: ErrorKind
    meaning: str
    mender: Mender
    next_step: str


def teach(error: DeliveryError, facts: Facts = UNKNOWN) -> Taught:
    """What there is to say about an error of a record around which these facts are known."""
    kind = kind_of_error(error.name, retriable=error.retriable)
    told = catalogue.lesson(_topic_of(error), error.message, kind, facts)
    taught = Taught(error.name, told.kind or kind, told.meaning, told.mender, told.step(facts))
    return _after(taught, facts) if error.name == "_FATAL" and facts.fatal in catalogue.LESSONS else taught


def _after(taught: Taught, facts: Facts) -> Taught:
    """A record that met a producer which could not go on any more: what stopped that, and what helps against it."""
    first = catalogue.lesson(facts.fatal, "", ErrorKind.FATAL, facts)
    meaning = f"The producer has taken no record since it met {facts.fatal}. {first.meaning}"
    return replace(taught, meaning=meaning, mender=first.mender, next_step=first.step(facts))


def _topic_of(error: DeliveryError) -> str:
    if error.message.endswith(NEVER_SENT):
        return connections.NEVER_LEFT
    return sizes.NO_ROOM if error.name == "_QUEUE_FULL" and not error.retriable else error.name
