"""The real app on its embedded cluster, told to send as fast as it goes: run in a terminal by `bench_interface`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from textual import events

from workbench.clusters.connection import ConnectionState
from workbench.clusters.profile import ClusterProfile
from workbench.commands.tui import SANDBOX_DRAFT
from workbench.records.record import ProducerRecord
from workbench.session import Session
from workbench.tui.app import WorkbenchApp

VALUE = b"x" * 184


class FastApp(WorkbenchApp):
    """Notes when each key arrives at the app and when the last report was in."""

    def __init__(self, session: Session, out: Path, count: int) -> None:
        super().__init__(session, SANDBOX_DRAFT)
        self.out = out
        self.count = count
        self.keys: list[float] = []
        self.began = 0.0

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(0.02, self._look)

    async def on_event(self, event: events.Event) -> None:
        await super().on_event(event)
        if isinstance(event, events.Key):
            self.keys.append(time.perf_counter())

    def _look(self) -> None:
        if not self.began and self.session.status.state is ConnectionState.UP:
            self.began = time.perf_counter()
            self.session.send_records(islice(records(), self.count))
        elif self.began and self.session.log.totals.delivered == self.count:
            seconds = time.perf_counter() - self.began
            self.out.write_text(json.dumps({"keys": self.keys, "began": self.began, "seconds": seconds}))
            self.exit()


def records() -> Iterator[ProducerRecord]:
    """Records with distinct keys and a value of 184 bytes, spread over all partitions."""
    number = 0
    while True:
        yield ProducerRecord("orders", b"user-%d" % number, VALUE, (), number % 12)
        number += 1


if __name__ == "__main__":
    session = Session(ClusterProfile("sandbox", embedded=True))
    try:
        FastApp(session, Path(sys.argv[1]), int(sys.argv[2])).run()
    finally:
        session.close()
