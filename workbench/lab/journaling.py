"""The journal of a session: what is written down of its sends, and what can be done about those left open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Protocol

from workbench.delivery.books import BooksError
from workbench.delivery.journal.late import LateBooks
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.settings import JournalSettings
from workbench.delivery.log import DeliveryLog
from workbench.records.draft import RecordDraft
from workbench.records.escape import quoted
from workbench.records.fetched import FetchedRecord

if TYPE_CHECKING:
    from workbench.clusters.profile import ClusterProfile
    from workbench.delivery.bulk import ColumnFeed
    from workbench.delivery.journal.checking import Reader, Remake, Tail
    from workbench.delivery.journal.going_on import Rest
    from workbench.delivery.journal.retention import Pruned
    from workbench.delivery.journal.sends import Sent
    from workbench.delivery.journal.settling import Checked

STILL = 0.5
"""Seconds in which nothing is appended to a topic that is still."""

LOOKS = 6
"""Looks at whether it is, at most."""

Where = Callable[[], tuple["ClusterProfile", str]]
"""The cluster, and the name of what places keys, as they are now."""


class Lines(Protocol):
    """Makes records of the lines of an input once more: those from where an origin begins, or its rest."""

    def __call__(self, of: Origin) -> ColumnFeed: ...

    def rest(self, of: Origin) -> ColumnFeed:
        """Raises BooksError."""


class Journaling:
    """`books` are for the worker, `lines` make what is left of a file. The origins are made at once; everything else
    blocks, and raises BooksError.
    """

    lines: Lines | None = None

    def __init__(self, settings: JournalSettings, log: DeliveryLog, where: Where) -> None:
        self.settings = settings
        self.books = LateBooks(settings, log)
        self._where = where

    def of_draft(self, draft: RecordDraft, count: int) -> Origin:
        """A composed record, so many times."""
        return self._origin(draft.topic, Kind.RECORD, count, draft)

    def of_again(self, topic: str, count: int) -> Origin:
        """Records that were handed over before."""
        return self._origin(topic, Kind.AGAIN, count)

    def _origin(self, topic: str, kind: Kind, count: int, draft: RecordDraft | None = None) -> Origin:
        profile, partitioner = self._where()
        return Origin(
            profile=profile.name,
            cluster=profile.bootstrap_servers,
            topic=topic,
            kind=kind,
            count=count,
            draft=draft,
            partitioner=partitioner,
            payloads=self.settings.payloads,
        )

    def open_sends(self) -> tuple[Sent, ...]:
        """Those of this profile about which a person has something to decide, the newest first."""
        from workbench.delivery.journal.recovery import open_sends

        name = self._where()[0].name
        return tuple(sent for sent in open_sends(self.settings.path) if sent.origin.profile == name)

    def check(
        self,
        number: int,
        config: Mapping[str, object],
        stopped: Event | None = None,
        remake: Remake | None = None,
        *,
        changed: bool = False,
    ) -> Checked:
        """Look for a send's unknown records on the broker. `config` is a client's (settings.admin_config).

        Raises ReadError too.
        """
        from workbench.delivery.journal.settling import check

        return check(self.settings.path, number, topic_reader(config, stopped), remake, changed=changed)

    def check_here(self, number: int, config: Mapping[str, object], stopped: Event | None) -> Checked:
        """The same, of a send to the cluster of this session."""
        self._expect_here(number)
        return self.check(number, config, stopped, self.lines)

    def go_on_here(self, number: int) -> Rest:
        """What is left of a send to the cluster of this session, whose bootstrap servers may be others by now."""
        self._expect_here(number)
        rest = self.go_on(number)
        return replace(rest, origin=replace(rest.origin, cluster=self._where()[0].bootstrap_servers))

    def lines_of(self, rest: Rest) -> ColumnFeed:
        """The records that are left of lines."""
        if self.lines is None:
            raise BooksError(f"it is of lines: workbench send -b {rest.origin.cluster} --resume {rest.origin.resumes}")
        return self.lines.rest(rest.origin)

    def _expect_here(self, number: int) -> None:
        """Raises BooksError where a send went to another cluster, or its keys would be placed by another rule now."""
        from workbench.delivery.journal.history import one_send

        origin, (profile, partitioner) = one_send(self.settings.path, number).origin, self._where()
        if origin.profile != profile.name:
            raise BooksError(f"send {number:,} went to {quoted(origin.profile, 80)}, not to {quoted(profile.name, 80)}")
        if origin.kind is Kind.LINES and origin.partitioner != partitioner:
            chosen = f"its keys were placed by {origin.partitioner}, not by {partitioner}"
            raise BooksError(f"of send {number:,} {chosen}; choose that partitioner in the settings (F2)")

    def go_on(self, number: int) -> Rest:
        """What is left of a send."""
        from workbench.delivery.journal.going_on import go_on

        return go_on(self.settings.path, number)

    def dismiss(self, number: int) -> None:
        """Leave a send as it is."""
        from workbench.delivery.journal.recovery import dismiss

        dismiss(self.settings.path, number)

    def prune(self) -> Pruned:
        """Let go of what is too old, or too much."""
        from workbench.delivery.journal.retention import prune

        return prune(self.settings.path, self.settings.days, self.settings.megabytes)


def wait_until_still(config: Mapping[str, object], topic: str, stopped: Event) -> None:
    """Wait until nothing is appended to a topic, or somebody else is at work there: what a killed producer had put on
    its way may arrive after it. Raises ReadError.
    """
    from workbench.clusters.reading import offsets_of

    before, _ = offsets_of(config, topic, None)
    for _ in range(LOOKS):
        if stopped.wait(STILL):
            return
        now, _ = offsets_of(config, topic, None)
        if now == before:
            return
        before = now


def topic_reader(config: Mapping[str, object], stopped: Event | None = None) -> Reader:
    """Reads a topic's tail for a look at it; it ends early once `stopped` is set, and then raises ReadError."""

    def read(wanted: Tail) -> Iterable[FetchedRecord]:
        from workbench.clusters.reading import ReadError
        from workbench.clusters.since import starts_since
        from workbench.clusters.tail import tail

        wait_until_still(config, wanted.topic, stopped or Event())
        starts = starts_since(config, wanted.topic, wanted.since, wanted.partitions)
        starts |= {one: offset for one, offset in wanted.offsets.items() if one in starts}
        yield from tail(config, wanted.topic, starts, stopped, committed=wanted.committed)
        if stopped is not None and stopped.is_set():
            raise ReadError("the look at the topic was stopped")

    return read
