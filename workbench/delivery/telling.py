"""What librdkafka tells of a producer apart from delivery reports: log lines, errors, statistics, throttling."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from workbench.delivery.set_up import SetUp
from workbench.librdkafka import events
from workbench.librdkafka.events import EventKind

if TYPE_CHECKING:
    from workbench.delivery.client_log import ClientLog

_WARNING = 4
"""syslog's level."""


class Telling:
    """The latest of each. Fed by the thread that polls, looked at from any. `lines` gets what a person may read."""

    def __init__(self, set_up: SetUp, lines: ClientLog | None) -> None:
        self.set_up = set_up
        self.fatal = ""
        self.fatal_code = 0
        self.statistics: bytes | None = None
        self.name = ""
        self._lines = lines

    def take(self, event: int, now: float) -> None:
        """One event that is no delivery."""
        kind = events.kind(event)
        if kind == EventKind.LOG:
            self._take_line(events.log_line(event), now)
        elif kind == EventKind.STATISTICS:
            self.statistics = events.statistics(event)
        elif kind == EventKind.ERROR:
            self._take_error(events.error(event))

    def throttled(self, broker: str, _number: int, milliseconds: int) -> None:
        """A broker holds this client back; librdkafka calls it while it is polled."""
        if self._lines is not None:
            self._lines.add(_WARNING, f"THROTTLE: {broker} holds this client back for {milliseconds:,} ms", time.time())

    def _take_line(self, line: events.LogLine, now: float) -> None:
        text = f"{line.facility} [{self.name}]: {line.text}"
        self.set_up.feed(text, now)
        if self._lines is not None:
            self._lines.add(line.level, text, time.time())

    def _take_error(self, error: events.ClientError) -> None:
        """A fatal error stays; others show in broker states and in the reports."""
        from workbench.librdkafka.library import error_name

        if error.fatal:
            self.fatal_code = error.code
            self.fatal = (
                f"the producer cannot go on: {error_name(error.code)}: {error.text}; reconnect to open a new one"
            )
