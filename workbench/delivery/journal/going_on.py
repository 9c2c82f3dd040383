"""What is left of a send to be handed over: from where in its input, and which records not again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.delivery.books import BooksError
from workbench.delivery.journal.checking import NOT_THERE, Window
from workbench.delivery.journal.left_over import is_left
from workbench.delivery.journal.lines import LineNumbers, Run, joined
from workbench.delivery.journal.origin import Kind, Origin, input_problem, of_file
from workbench.delivery.journal.rows import record_of
from workbench.delivery.journal.sends import Sent, SentRecord, find_send, records
from workbench.delivery.journal.store import reading
from workbench.delivery.journal.transacted import Transacted
from workbench.delivery.report import DeliveryState
from workbench.records.columns import InputPosition
from workbench.records.record import ProducerRecord

_NO_LINE = 2**62
"""After the last one of every file."""

_NOT_UNKNOWN = tuple(state for state in DeliveryState if state is not DeliveryState.UNKNOWN)


class NothingLeftError(BooksError):
    """All of a send is where it belongs, or was settled otherwise."""


@dataclass(frozen=True, slots=True)
class Rest:
    """To be sent under `origin`, which says which send it goes on with: these records, or, where they are None, the
    lines of its input from where it begins, without those that it leaves out (`lines.thinned`).
    """

    origin: Origin
    records: tuple[ProducerRecord, ...] | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be handed over of a send besides what never was, what was given up before it left, and what a look at
    its topic did not find: where there was no look, all whose fate is `unknown`; and all that `failed`. `changed`:
    also of a file that is not the same any more.
    """

    unknown: bool = True
    failed: bool = False
    changed: bool = False

    def takes(self, one: SentRecord) -> bool:
        """Whether a record, or a run of them, is to be handed over."""
        return is_left(one, unknown=self.unknown, failed=self.failed)


def go_on(path: Path, number: int, wish: Wish = Wish()) -> Rest:
    """What is left of a send. Blocks. Raises BooksError."""
    with reading(path) as connection:
        sent = find_send(connection, path, number)
        _check(sent, wish)
        if sent.resumed:
            return _retry(connection, sent, wish)
        if sent.transacted is Transacted.ABORTED:  # all of it, or nothing
            wish = replace(wish, unknown=True, failed=True)
        if sent.origin.kind is Kind.LINES:
            return Rest(_rest_of_lines(connection, sent, wish))
        if sent.origin.in_rows:
            return _rest_of_rows(connection, sent, wish)
        return _rest_of_record(connection, sent, wish)


def from_number(sent: Sent, number: int, not_again: Iterable[Run] = ()) -> Origin:
    """The origin of a send of lines, as of one that begins with this record and leaves out those of these runs."""
    origin, lines = sent.origin, LineNumbers(sent.origin)
    begins = _position(sent, number)
    before = (begins.line, lines.line(number))
    left_out = joined([before, *lines.ranges(not_again), *origin.left_out])
    return replace(origin, begins=begins, left_out=tuple(one for one in left_out if one[1] > begins.line))


def _position(sent: Sent, number: int) -> InputPosition:
    """Where a line at or before this record's begins, the nearest that is known."""
    places = ((sent.handed, sent.handed_at), (sent.known, sent.known_at), (sent.doubt, sent.doubt_at))
    for known, position in places:
        if position is not None and known is not None and number >= known:
            return position
    return sent.origin.begins


def _check(sent: Sent, wish: Wish) -> None:
    """Raises BooksError where nothing can be gone on with."""
    problem = ""
    if sent.alive:
        problem = "is still under way in another workbench"
    elif sent.resumed and not wish.failed:
        problem = f"was gone on with already: see send {sent.resumed:,}"
    elif sent.resumed and sent.retried:
        problem = f"was gone on with already, and what failed of it was tried again: see send {sent.retried:,}"
    elif sent.unbooked:
        problem = f"handed over {sent.unbooked:,} records that the journal could not write down"
    elif not sent.origin.is_whole:
        problem = "cannot be made again: what is in its records is left out of the journal"
    elif sent.uncounted and sent.doubt is not None and sent.there is None:
        problem = f"has {sent.uncounted:,} records that are only counted: which of them are unknown is lost"
    if problem:
        raise BooksError(f"send {sent.number:,} {problem}")


def _retry(connection: sqlite3.Connection, sent: Sent, wish: Wish) -> Rest:
    """What a broker refused of a send that was gone on with without it."""
    failed = tuple(
        one
        for one in records(connection, "record.send = ? AND record.state = ?", (sent.number, DeliveryState.FAILED))
        if not Wish(unknown=False).takes(one)
    )
    if not failed:
        raise NothingLeftError(f"of send {sent.number:,} nothing failed")
    if sent.origin.kind is not Kind.LINES:
        again = tuple(one.record for one in failed if one.record is not None for _ in range(one.count))
        return _retried(_rest(sent, again, Kind.AGAIN), sent)
    problem = input_problem(sent.origin, changed=wish.changed)
    if problem or sent.uncounted:
        raise BooksError(f"what failed of send {sent.number:,} cannot be sent: {problem or 'some are only counted'}")
    runs = joined((one.number, one.number + one.count) for one in failed)
    origin = from_number(sent, runs[0][0], _without([(runs[0][0], sent.handed)], runs))
    end = (LineNumbers(sent.origin).line(sent.handed), _NO_LINE)
    assert origin.path is not None
    path, size, modified = of_file(origin.path)
    left_out = joined([*origin.left_out, end])
    return _retried(Rest(replace(origin, path=path, size=size, modified=modified, left_out=left_out)), sent)


def _retried(rest: Rest, sent: Sent) -> Rest:
    return replace(rest, origin=replace(rest.origin, resumes=None, retries=sent.number))


def _rest_of_lines(connection: sqlite3.Connection, sent: Sent, wish: Wish) -> Origin:
    problem = input_problem(sent.origin, changed=wish.changed)
    if sent.origin.path is None or problem:
        raise BooksError(f"send {sent.number:,} cannot be gone on with: {problem}")
    number, not_again = _from_where(connection, sent, unknown=wish.unknown)
    number, not_again = _with_failed(connection, sent, number, not_again, wish)
    if sent.complete and number + sum(stop - first for first, stop in not_again) == sent.handed:
        raise NothingLeftError(f"of send {sent.number:,} nothing is left")
    try:
        path, size, modified = of_file(sent.origin.path)
    except OSError:
        raise BooksError(f"send {sent.number:,} cannot be gone on with: {problem}") from None
    origin = from_number(sent, number, not_again)
    return replace(origin, path=path, size=size, modified=modified, resumes=sent.number)


def _from_where(connection: sqlite3.Connection, sent: Sent, *, unknown: bool) -> tuple[int, tuple[Run, ...]]:
    """The first record to be handed over, and the runs after it that are not to be."""
    if sent.there is not None and sent.doubt is not None:
        return sent.doubt, sent.there
    if not unknown:
        return sent.handed, ()
    window = Window.of(sent, records(connection, "record.send = ?", (sent.number,)))
    return window.first, tuple(window.runs(*_NOT_UNKNOWN))


def _with_failed(
    connection: sqlite3.Connection, sent: Sent, number: int, not_again: tuple[Run, ...], wish: Wish
) -> tuple[int, tuple[Run, ...]]:
    """The same, and those that failed: the wished ones."""
    known = records(connection, "record.send = ? AND record.state = ?", (sent.number, DeliveryState.FAILED))
    failed = joined((one.number, one.number + one.count) for one in known if wish.takes(one))
    if sent.uncounted and (wish.failed or failed):
        words = f"has {sent.uncounted:,} records that are only counted: which of them failed is lost"
        raise BooksError(f"send {sent.number:,} {words}")
    if not failed:
        return number, not_again
    first = min(number, failed[0][0])
    return first, tuple(_without(joined([(first, number), *not_again]), failed))


def _without(runs: Iterable[Run], others: Iterable[Run]) -> Iterator[Run]:
    """These runs but for the numbers that are in the others; both are in order."""
    taken = tuple(others)
    for low, high in runs:
        for first, stop in taken:
            if stop > low and first < high:
                if low < first:
                    yield low, first
                low = max(low, stop)
        if low < high:
            yield low, high


def _rest_of_rows(connection: sqlite3.Connection, sent: Sent, wish: Wish) -> Rest:
    kept = tuple(records(connection, "record.send = ? ORDER BY record.number", (sent.number,)))
    left = [one.record for one in kept if one.record is not None and wish.takes(one)]
    last = kept[-1].record if kept else None
    if last is not None and sent.origin.kind is Kind.RECORD:
        left += [last] * ((sent.origin.count or 1) - sent.handed)
    return _rest(sent, tuple(left), Kind.AGAIN)


def _rest_of_record(connection: sqlite3.Connection, sent: Sent, wish: Wish) -> Rest:
    row = connection.execute(
        "SELECT * FROM payload WHERE send = ? ORDER BY first DESC LIMIT 1", (sent.number,)
    ).fetchone()
    record = None if row is None else record_of(row)
    left = (sent.origin.count or 1) - sent.handed
    if sent.transacted is Transacted.ABORTED:
        return _rest(sent, () if record is None else (record,) * (sent.origin.count or 1), Kind.RECORD)
    if sent.there is not None and sent.doubt is not None:
        left += sent.handed - sent.doubt - sum(stop - first for first, stop in sent.there)
    elif wish.unknown:
        left += sent.totals.unknown
    known = records(connection, "record.send = ? AND record.state = ?", (sent.number, DeliveryState.FAILED))
    failed = (one for one in known if one.error is None or one.error.name != NOT_THERE.name)  # those are counted
    left += sum(one.count for one in failed if wish.takes(one))
    return _rest(sent, () if record is None else (record,) * left, Kind.RECORD)


def _rest(sent: Sent, left: tuple[ProducerRecord, ...], kind: Kind) -> Rest:
    if not left:
        raise NothingLeftError(f"of send {sent.number:,} nothing is left")
    return Rest(replace(sent.origin, kind=kind, count=len(left), resumes=sent.number), left)
