"""Topics made and deleted by the admin client, for brokers that serve it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confluent_kafka.admin import AdminClient, ClusterMetadata

_SERVED_WITHIN = 30.0


def metadata(bootstrap_servers: str, topic: str | None = None, timeout: float = 10) -> ClusterMetadata:
    """What the cluster answers; asking for a topic creates none. Raises KafkaException when no answer comes in time."""
    return _admin(bootstrap_servers).list_topics(topic, timeout=timeout)


def create(bootstrap_servers: str, name: str, partitions: int, replicas: int = 1) -> None:
    """Make a topic and wait until every one of its partitions has a leader."""
    from confluent_kafka.admin import NewTopic

    admin = _admin(bootstrap_servers)
    admin.create_topics([NewTopic(name, partitions, replicas)])[name].result(timeout=30)
    until(
        lambda: _leaders(admin, name) == partitions,
        f"topic {name} has a leader for each of {partitions} partitions",
    )


def grow(bootstrap_servers: str, name: str, partitions: int) -> None:
    """Add partitions to a topic and wait until every one has a leader."""
    from confluent_kafka.admin import NewPartitions

    admin = _admin(bootstrap_servers)
    admin.create_partitions([NewPartitions(name, partitions)])[name].result(timeout=30)
    until(lambda: _leaders(admin, name) == partitions, f"topic {name} has a leader for each of {partitions} partitions")


def configure(bootstrap_servers: str, name: str, settings: dict[str, str]) -> None:
    """Give a topic settings of its own (`min.insync.replicas`), and wait until the broker has them."""
    from confluent_kafka.admin import AlterConfigOpType, ConfigEntry, ConfigResource

    admin, change = _admin(bootstrap_servers), AlterConfigOpType.SET
    entries = [ConfigEntry(one, value, incremental_operation=change) for one, value in settings.items()]
    resource = ConfigResource(ConfigResource.Type.TOPIC, name, incremental_configs=entries)
    admin.incremental_alter_configs([resource])[resource].result(timeout=30)

    def is_so() -> bool:
        held = admin.describe_configs([ConfigResource(ConfigResource.Type.TOPIC, name)])
        found = next(iter(held.values())).result(timeout=30)
        return all(found[one].value == value for one, value in settings.items())

    until(is_so, f"topic {name} has {settings}")


def delete(bootstrap_servers: str, names: list[str]) -> None:
    """Delete topics and wait until the cluster no longer names them."""
    if not names:
        return
    admin = _admin(bootstrap_servers)
    for answer in admin.delete_topics(names).values():
        answer.result(timeout=30)
    until(lambda: not set(names) & set(admin.list_topics(timeout=10).topics), f"{', '.join(names)} deleted")


def _leaders(admin: AdminClient, name: str) -> int:
    partitions = admin.list_topics(name, timeout=10).topics[name].partitions.values()
    return sum(partition.leader >= 0 for partition in partitions)


def until(holds: Callable[[], bool], what: str) -> None:
    """Ask again until it holds: every asking is a round trip to the cluster, so this does not spin."""
    end = time.monotonic() + _SERVED_WITHIN
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"still not so after {_SERVED_WITHIN:.0f} s: {what}")


def _admin(bootstrap_servers: str) -> AdminClient:
    from confluent_kafka.admin import AdminClient

    settings: dict[str, str | int | float | bool] = {
        "bootstrap.servers": bootstrap_servers,
        "allow.auto.create.topics": False,
        "reconnect.backoff.max.ms": 100,
        "log_level": 0,
    }
    return AdminClient(settings)
