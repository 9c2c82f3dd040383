"""What is known around a record: settings, limits, sizes, its partition's leader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.screens.test_detail import RECORD, REPORT
from tests.tui.still import DOWN, UP
from workbench.clusters.limits import TopicLimits
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings
from workbench.delivery.report import DeliveryReport
from workbench.delivery.teaching.facts import Facts
from workbench.delivery.worker import WorkerStatus
from workbench.lab.circumstances import facts_of, facts_of_topic
from workbench.records.record import ProducerRecord
from workbench.records.wire_size import batch_size, producer_size

PROFILE = ClusterProfile(
    "staging",
    "kafka:9092",
    {
        "message.max.bytes": "2000000",
        "delivery.timeout.ms": "5000",
        "sasl.username": "alice",
        "sasl.password": "secret",
    },
)
LIMITS = TopicLimits(_known={"orders": 1_048_588}, _in_sync={"orders": 2})
AROUND = facts_of_topic("orders", PROFILE, ProducerSettings(), UP, LIMITS)


def facts(report: DeliveryReport = REPORT) -> Facts:
    return facts_of(report, AROUND, UP, WorkerStatus())


def test_what_holds_for_every_record_of_a_topic() -> None:
    assert (
        Facts(
            topic="orders",
            partitions=12,
            topic_limit=1_048_588,
            min_in_sync=2,
            producer_limit=2_000_000,
            compression="none",
            timeout_ms=5_000,
            acks="all",
            idempotent=True,
            user="alice",
            cluster="staging",
        )
        == AROUND
    )


def test_no_secret_is_among_them() -> None:
    assert "secret" not in repr(AROUND)


def test_what_is_not_given_is_librdkafkas_default_and_what_is_not_known_is_none() -> None:
    plain = facts_of_topic("nowhere", ClusterProfile("kafka:9092", "kafka:9092"), ProducerSettings(), UP)
    assert (plain.timeout_ms, plain.producer_limit, plain.cluster) == (300_000, 1_000_000, "")
    assert (plain.partitions, plain.topic_limit, plain.min_in_sync, plain.user) == (None, None, None, None)


def test_why_the_cluster_is_down() -> None:
    assert facts_of_topic("orders", PROFILE, ProducerSettings(), DOWN).down == DOWN.why


def test_one_record_and_its_partition() -> None:
    known = facts()
    assert (known.partition, known.has_key, known.key_size) == (4, True, 7)
    assert (known.leader, known.leader_address, known.leaderless) == (2, "127.0.0.1:39092", False)
    assert (known.replicas, known.in_sync) == (3, 3)
    assert (known.handed_over, known.deadline) == (REPORT.time, REPORT.time + 5)
    assert (known.batch_size, known.producer_size) == (batch_size(RECORD), producer_size(RECORD))


def test_without_its_bytes_the_sizes_are_known_if_it_had_no_headers() -> None:
    plain = ProducerRecord("orders", b"k" * 7, b"v" * 13)
    kept = replace(REPORT, record=None, size=20)
    assert facts(kept).batch_size == batch_size(plain)
    assert facts(replace(kept, size=33)).batch_size is None


@pytest.mark.parametrize(
    ("states", "up"),
    [({}, None), ({"127.0.0.1:39092/2": "UP"}, True), ({"x:1/2": "TRY_CONNECT"}, False), ({"x:1/3": "UP"}, None)],
)
def test_whether_the_producer_is_connected_to_the_leader(states: dict[str, str], up: bool | None) -> None:
    assert facts_of(REPORT, AROUND, UP, WorkerStatus(broker_states=states)).leader_up is up


def test_the_metadata_connection_stands_in_where_the_producer_says_nothing() -> None:
    assert facts_of(REPORT, AROUND, replace(UP, brokers_up={2: False}), WorkerStatus()).leader_up is False


def test_a_partition_without_a_leader_and_one_that_is_not_there() -> None:
    offline = facts(replace(REPORT, topic="payments", partition=2))
    assert (offline.leaderless, offline.leader, offline.in_sync) == (True, None, 0)
    beyond = facts(replace(REPORT, partition=99))
    assert (beyond.leaderless, beyond.leader, beyond.partition) == (False, None, 99)
    assert facts(replace(REPORT, partition=None)).leader is None


@pytest.mark.parametrize(
    ("problem", "fatal"),
    [
        ("", ""),
        ("the producer cannot be opened: No such configuration property", ""),
        ("the producer cannot go on: _FENCED: Producer fenced: x; reconnect to open a new one", "_FENCED"),
    ],
)
def test_the_error_that_ended_the_producer(problem: str, fatal: str) -> None:
    assert facts_of(REPORT, AROUND, UP, WorkerStatus(problem=problem)).fatal == fatal


def test_no_time_limit_is_no_deadline() -> None:
    assert facts_of(REPORT, replace(AROUND, timeout_ms=0), UP, WorkerStatus()).deadline is None
