"""When a connection asks its cluster next, how long it waits for the answer, and when it gives a verdict."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.clusters.broker_states import BrokerStates

VERDICT_SECONDS = 4.5
"""The first verdict is due this long after the start, and an answer this long after it was asked for."""

REFRESH_SECONDS = 10.0
"""Metadata is asked for anew this often while the cluster is up, less often where an answer takes long to read."""

GRACE_SECONDS = 1.0
"""All brokers failing this long is a verdict: a name with several addresses has the next one tried in between."""

NEW_START_SECONDS = 30.0
"""A client without an answer for this long is replaced."""

AGAIN_SECONDS = 1.0
"""All topics are asked for at most this often for a name that the cluster has not."""

POLL_SECONDS = 0.05
_RETRY_SECONDS = 1.0
_NOTICE_SECONDS = 1.0
_REFRESH_SHARE = 50


class Turns:
    """The times of one client's questions for all topics. `up` is whether the cluster is."""

    def __init__(self, start: float) -> None:
        self._start = start
        self._born = time.monotonic()
        self._answered = 0.0
        self._last = 0.0
        self._took = 0.0
        self._connections = (False, False)

    def fruitless(self, *, down: bool) -> bool:
        """Whether this client has been without an answer for long."""
        return down and time.monotonic() - max(self._born, self._answered) > NEW_START_SECONDS

    def late(self, *, failing: bool) -> bool:
        """Whether the first verdict is due, which comes sooner while every broker fails."""
        return time.monotonic() - self._start >= (GRACE_SECONDS if failing else VERDICT_SECONDS)

    def due(self, brokers: BrokerStates, wanted: float, *, up: bool) -> bool:
        """Whether to ask now: at once when somebody wants to know or a connection came, else in its time."""
        connections = (brokers.connected, any(brokers.up.values()))
        news, self._connections = connections > self._connections, connections
        rest = time.monotonic() - self._last
        if wanted > self._last or (news and not up):
            return True
        if up:
            return rest >= (self._seldom(REFRESH_SECONDS) if brokers.connected else _NOTICE_SECONDS)
        return rest >= _RETRY_SECONDS

    def again(self) -> bool:
        """Whether the last question was long enough ago to ask for a topic that nobody has heard of."""
        return time.monotonic() - self._last >= self._seldom(AGAIN_SECONDS)

    def patience(self, *, connected: bool, up: bool, connecting: bool) -> float:
        """Seconds to wait for the answer; without a connection only as long as one may come back in."""
        if not connected:
            return _NOTICE_SECONDS if up else POLL_SECONDS
        if connecting:
            return max(POLL_SECONDS, self._start + VERDICT_SECONDS - time.monotonic())
        return VERDICT_SECONDS

    def asked(self, at: float, until: float, *, answered: bool) -> None:
        """Notes a question, how long it took, and whether there was an answer."""
        self._last, self._took = at, until - at
        if answered:
            self._answered = until

    def _seldom(self, seconds: float) -> float:
        """These seconds, and more where an answer takes long to read."""
        return max(seconds, _REFRESH_SHARE * self._took)
