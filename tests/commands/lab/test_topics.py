"""The partition counts of a cluster's topics, and what is said where there are none."""

from __future__ import annotations

import socket

import pytest

from tests.brokers.cluster import EmbeddedCluster
from workbench.clusters.profile import ClusterProfile
from workbench.commands.lab.topics import partition_counts
from workbench.commands.refused import Refused


def test_the_counts_of_topics(embedded: EmbeddedCluster) -> None:
    profile = ClusterProfile.of(embedded.bootstrap_servers)
    names = [embedded.topic(3), embedded.topic(7)]
    assert partition_counts(profile, names) == dict(zip(names, (3, 7), strict=True))


def test_a_topic_that_is_not_there_is_refused_with_the_nearest_and_not_made(embedded: EmbeddedCluster) -> None:
    profile, name = ClusterProfile.of(embedded.bootstrap_servers), embedded.topic(2)
    for _ in range(2):
        with pytest.raises(Refused, match=f"there is no topic '{name}x' on this cluster; valid: .*{name}") as refused:
            partition_counts(profile, [f"{name}x"])
        assert refused.value.code == 2


def test_a_name_that_no_topic_can_have_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(Refused, match="-t: a topic's name cannot hold"):
        partition_counts(ClusterProfile.of("nowhere.invalid"), ["a b"])


def test_a_cluster_that_is_down_ends_with_3() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(Refused, match=f"cannot reach '127.0.0.1:{port}': .*refused") as refused:
        partition_counts(ClusterProfile.of(f"127.0.0.1:{port}"), ["orders"])
    assert refused.value.code == 3
