"""The producer in use, and those before it that still have answers to get."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.delivery.producer import OpenProducer


class Producers:
    """`current` takes records, None where it could not be opened. All is done in the worker's thread, but `wake`."""

    def __init__(self) -> None:
        self.current: OpenProducer | None = None
        self.retired: list[OpenProducer] = []

    @property
    def all(self) -> list[OpenProducer]:
        """The retired ones first."""
        return self.retired if self.current is None else [*self.retired, self.current]

    @property
    def in_flight(self) -> int:
        """Records without a report, of all of them."""
        return sum(producer.in_flight for producer in self.all)

    @property
    def unasked(self) -> int:
        """Records that nobody asks about and that may not have left."""
        return sum(producer.in_flight for producer in self.all if not producer.asked)

    def retire(self) -> None:
        """The current one takes no more records; it reports what it has."""
        if self.current is not None:
            self.retired.append(self.current)
            self.current = None

    def poll(self, seconds: float) -> None:
        """Serve what librdkafka has to tell; the last producer is waited for. A retired one that is empty is let go."""
        producers = self.all
        for producer in producers:
            producer.poll(seconds if producer is producers[-1] else 0)
        for producer in [one for one in self.retired if not one.in_flight]:
            self.retired.remove(producer)
            threading.Thread(target=producer.release, name="producer-release", daemon=True).start()

    def wake(self) -> None:
        """A poll that waits comes back. From any thread."""
        current = self.current
        if current is not None:
            current.wake()

    def purge(self) -> None:
        """Have every record reported now."""
        for producer in self.all:
            producer.purge()

    def release(self) -> None:
        """Destroy them all."""
        for producer in self.all:
            producer.release()
