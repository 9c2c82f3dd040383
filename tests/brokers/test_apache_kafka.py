"""The real tier stands on its own feet before anything is tested on it."""

from __future__ import annotations

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import RealCluster
from tests.brokers.topics import metadata


@pytest.mark.kafka
def test_a_topic_has_the_partitions_asked_for_and_is_gone_afterwards(kafka: RealCluster) -> None:
    name = kafka.topic(partitions=7)
    assert len(metadata(kafka.bootstrap_servers, name).topics[name].partitions) == 7
    assert name in kcat.topics(kafka.bootstrap_servers)
    kafka.delete_topics()
    assert name not in kafka.names()
