"""What is known around a record whose fate is explained: its sizes, its topic, its partition's leader, the settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbench.clusters.broker_states import broker_id
from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.limits import TopicLimits
from workbench.clusters.metadata import Metadata, Partition, Topic
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import DEFAULT_TIMEOUT_MS, ProducerSettings
from workbench.delivery.report import DeliveryReport
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.worker import WorkerStatus
from workbench.records.record import ProducerRecord
from workbench.records.wire_size import PRODUCER_LIMIT, batch_size, producer_size

_CANNOT_GO_ON = re.compile(r"the producer cannot go on: (?P<name>_?[A-Z][A-Z_]+): ")
_CONNECTED = frozenset({"UP", "REAUTH"})
_TIMEOUTS = ("message.timeout.ms", "delivery.timeout.ms")


def facts_of_topic(
    topic: str,
    profile: ClusterProfile,
    settings: ProducerSettings,
    status: ConnectionStatus,
    limits: TopicLimits | None = None,
) -> Facts:
    """What is known of a topic and of every record that goes there; `limits` None: the cluster has no such settings."""
    given = profile.properties
    known = status.metadata.topics.get(topic)
    return Facts(
        topic=topic,
        partitions=None if known is None else len(known.partitions),
        topic_limit=None if limits is None else limits.latest(topic),
        min_in_sync=None if limits is None else limits.least_in_sync(topic),
        producer_limit=_whole(given, "message.max.bytes", PRODUCER_LIMIT),
        compression=settings.compression,
        timeout_ms=_whole(given, *_TIMEOUTS, DEFAULT_TIMEOUT_MS),
        acks=settings.acks,
        idempotent=settings.idempotent,
        transactional_id=given.get("transactional.id"),
        user=given.get("sasl.username"),
        down=status.why if status.state is ConnectionState.DOWN else "",
        cluster=profile.name if profile.name != profile.bootstrap_servers else "",
    )


def facts_of(report: DeliveryReport, around: Facts, status: ConnectionStatus, producer: WorkerStatus) -> Facts:
    """The same with what is known of one record, of its partition and of the producer."""
    partition = _partition(status.metadata.topics.get(report.topic), report.partition)
    return replace(
        around,
        partition=report.partition,
        key_size=report.key_size,
        has_key=report.key is not None,
        handed_over=report.time,
        deadline=report.time + around.timeout_ms / 1000 if around.timeout_ms else None,
        **_sizes(report),
        fatal=_fatal(producer),
        **({} if partition is None else _replicas(partition, status, producer.broker_states)),
    )


def _fatal(producer: WorkerStatus) -> str:
    """The name of the error after which it cannot go on, as its own sentence has it."""
    found = _CANNOT_GO_ON.match(producer.problem)
    return found["name"] if found else ""


def _replicas(partition: Partition, status: ConnectionStatus, states: Mapping[str, str]) -> dict[str, Any]:
    leader = partition.leader
    up = {broker_id(name): state in _CONNECTED for name, state in states.items()}
    return {
        "replicas": len(partition.replicas) or None,
        "in_sync": len(partition.in_sync) if partition.replicas else None,
        "leader": leader,
        "leaderless": leader is None,
        "leader_address": "" if leader is None else _address(status.metadata, leader),
        "leader_up": None if leader is None else up.get(leader, status.brokers_up.get(leader)),
    }


def _sizes(report: DeliveryReport) -> dict[str, Any]:
    """The record's sizes as limits count them; none where its headers are not known any more."""
    record = report.record
    if record is None:
        if report.size != report.key_size + report.value_size:
            return {}
        record = ProducerRecord(report.topic, bytes(report.key_size), bytes(report.value_size))
    return {"batch_size": batch_size(record), "producer_size": producer_size(record)}


def _partition(topic: Topic | None, number: int | None) -> Partition | None:
    if topic is None or number is None:
        return None
    return next((one for one in topic.partitions if one.id == number), None)


def _address(metadata: Metadata, broker: int) -> str:
    return next((f"{one.host}:{one.port}" for one in metadata.brokers if one.id == broker), "")


def _whole(given: Mapping[str, str], *names: str | int) -> int:
    """The property by any of its names, the last argument where it is not given or no number."""
    *several, default = names
    found = [given[str(name)] for name in several if name in given]
    return int(found[-1]) if found and found[-1].isdecimal() else int(default)
