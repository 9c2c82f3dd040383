"""What a cluster says of itself: brokers, topics, partitions, leaders. Looking never creates a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

NO_SUCH_TOPIC = "UNKNOWN_TOPIC_OR_PART"
"""What a cluster answers of a topic that it has not (librdkafka's name of error 3)."""


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker as the cluster advertises it; `rack` is empty where it has none, or none is known yet."""

    id: int
    host: str
    port: int
    rack: str = ""


@dataclass(frozen=True, slots=True)
class Partition:
    """A partition; `leader` is a broker id, None while it has none."""

    id: int
    leader: int | None
    replicas: tuple[int, ...] = ()
    in_sync: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and its partitions, in the order of their ids."""

    name: str
    partitions: tuple[Partition, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """One answer of the cluster; topics by name, internal ones included.

    `failed` are the topics it named with an error in place of partitions, and that error's name.
    """

    cluster_id: str = ""
    brokers: tuple[Broker, ...] = ()
    topics: Mapping[str, Topic] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)

    def with_topic(self, name: str, answer: Metadata) -> Metadata:
        """The same with what another answer says of one topic; a topic that the answer has not is gone."""
        topics, failed = dict(self.topics), dict(self.failed)
        failed.pop(name, None)
        if name in answer.topics:
            topics[name] = answer.topics[name]
        else:
            topics.pop(name, None)
        if answer.failed.get(name, NO_SUCH_TOPIC) != NO_SUCH_TOPIC:
            failed[name] = answer.failed[name]
        return replace(self, topics=topics, failed=failed)

    def with_racks(self, racks: Mapping[int, str]) -> Metadata:
        """The same with each broker's rack, by broker id; one that is not named has none."""
        return replace(self, brokers=tuple(replace(one, rack=racks.get(one.id, "")) for one in self.brokers))
