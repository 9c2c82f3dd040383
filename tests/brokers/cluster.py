"""One face for every broker that a test may run on."""

from __future__ import annotations

import os
import signal
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.brokers import topics
from tests.brokers.apache_kafka import Running

if TYPE_CHECKING:
    from workbench.clusters.sandbox import Sandbox


class Cluster(Protocol):
    """A cluster with real protocol and real bytes, and fresh topics in it."""

    @property
    def bootstrap_servers(self) -> str:
        """What to give to `-b`."""

    def topic(self, partitions: int = 1) -> str:
        """The name of a new, empty topic with that many partitions."""

    def grow(self, topic: str, partitions: int) -> None:
        """Give a topic that many partitions, more than it has."""

    def remake(self, topic: str, partitions: int) -> None:
        """Delete a topic and make it anew, empty, with that many partitions."""

    def delete(self, topic: str) -> None:
        """Delete a topic; its name is free when this comes back."""

    def names(self) -> set[str]:
        """The topics there are, asked for in a way that creates none."""


class EmbeddedCluster:
    """librdkafka's mock cluster, in this process."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.bootstrap_servers = sandbox.bootstrap_servers
        self._sandbox = sandbox

    def topic(self, partitions: int = 1) -> str:
        name = unused_name()
        self._sandbox.create_topic(name, partitions)
        return name

    def grow(self, topic: str, partitions: int) -> None:
        """It is made anew, because librdkafka's mock cluster cannot add a partition: its records are gone."""
        self.remake(topic, partitions)

    def remake(self, topic: str, partitions: int) -> None:
        self.delete(topic)
        self._sandbox.create_topic(topic, partitions)

    def delete(self, topic: str) -> None:
        self._sandbox.delete_topic(topic)

    def names(self) -> set[str]:
        return set(topics.metadata(self.bootstrap_servers).topics)


class RealCluster:
    """Apache Kafka, or whatever `WORKBENCH_TEST_BOOTSTRAP` names. `delete_topics` leaves it as it was found."""

    def __init__(self, running: Running) -> None:
        self.bootstrap_servers = running.bootstrap_servers
        self.ours = running.process is not None
        self._process = running.process
        self._made: list[str] = []

    def topic(self, partitions: int = 1) -> str:
        name = unused_name()
        topics.create(self.bootstrap_servers, name, partitions)
        self.delete_later(name)
        return name

    def grow(self, topic: str, partitions: int) -> None:
        topics.grow(self.bootstrap_servers, topic, partitions)

    def remake(self, topic: str, partitions: int) -> None:
        self.delete(topic)
        topics.create(self.bootstrap_servers, topic, partitions)
        self.delete_later(topic)

    def delete(self, topic: str) -> None:
        topics.delete(self.bootstrap_servers, [topic])
        self._made = [one for one in self._made if one != topic]

    def names(self) -> set[str]:
        return set(topics.metadata(self.bootstrap_servers).topics)

    @contextmanager
    def silent(self) -> Iterator[None]:
        """The broker takes connections and answers nothing, for as long as the block lasts."""
        if self._process is None:
            pytest.skip("a broker that is not ours cannot be stopped for a while")
        os.kill(self._process, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process, signal.SIGCONT)

    def delete_later(self, name: str) -> None:
        """Have a topic deleted after the test that was not made by `topic`."""
        self._made.append(name)

    def delete_topics(self) -> None:
        topics.delete(self.bootstrap_servers, self._made)
        self._made.clear()


def unused_name() -> str:
    """A topic name that no cluster holds."""
    return f"workbench-test-{uuid.uuid4().hex[:12]}"
