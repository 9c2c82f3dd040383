"""What can be asked of the cluster that a session is connected to."""

from __future__ import annotations

import difflib
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.clusters.connection import ClusterConnection, ConnectionState, ConnectionStatus
from workbench.clusters.profile import ClusterProfile
from workbench.records.errors import Problem

if TYPE_CHECKING:
    from workbench.clusters.metadata import Topic
    from workbench.clusters.offsets import Offsets

STARTING = ConnectionStatus(ConnectionState.CONNECTING)


class Connected:
    """Answers at once, from the last values that the connection's thread published, where nothing else is said."""

    profile: ClusterProfile
    connection: ClusterConnection | None

    @property
    def status(self) -> ConnectionStatus:
        """The cluster as last heard of."""
        return STARTING if self.connection is None else self.connection.status

    def topic(self, name: str) -> Topic | None:
        """The topic as last heard of; None where there is none of that name, or no answer yet."""
        return self.status.metadata.topics.get(name)

    def partitions(self, name: str) -> int | None:
        """The topic's partition count, None while it is not known."""
        topic = self.topic(name)
        return None if topic is None else len(topic.partitions)

    def is_fresh(self, topic: str) -> bool:
        """Whether the topic's partitions are what the cluster has now, or nobody can be asked for them."""
        return self._asked is None or self._asked.is_fresh(topic)

    def look_at(self, topic: str) -> None:
        """Have the cluster asked about a topic that somebody looks at; the answer comes into `status`."""
        if self._asked is not None:
            self._asked.look_at(topic)

    def freshen(self, topic: str, within: float = 1.0) -> bool:
        """Block until the topic's partitions are what the cluster has now; False where no answer came in time."""
        connection, called = self._asked, time.monotonic()
        if connection is None or connection.is_fresh(topic):
            return True
        connection.fresh_topic(topic, within)
        return connection.status.asked_for(topic) >= called

    def freshen_all(self, within: float = 1.0) -> None:
        """Block until all topics are what the cluster has now, or the time is up."""
        if self._asked is not None:
            self._asked.fresh(within)

    @property
    def _asked(self) -> ClusterConnection | None:
        """The connection while a question would be answered."""
        return self.connection if self.status.state is ConnectionState.UP else None

    def offsets(self, topic: str) -> Mapping[int, Offsets]:
        """The offsets of the topic's partitions as last heard of; a partition that is not there is not known."""
        return {} if self.connection is None else self.connection.offsets.latest(topic)

    def ask_offsets(self, topic: str) -> None:
        """Have the topic's offsets asked for, without waiting; not more often than once a second."""
        known = self.topic(topic)
        if self._asked is not None and known is not None:
            self._asked.offsets.ask(known)

    def topic_limit(self, topic: str) -> int | None:
        """How many bytes a batch of the topic may have, as last heard of; None while that is not known. Asks for it."""
        if self.connection is None or self.profile.embedded or self.topic(topic) is None:
            return None  # the embedded cluster has no such setting, and does not answer
        self.connection.limits.ask(topic)
        return self.connection.limits.latest(topic)

    def topic_problem(self, name: str) -> Problem | None:
        """Why no record can go to `name` on this cluster now; None if one can."""
        status = self.status
        if name in status.metadata.topics:
            return None
        if status.state is ConnectionState.CONNECTING:
            return Problem("the cluster has not answered yet", "a moment's patience, then a topic of the cluster")
        if status.state is ConnectionState.DOWN:
            return Problem("the cluster is down, so the topic's partitions are not known", "reconnect, then send again")
        if name in status.metadata.failed:
            return Problem(
                f"the cluster answers {status.metadata.failed[name]} for this topic", "a topic that can be used"
            )
        near = difflib.get_close_matches(name, status.metadata.topics, n=3, cutoff=0.5)
        known = near or sorted(topic for topic in status.metadata.topics if not topic.startswith("__"))[:3]
        return Problem("there is no such topic on this cluster", ", ".join(known) or "create it first")
