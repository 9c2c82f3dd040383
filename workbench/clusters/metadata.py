"""What a cluster says of itself: brokers, topics, partitions, leaders. Looking never creates a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker as the cluster advertises it."""

    id: int
    host: str
    port: int


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
