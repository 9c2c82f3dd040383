"""Whether a cluster can be reached, why not, and what it says of itself; kept up to date by a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.clusters.causes import silence
from workbench.clusters.metadata import Metadata
from workbench.clusters.properties import scrubbed

if TYPE_CHECKING:
    from workbench.clusters.broker_states import BrokerStates
    from workbench.clusters.client import MetadataClient

VERDICT_SECONDS = 4.5
"""The first verdict is due this long after the start, and an answer this long after it was asked for."""

REFRESH_SECONDS = 10.0
"""Metadata is asked for anew this often while the cluster is up, less often where an answer takes long to read."""

GRACE_SECONDS = 1.0
"""All brokers failing this long is a verdict: a name with several addresses has the next one tried in between."""

_POLL_SECONDS = 0.05
_RETRY_SECONDS = 1.0
_NOTICE_SECONDS = 1.0
_REFRESH_SHARE = 50
_NEW_START_SECONDS = 30.0


class ConnectionState(StrEnum):
    """Where a connection stands."""

    CONNECTING = "connecting"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class ConnectionStatus:
    """The latest that is known. `why` is the cause in words while DOWN, else empty.

    `metadata` is the last answer, kept while DOWN. `since` is when this state began and `asked` when the question
    that `metadata` answers was put, both seconds of the monotonic clock. `brokers_up` says of each advertised
    broker, by id, whether this client is connected to it.
    """

    state: ConnectionState
    why: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    since: float = 0.0
    asked: float = 0.0
    brokers_up: Mapping[int, bool] = field(default_factory=dict)


class ClusterConnection:
    """A thread that owns the metadata client of one cluster.

    `status` never blocks and is one immutable value after the other; look at it as often as you draw. It goes DOWN
    with a cause within 5 s of the start in any case, comes UP by itself, and never makes a topic.
    """

    def __init__(self, config: Mapping[str, object]) -> None:
        self._config = config
        self._status = ConnectionStatus(ConnectionState.CONNECTING, since=time.monotonic())
        self._changed = threading.Condition()
        self._wanted = 0.0
        self._unreachable = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="cluster-connection", daemon=True)

    def start(self) -> None:
        """Starts connecting; a second call does nothing."""
        if self._thread.ident is None and not self._closing:
            self._publish(replace(self._status, since=time.monotonic()))
            self._thread.start()

    @property
    def status(self) -> ConnectionStatus:
        """The latest status."""
        return self._status

    def refresh(self) -> None:
        """Asks for metadata (or, while down, for another try) without waiting for it."""
        self._wanted = time.monotonic()

    def wait(self, timeout: float | None = None) -> ConnectionStatus:
        """Blocks until the first verdict, or for `timeout` seconds."""
        return self.until(lambda status: status.state is not ConnectionState.CONNECTING, timeout)

    def fresh(self, timeout: float | None = None) -> ConnectionStatus:
        """Blocks until an answer to a question put after this call, or for `timeout` seconds."""
        self.refresh()
        called = self._wanted
        return self.until(lambda status: status.asked >= called, timeout)

    def until(self, holds: Callable[[ConnectionStatus], bool], timeout: float | None = None) -> ConnectionStatus:
        """Blocks until the status is so, for `timeout` seconds at most; returns the latest in any case."""
        with self._changed:
            self._changed.wait_for(lambda: holds(self._status) or self._over, timeout)
        return self._status

    def close(self, timeout: float = 1.0) -> None:
        """Ends the thread and its client, waiting for it up to `timeout` seconds; safe to repeat.

        A client in the middle of a question that nobody answers ends itself a few seconds later.
        """
        self._closing = True
        with self._changed:
            self._changed.notify_all()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    @property
    def _over(self) -> bool:
        return self._closing or not self._thread.is_alive()

    def _publish(self, new: ConnectionStatus) -> None:
        """Puts the next status in place; only the thread does, once it runs."""
        if new.state is not self._status.state:
            new = replace(new, since=time.monotonic())
        if new != self._status:
            with self._changed:
                self._status = new
                self._changed.notify_all()

    def _down(self, why: str) -> None:
        self._publish(replace(self._status, state=ConnectionState.DOWN, why=why))

    def _run(self) -> None:
        """The thread: client after client until closed. What ends it is told in the status, never on the screen."""
        from workbench.clusters.client import ClientError

        try:
            while not self._closing:
                self._serve()
        except ClientError as error:
            self._down(str(error))
        except Exception as error:
            why = f"the client gave up: {type(error).__name__}: {error}; connect again"
            self._down(scrubbed(why, self._config))

    def _serve(self) -> None:
        """One client's life: listens and asks in turns. After half a minute of silence the next one takes its place."""
        from workbench.clusters.client import MetadataClient

        turns = _Turns(self._status.since)
        with closing(MetadataClient(self._config)) as client:
            while not self._closing and not turns.fruitless(self._status.state):
                client.poll(_POLL_SECONDS)
                self._publish(replace(self._status, brokers_up=client.states.up))
                self._judge(client, turns)
                if turns.due(self._status.state, client.states, self._wanted):
                    self._ask(client, turns)

    def _judge(self, client: MetadataClient, turns: _Turns) -> None:
        """The verdict before any answer: every broker failed, or the time is up."""
        state, why = self._status.state, client.cause()
        self._unreachable = (self._unreachable or client.brokers_failed()) and state is not ConnectionState.UP
        failing = client.all_down and client.states.resting and bool(why)
        if state is ConnectionState.CONNECTING and turns.late(failing=failing):
            self._down(why or self._silence(client))
        elif state is ConnectionState.DOWN and why:
            self._down(why)

    def _ask(self, client: MetadataClient, turns: _Turns) -> None:
        asked = time.monotonic()
        metadata = client.metadata(turns.patience(self._status.state, client.states.connected))
        turns.asked(asked, time.monotonic(), answered=metadata is not None)
        client.poll(0)
        if metadata is not None:
            self._answered(client, metadata, asked)
        elif self._status.state is ConnectionState.UP:
            self._unreachable = client.brokers_failed()
            self._down(client.cause() or self._silence(client))

    def _answered(self, client: MetadataClient, metadata: Metadata, asked: float) -> None:
        """A bootstrap server that answers is not enough once every broker it advertised has failed."""
        new = replace(self._status, metadata=metadata, asked=asked)
        if not (new.state is ConnectionState.DOWN and self._unreachable) or client.reaches_brokers():
            new = replace(new, state=ConnectionState.UP, why="")
        self._publish(new)

    def _silence(self, client: MetadataClient) -> str:
        servers = str(self._config.get("bootstrap.servers", ""))
        return silence({**client.states.bootstrap, **client.states.states}, servers, VERDICT_SECONDS)


class _Turns:
    """When to ask next, and how long to wait for an answer."""

    def __init__(self, start: float) -> None:
        self._start = start
        self._born = time.monotonic()
        self._answered = 0.0
        self._last = 0.0
        self._took = 0.0
        self._connections = (False, False)

    def fruitless(self, state: ConnectionState) -> bool:
        """Whether this client has been without an answer for long."""
        return state is ConnectionState.DOWN and time.monotonic() - max(self._born, self._answered) > _NEW_START_SECONDS

    def late(self, *, failing: bool) -> bool:
        """Whether the first verdict is due, which comes sooner while every broker fails."""
        return time.monotonic() - self._start >= (GRACE_SECONDS if failing else VERDICT_SECONDS)

    def due(self, state: ConnectionState, brokers: BrokerStates, wanted: float) -> bool:
        """Whether to ask now: at once when somebody wants to know or a connection came, else in its time."""
        connections = (brokers.connected, any(brokers.up.values()))
        news, self._connections = connections > self._connections, connections
        connected, rest = brokers.connected, time.monotonic() - self._last
        if wanted > self._last or (news and state is not ConnectionState.UP):
            return True
        if state is ConnectionState.UP:
            return rest >= (max(REFRESH_SECONDS, _REFRESH_SHARE * self._took) if connected else _NOTICE_SECONDS)
        return rest >= _RETRY_SECONDS

    def patience(self, state: ConnectionState, connected: bool) -> float:
        """Seconds to wait for the answer; without a connection only as long as one may come back in."""
        if not connected:
            return _NOTICE_SECONDS if state is ConnectionState.UP else _POLL_SECONDS
        if state is ConnectionState.CONNECTING:
            return max(_POLL_SECONDS, self._start + VERDICT_SECONDS - time.monotonic())
        return VERDICT_SECONDS

    def asked(self, at: float, until: float, *, answered: bool) -> None:
        """Notes a question, how long it took, and whether there was an answer."""
        self._last, self._took = at, until - at
        if answered:
            self._answered = until
