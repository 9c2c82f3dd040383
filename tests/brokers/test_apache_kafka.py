"""The real tier stands on its own feet before anything is tested on it."""

from __future__ import annotations

import pytest
from confluent_kafka.admin import AdminClient, ConfigResource

from tests.brokers import kcat
from tests.brokers.cluster import RealCluster, unused_name
from tests.brokers.topics import metadata, until


@pytest.mark.kafka
def test_a_topic_has_the_partitions_asked_for_and_is_gone_afterwards(kafka: RealCluster) -> None:
    name = kafka.topic(partitions=7)
    assert len(metadata(kafka.bootstrap_servers, name).topics[name].partitions) == 7
    assert name in kcat.topics(kafka.bootstrap_servers)
    kafka.delete_topics()
    assert name not in kafka.names()


@pytest.mark.kafka
def test_a_careless_look_creates_a_topic_here(kafka: RealCluster) -> None:
    """Or that ours creates none would prove nothing."""

    from confluent_kafka import Producer

    if not kafka.ours:
        pytest.skip("another cluster need not create topics by itself")
    name = unused_name()
    kafka.delete_later(name)
    Producer({"bootstrap.servers": kafka.bootstrap_servers}).list_topics(name, timeout=30)
    until(lambda: name in kafka.names(), f"topic {name} created by a look at it")


@pytest.mark.kafka
def test_records_with_an_old_timestamp_stay(kafka: RealCluster) -> None:
    """Kafka looks for old ones half a minute after its start, and every five minutes from then on."""
    if not kafka.ours:
        pytest.skip("another cluster has its own retention")
    admin = AdminClient({"bootstrap.servers": kafka.bootstrap_servers})
    resource = ConfigResource(ConfigResource.Type.TOPIC, kafka.topic())
    held = admin.describe_configs([resource])[resource].result()
    assert held["retention.ms"].value == "-1"
