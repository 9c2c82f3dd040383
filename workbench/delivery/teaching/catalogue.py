"""Every error that has words of its own, and what is said of the others."""

from __future__ import annotations

from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.teaching import connections, contents, permissions, producers, sizes, topics
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.teaching.lesson import Lesson, Lessons, Mender, advice
from workbench.delivery.teaching.words import outside

LESSONS: Lessons = {
    **sizes.LESSONS,
    **topics.LESSONS,
    **connections.LESSONS,
    **contents.LESSONS,
    **permissions.LESSONS,
    **producers.LESSONS,
}

_MENDERS = {
    ErrorKind.RETRIABLE: Mender.CLUSTER,
    ErrorKind.PERMANENT: Mender.RECORD,
    ErrorKind.FATAL: Mender.PRODUCER,
}
_STEPS = {
    ErrorKind.RETRIABLE: "send it again",
    ErrorKind.PERMANENT: "send it again only after something has changed: the record, a setting, a right",
    ErrorKind.FATAL: "reconnect, which opens a new producer, then send it again",
}
_WHERE = ("Local: ", "Broker: ")


def lesson(name: str, message: str, kind: ErrorKind, facts: Facts) -> Lesson:
    """What is said of an error in this case; `message` is librdkafka's or the broker's own text."""
    for one in LESSONS.get(name, ()):
        if one.applies(facts):
            return one
    return Lesson(_sentence(name, message), _MENDERS[kind], advice(_STEPS[kind]))


def _sentence(name: str, message: str) -> str:
    """librdkafka's words as a sentence, or the name where there are none."""
    for where in _WHERE:
        message = message.removeprefix(where)
    said = outside(message).rstrip(".;:, ")
    if not said:
        return f"librdkafka calls this {outside(name) or 'an error'} and says no more."
    return f"{said[0].upper()}{said[1:]}."
