"""The records of a send as its worker takes them: one record many times, or those of lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO
from select import select
from stat import S_ISREG
from typing import TYPE_CHECKING, TypeVar

from workbench.clusters.settings import ProducerSettings
from workbench.commands.given import STDIN, Given
from workbench.commands.lines import blocks, records
from workbench.commands.refused import Refused
from workbench.commands.serializing import code_of_record, waiting
from workbench.commands.warned import Warned
from workbench.compose import RecordTemplate, compose
from workbench.delivery.journal.lines import thinned
from workbench.lab.choosing import chosen
from workbench.records.columns import RecordColumns
from workbench.records.errors import InvalidRecord, Problem, RecordError
from workbench.records.escape import quoted
from workbench.records.record import ProducerRecord
from workbench.serialization.field import from_catalogue
from workbench.serialization.serializer import Find

if TYPE_CHECKING:
    from workbench.delivery.bulk import ColumnFeed
    from workbench.session import Session

_PART = 1_000

_Made = TypeVar("_Made")


def check(given: Given, settings: ProducerSettings, find: Find = from_catalogue) -> None:
    """Raises Refused for everything that is wrong whatever the cluster and the registry say.

    `find` raises Pending for the serializers that the registry has a part in.
    """
    rule = chosen(settings.partitioner)
    errors: tuple[RecordError, ...] = ()
    if given.lines is None:
        errors = compose(given.draft, partitioner=rule, partitions=None, serializers=find).errors
    else:
        try:
            RecordTemplate(given.draft, partitioner=rule, partitions=None, serializers=find)
        except InvalidRecord as error:
            errors = error.errors
    if known := tuple(error for error in errors if not error.is_pending):
        raise Refused(_sentences(known))


def feed(
    given: Given, session: Session, descriptor: int, room: Callable[[], bool], warned: Warned | None = None
) -> ColumnFeed:
    """The records, None where none can be had now; from each refresh on by the partitions that the topic has then.

    Waits for the schemas, and up to a second for the topic's partitions as they are now. Raises Refused where there
    are errors.
    """
    topic = given.draft.topic
    session.ready_for(given.draft)
    session.freshen(topic)
    if given.lines is not None:
        first = _template(given, session)
        now = following(session, topic, first, lambda: _made(given, session))
        warned = warned or Warned()
        warned.listen(given.draft, session.serializer)
        read = blocks(descriptor, readable(descriptor, room))
        made = records(read, given.lines, now, given.begins, warn=warned.take_line)
        return thinned(made, given.left_out) if given.left_out else made
    composed = session.compose(given.draft)
    if composed.record is None:
        raise _refused(given, session, composed.errors)
    if warned is not None:
        warned.take(given.draft, session.serializer)
    last = composed.record
    return repeated(
        following(session, topic, last, lambda: session.compose(given.draft).record or last), given.count, room
    )


def following(session: Session, topic: str, first: _Made, make: Callable[[], _Made]) -> Callable[[], _Made]:
    """What was made by the partitions that the topic has, made anew when they are more or fewer.

    Asking for it has the cluster asked as well. While it does not answer, or says there is no such topic, the last
    one holds: what becomes of its records is the broker's to say.
    """
    partitions, made = session.partitions(topic), first

    def now() -> _Made:
        nonlocal partitions, made
        session.look_at(topic)
        found = session.partitions(topic)
        if found not in (None, partitions):
            partitions, made = found, make()
        return made

    return now


def repeated(
    record_now: Callable[[], ProducerRecord], count: int, room: Callable[[], bool]
) -> Iterator[RecordColumns | None]:
    """A record `count` times, None while there is no room."""
    while count:
        if not room():
            yield None
            continue
        record, part = record_now(), min(count, _PART)
        keys, values, partitions = (record.key,) * part, (record.value,) * part, (record.partition,) * part
        yield RecordColumns(record.topic, keys, values, partitions, record.headers, record.timestamp)
        count -= part


def readable(descriptor: int, room: Callable[[], bool]) -> Callable[[], bool]:
    """Whether to read on now: the reports are written, and a pipe or a terminal has something."""
    if S_ISREG(os.fstat(descriptor).st_mode):
        return room
    return lambda: room() and bool(select([descriptor], [], [], 0)[0])


@contextmanager
def source(given: Given) -> Iterator[int]:
    """The file that lines are read from, by its descriptor; -1 where there are none. Raises Refused."""
    if given.lines is None:
        yield -1
    elif given.source == STDIN:
        yield 0
    else:
        with _opened(given.source) as file:
            if given.begins.offset:
                file.seek(given.begins.offset)
            yield file.fileno()


def _opened(source: str) -> FileIO:
    try:
        return FileIO(source)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise Refused(f"cannot read {quoted(source, 80)}: {cause}; nothing was sent") from None


def _template(given: Given, session: Session) -> RecordTemplate:
    """Raises Refused."""
    try:
        return _made(given, session, session.topic_problem(given.draft.topic))
    except InvalidRecord as error:
        raise _refused(given, session, error.errors) from None


def _made(given: Given, session: Session, topic_problem: Problem | None = None) -> RecordTemplate:
    return RecordTemplate(
        given.draft,
        partitioner=session.partitioner,
        partitions=session.partitions(given.draft.topic),
        topic_problem=topic_problem,
        serializers=session.serializer,
    )


def _refused(given: Given, session: Session, errors: tuple[RecordError, ...]) -> Refused:
    return Refused(_sentences(errors), code_of_record(given.draft, errors, waiting(session.serializers)))


def _sentences(errors: tuple[RecordError, ...]) -> str:
    return "; ".join([*map(str, errors), "nothing was sent"])
