"""How large a batch a topic takes: asked for in the background, looked at without waiting."""

from __future__ import annotations

import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from confluent_kafka.admin import AdminClient

SETTING = "max.message.bytes"
EVERY = 30.0
"""Seconds for which an answer, or that there is none, is not asked for again."""

WITHIN = 10.0


@dataclass(slots=True)
class TopicLimits:
    """`max.message.bytes` of the topics that somebody looks at. `ask` and `latest` never wait and are for any thread.

    A cluster that does not answer, as the embedded one, or forbids the question, leaves it unknown.
    """

    _wanted: set[str] = field(default_factory=set)
    _asked: dict[str, float] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)
    _open: dict[str, Future[Any]] = field(default_factory=dict)

    def latest(self, topic: str) -> int | None:
        """Bytes, as last heard of; None while that is not known."""
        return self._known.get(topic)

    def ask(self, topic: str) -> None:
        """Have it asked for, if what is known is older than half a minute."""
        if time.monotonic() - self._asked.get(topic, -EVERY) >= EVERY:
            self._wanted.add(topic)

    def serve(self, client: AdminClient) -> None:
        """Ask what is wanted, and take the answers that are there. Never waits; the client's thread does it."""
        for topic in [topic for topic, asked in self._open.items() if asked.done()]:
            self._take(topic, self._open.pop(topic))
        while self._wanted:
            topic = self._wanted.pop()
            self._asked[topic] = time.monotonic()
            self._open[topic] = ask(client, topic)

    def _take(self, topic: str, answer: Future[Any]) -> None:
        if answer.exception() is None and (found := answer.result().get(SETTING)) is not None:
            self._known[topic] = int(found.value)


def ask(client: AdminClient, topic: str) -> Future[Any]:
    """The topic's settings, to come."""
    from confluent_kafka.admin import ConfigResource

    resource = ConfigResource(ConfigResource.Type.TOPIC, topic)
    [answer] = client.describe_configs([resource], request_timeout=WITHIN).values()
    return answer
