"""Keys spread over partitions in a thread of its own: somebody looks at it now and then, or stops it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence

from workbench.lab.keys import KeyBlock, KeysError
from workbench.partitioning.rules import Partitioner
from workbench.partitioning.spread import Spread, Tally
from workbench.records.errors import Unplaceable
from workbench.records.escape import escape

LOOKS = 0.2
"""Seconds between two spreads that can be seen while it runs."""

MOST_PLACED = 200_000
"""Keys that are kept with where they lie."""


class SpreadRun:
    """Counts the keys of `source` by blocks. Everything but `start`, `stop` and `join` is a value that never blocks.

    Raises ValueError for a count of partitions that is not spread over.
    """

    def __init__(self, source: Iterator[KeyBlock], partitioner: Partitioner, partitions: int) -> None:
        self._source = source
        self._tally = Tally(partitioner, partitions)
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="spread", daemon=True)
        self.spread: Spread = self._tally.look()
        """The latest; judged, and with the most frequent keys, once `done`."""
        self.progress = 0.0
        self.problem = ""
        """Why it ended before its source did, as a sentence."""
        self.done = False
        self.keys: Sequence[bytes] = ()
        """The distinct keys, once `done`."""
        self.placed: list[tuple[bytes, int]] = []
        """Keys and where they lie, for those that lie anywhere."""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End early; what was counted by then stands."""
        self._stopping = True

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; False if it has not come within `timeout` seconds."""
        self._thread.join(timeout)
        return self.done

    def _run(self) -> None:
        try:
            self._attempt(self._count)
            self._attempt(self._close)
            self._attempt(self._judge)
        finally:
            self.done = True

    def _attempt(self, part: Callable[[], None]) -> None:
        """A source or a partitioner from outside may fail in any way; the first failure is told."""
        try:
            part()
        except (KeysError, Unplaceable) as error:
            self.problem = self.problem or str(error)
        except Exception as error:
            why = escape(f"{type(error).__name__}: {error}")
            self.problem = self.problem or f"the keys cannot be spread: {why}"

    def _count(self) -> None:
        looked = time.monotonic()
        for block in self._source:
            if self._stopping:
                return
            self._tally.feed(block.keys)
            self._keep(block)
            self.progress = block.done
            if time.monotonic() - looked > LOOKS:
                self.spread, looked = self._tally.look(), time.monotonic()

    def _close(self) -> None:
        """Let go of the file or the consumer now, not when somebody forgets this."""
        if isinstance(self._source, Generator):
            self._source.close()

    def _judge(self) -> None:
        self.keys = tuple(self._tally.keys)
        self.spread = self._tally.spread()

    def _keep(self, block: KeyBlock) -> None:
        if block.landed is not None and len(self.placed) < MOST_PLACED:
            pairs = zip(block.keys, block.landed, strict=True)
            self.placed += [(key, partition) for key, partition in pairs if key is not None]
