"""What a topic asks of its batches and replicas: asked for in the background, looked at without waiting."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from confluent_kafka.admin import AdminClient

SETTING = "max.message.bytes"
IN_SYNC = "min.insync.replicas"
EVERY = 30.0
"""Seconds for which an answer, or that there is none, is not asked for again."""

WITHIN = 10.0


@dataclass(slots=True)
class TopicLimits:
    """`max.message.bytes` and `min.insync.replicas` of the topics that somebody looks at.

    All of it is for any thread, and nothing but `wait` waits. A cluster that does not answer, as the embedded one, or
    forbids the question, leaves them unknown.
    """

    _wanted: set[str] = field(default_factory=set)
    _asked: dict[str, float] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)
    _in_sync: dict[str, int] = field(default_factory=dict)
    _open: dict[str, Future[Any]] = field(default_factory=dict)
    _heard: threading.Condition = field(default_factory=threading.Condition)

    def latest(self, topic: str) -> int | None:
        """Bytes, as last heard of; None while that is not known."""
        return self._known.get(topic)

    def least_in_sync(self, topic: str) -> int | None:
        """How many replicas have to be in sync for acks=all, as last heard of; None while that is not known."""
        return self._in_sync.get(topic)

    def answered(self, topic: str) -> bool:
        """Whether there is an answer, or will be none for a while."""
        return topic in self._asked and topic not in self._wanted and topic not in self._open

    def ask(self, topic: str) -> None:
        """Have it asked for, if what is known is older than half a minute."""
        if time.monotonic() - self._asked.get(topic, -EVERY) >= EVERY:
            self._wanted.add(topic)

    def wait(self, topic: str, seconds: float) -> bool:
        """Ask, and block until there is an answer or none is to be expected; False where the time is up first."""
        self.ask(topic)
        with self._heard:
            return self._heard.wait_for(lambda: self.answered(topic), seconds)

    def serve(self, client: AdminClient) -> None:
        """Ask what is wanted, and take the answers that are there. Never waits; the client's thread does it."""
        for topic in [topic for topic, asked in self._open.items() if asked.done()]:
            self._take(topic, self._open[topic])
            with self._heard:
                del self._open[topic]
                self._heard.notify_all()
        while self._wanted:
            topic = self._wanted.pop()
            self._open[topic] = ask(client, topic)
            self._asked[topic] = time.monotonic()

    def _take(self, topic: str, answer: Future[Any]) -> None:
        if answer.exception() is not None:
            return
        for setting, known in ((SETTING, self._known), (IN_SYNC, self._in_sync)):
            if (found := answer.result().get(setting)) is not None:
                known[topic] = int(found.value)


def ask(client: AdminClient, topic: str) -> Future[Any]:
    """The topic's settings, to come."""
    from confluent_kafka.admin import ConfigResource

    resource = ConfigResource(ConfigResource.Type.TOPIC, topic)
    [answer] = client.describe_configs([resource], request_timeout=WITHIN).values()
    return answer
