"""Sending columns: the way of records in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from workbench.delivery.batch import Batch
from workbench.delivery.sending import Sending
from workbench.records.columns import InputPosition, RecordColumns

if TYPE_CHECKING:
    from workbench.delivery.journal.origin import Origin

ColumnFeed = Iterable[RecordColumns | None]
"""As `Feed`, in columns: None means "nothing yet", and it must not wait for anything itself."""

MOST = 2048
"""Records that are taken at once, at most: what a command may have to wait for, a millisecond or two."""


class Brake(Protocol):
    """Holds a feed back between two batches, which are of `most` records then."""

    most: int

    def is_off(self) -> bool:
        """Whether records may be taken now. What it raises ends the feed, as if the feed had raised it."""
        ...


class BulkSending(Sending):
    """A `Sending` whose feed gives columns."""

    def __init__(self, feed: ColumnFeed, origin: Origin | None = None, brake: Brake | None = None) -> None:
        super().__init__((), origin)
        self._brake = brake
        self._parts: Iterator[RecordColumns | None] = iter(feed)
        self._columns: RecordColumns | None = None
        self._position = 0

    @property
    def begins(self) -> InputPosition | None:
        """Where the columns that the last batch was taken from begin in their input."""
        return None if self._columns is None else self._columns.begins

    def batch(self, room: int) -> Batch | None:
        """The next records, `room` at most. None means "nothing yet", or that there are no more."""
        if self._brake is not None:
            room = self._braked(min(room, self._brake.most))
        if room and (self._columns is None or self._position == len(self._columns)):
            self._columns, self._position = self._next_columns(), 0
        if not self._columns or not room:
            return None
        start = self._position
        self._position = min(len(self._columns), start + min(room, MOST))
        return Batch.of(self._columns, start, self._position)

    def _braked(self, room: int) -> int:
        """How many records may be taken now."""
        assert self._brake is not None
        try:
            return room if self._brake.is_off() else 0
        except Exception as error:
            self.error, self.stopped, self.more = error, True, False
            return 0

    def _next_columns(self) -> RecordColumns | None:
        try:
            return next(self._parts)
        except StopIteration:
            self.more = False
        except Exception as error:
            self.error, self.stopped, self.more = error, True, False
        return None
