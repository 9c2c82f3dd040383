"""Whether a cluster can be reached, why not, and what it says of itself; kept up to date by a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workbench.clusters import turns
from workbench.clusters.causes import silence
from workbench.clusters.limits import TopicLimits
from workbench.clusters.metadata import Metadata
from workbench.clusters.offsets import OffsetWatch
from workbench.clusters.properties import scrubbed
from workbench.clusters.turns import Turns

if TYPE_CHECKING:
    from workbench.clusters.client import MetadataClient
    from workbench.clusters.metadata import Topic

FRESH_SECONDS = 0.5
"""What is known of a topic counts as what the cluster has now for this long."""

ASIDE_SECONDS = 1.0
"""How long the thread waits for an answer about a single topic."""


class ConnectionState(StrEnum):
    """Where a connection stands."""

    CONNECTING = "connecting"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class ConnectionStatus:
    """The latest that is known. `why` is the cause in words while DOWN, else empty.

    `metadata` is the last answer, kept while DOWN. `since` is when this state began and `asked` when the question
    that `metadata` answers was put, both seconds of the monotonic clock; `topics_asked` is later than that for topics
    that were asked for by name. `brokers_up` says of each advertised broker, by id, whether this client is connected.
    """

    state: ConnectionState
    why: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    since: float = 0.0
    asked: float = 0.0
    brokers_up: Mapping[int, bool] = field(default_factory=dict)
    topics_asked: Mapping[str, float] = field(default_factory=dict)

    def asked_for(self, topic: str) -> float:
        """When the question was put that answers what is known of this topic, or that there is none."""
        return max(self.asked, self.topics_asked.get(topic, 0.0))

    def with_topic(self, name: str, answer: Metadata, asked: float) -> ConnectionStatus:
        """The same with what an answer to a question put at `asked` says of one topic, unless more recent is known."""
        if asked < self.asked_for(name):
            return self
        metadata = self.metadata.with_topic(name, answer)
        return replace(self, metadata=metadata, topics_asked={**self.topics_asked, name: asked})

    def with_metadata(self, answer: Metadata, asked: float) -> ConnectionStatus:
        """The same with an answer about all topics; of those asked for later, what is known stays."""
        later = {name: at for name, at in self.topics_asked.items() if at > asked}
        for name in later:
            answer = answer.with_topic(name, self.metadata)
        return replace(self, metadata=answer, asked=asked, topics_asked=later)


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
        self._topics_wanted: set[str] = set()
        self._all_wanted = False
        self._turns = Turns(self._status.since)
        self._client: MetadataClient | None = None
        self._unreachable = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="cluster-connection", daemon=True)
        self.offsets = OffsetWatch()
        self.limits = TopicLimits()

    def start(self) -> None:
        """Starts connecting; a second call does nothing."""
        if self._thread.ident is None and not self._closing:
            self._publish(since=time.monotonic())
            self._thread.start()

    @property
    def status(self) -> ConnectionStatus:
        """The latest status."""
        return self._status

    def refresh(self) -> None:
        """Asks for metadata (or, while down, for another try) without waiting for it."""
        self._wanted = time.monotonic()

    def look_at(self, topic: str) -> None:
        """Has a topic asked for without waiting for it, if what is known of it is older than a moment.

        For a name that the cluster has not, all topics are asked for; that may wait a second, more on a large cluster.
        """
        status = self._status
        if not topic or status.state is not ConnectionState.UP or self.is_fresh(topic):
            return
        if topic in status.metadata.topics:
            self._topics_wanted.add(topic)
        else:
            self._all_wanted = True

    def is_fresh(self, topic: str, seconds: float = FRESH_SECONDS) -> bool:
        """Whether what is known of a topic, or that there is none, is not older than that."""
        return time.monotonic() - self._status.asked_for(topic) <= seconds

    def fresh_topic(self, name: str, timeout: float) -> Topic | None:
        """Asks for one topic and blocks until the answer is in the status, for `timeout` seconds at most.

        The latest that is known of it then, None where there is no such topic; `is_fresh` tells whether an answer
        came. The question is put from the calling thread, so it waits for no other answer. One that the cluster was
        not heard to have is never asked for by name, which might make it: that takes the answer about all topics.
        """
        client, asked = self._client, time.monotonic()
        if self._status.state is not ConnectionState.UP or client is None:
            return self._status.metadata.topics.get(name)
        if name not in self._status.metadata.topics:
            return self.fresh(timeout).metadata.topics.get(name)
        self._take_topic(name, client.topic(name, timeout), asked)
        return self._status.metadata.topics.get(name)

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

    def _publish(self, **changes: Any) -> None:
        """Changes some fields of the status."""
        with self._changed:
            self._put(replace(self._status, **changes))

    def _put(self, new: ConnectionStatus) -> None:
        """Puts the next status in place, made of the present one while the lock is held."""
        if new.state is not self._status.state:
            new = replace(new, since=time.monotonic())
        if new != self._status:
            with self._changed:
                self._status = new
                self._changed.notify_all()

    def _take_topic(self, name: str, answer: Metadata | None, asked: float) -> None:
        if answer is not None:
            with self._changed:
                self._put(self._status.with_topic(name, answer, asked))

    def _down(self, why: str) -> None:
        self._publish(state=ConnectionState.DOWN, why=why)

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

        self._turns = Turns(self._status.since)
        with closing(MetadataClient(self._config)) as client:
            self._client = client
            while not self._closing and not self._turns.fruitless(down=self._is(ConnectionState.DOWN)):
                client.poll(turns.POLL_SECONDS)
                self._publish(brokers_up=client.states.up)
                self._judge(client)
                if self._turns.due(client.states, self._wanted, up=self._is(ConnectionState.UP)):
                    self._ask(client)
                if self._is(ConnectionState.UP):
                    self._ask_aside(client)

    def _is(self, state: ConnectionState) -> bool:
        return self._status.state is state

    def _judge(self, client: MetadataClient) -> None:
        """The verdict before any answer: every broker failed, or the time is up."""
        state, why = self._status.state, client.cause(worked=self._status.asked > 0)
        self._unreachable = (self._unreachable or client.brokers_failed()) and state is not ConnectionState.UP
        failing = client.all_down and client.states.resting and bool(why)
        if state is ConnectionState.CONNECTING and self._turns.late(failing=failing):
            self._down(why or self._silence(client))
        elif state is ConnectionState.DOWN and why:
            self._down(why)

    def _ask(self, client: MetadataClient) -> None:
        asked = time.monotonic()
        connected, state = client.states.connected, self._status.state
        up, connecting = state is ConnectionState.UP, state is ConnectionState.CONNECTING
        metadata = client.metadata(self._turns.patience(connected=connected, up=up, connecting=connecting))
        self._turns.asked(asked, time.monotonic(), answered=metadata is not None)
        client.poll(0)
        if metadata is not None:
            self._answered(client, metadata, asked)
        elif up:
            self._unreachable = client.brokers_failed()
            self._down(client.cause(worked=self._status.asked > 0) or self._silence(client))

    def _answered(self, client: MetadataClient, metadata: Metadata, asked: float) -> None:
        """A bootstrap server that answers is not enough once every broker it advertised has failed."""
        reached = not (self._is(ConnectionState.DOWN) and self._unreachable) or client.reaches_brokers()
        with self._changed:
            new = self._status.with_metadata(metadata.with_racks(client.known_racks), asked)
            self._put(replace(new, state=ConnectionState.UP, why="") if reached else new)

    def _ask_aside(self, client: MetadataClient) -> None:
        """What is asked for beside all topics: single ones, offsets, racks. An answer that does not come is no news."""
        if self._all_wanted and self._turns.again():
            self._all_wanted = False
            self.refresh()
        while self._topics_wanted:
            name, asked = self._topics_wanted.pop(), time.monotonic()
            self._take_topic(name, client.topic(name, ASIDE_SECONDS), asked)
        self.offsets.serve(client.ask_offsets)
        client.serve_limits(self.limits)
        brokers = self._status.metadata.brokers
        racks = client.racks(tuple(one.id for one in brokers))
        if any(one.rack != racks.get(one.id, "") for one in brokers):
            with self._changed:
                self._put(replace(self._status, metadata=self._status.metadata.with_racks(racks)))

    def _silence(self, client: MetadataClient) -> str:
        servers = str(self._config.get("bootstrap.servers", ""))
        return silence({**client.states.bootstrap, **client.states.states}, servers, turns.VERDICT_SECONDS)
