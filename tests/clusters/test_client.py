"""The client that asks for metadata, on the embedded cluster."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from types import SimpleNamespace

import pytest

from tests.brokers import apache_kafka, topics
from tests.brokers.cluster import Cluster, RealCluster, unused_name
from tests.clusters.servers import nobody
from workbench.clusters.broker_states import BrokerStates
from workbench.clusters.client import ClientError, MetadataClient, refusal
from workbench.clusters.faults import Faults
from workbench.clusters.metadata import NO_SUCH_TOPIC, Metadata, Partition
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.settings import admin_config


def _client(servers: str, properties: Mapping[str, str] | None = None) -> MetadataClient:
    return MetadataClient(admin_config(ClusterProfile("x", servers, properties or {})))


def _answer(client: MetadataClient) -> Metadata:
    while (metadata := client.metadata(5)) is None:
        pass
    return metadata


def test_an_answer_is_read_into_our_own_values(fresh_sandbox: Sandbox) -> None:
    Faults(fresh_sandbox).set_leader("audit", 0, None)
    metadata = _answer(_client(fresh_sandbox.bootstrap_servers))
    assert metadata.cluster_id
    assert [f"{one.host}:{one.port}" for one in metadata.brokers] == fresh_sandbox.bootstrap_servers.split(",")
    assert list(metadata.topics) == ["audit", "orders", "payments"]
    orders = metadata.topics["orders"]
    assert [one.id for one in orders.partitions] == list(range(12))
    assert all(one.leader in (1, 2, 3) and set(one.replicas) == {1, 2, 3} for one in orders.partitions)
    assert orders.partitions[0].in_sync == orders.partitions[0].replicas
    [audit] = metadata.topics["audit"].partitions
    assert isinstance(audit, Partition)
    assert audit.leader is None


def test_a_topic_with_an_error_is_set_apart(fresh_sandbox: Sandbox) -> None:
    Faults(fresh_sandbox).topic_error("audit", 29)
    metadata = _answer(_client(fresh_sandbox.bootstrap_servers))
    assert metadata.failed == {"audit": "TOPIC_AUTHORIZATION_FAILED"}
    assert "audit" not in metadata.topics


def test_looking_makes_no_topic_even_where_asking_for_one_would(fresh_sandbox: Sandbox) -> None:
    from confluent_kafka.admin import AdminClient

    properties = {"allow.auto.create.topics": "true"}
    client = _client(fresh_sandbox.bootstrap_servers, properties)
    for _ in range(3):
        assert "ordrs" not in _answer(client).topics
    assert set(topics.metadata(fresh_sandbox.bootstrap_servers).topics) == set(fresh_sandbox.topics)
    asking = AdminClient({"bootstrap.servers": fresh_sandbox.bootstrap_servers, "allow.auto.create.topics": True})
    asking.list_topics("ordrs", timeout=10)
    assert "ordrs" in topics.metadata(fresh_sandbox.bootstrap_servers).topics


def test_one_topic_is_asked_for_and_none_is_made(cluster: Cluster) -> None:
    name, unknown = cluster.topic(3), unused_name()
    client = _client(cluster.bootstrap_servers, {"allow.auto.create.topics": "true"})
    _answer(client)
    one = client.topic(name, 10)
    assert one is not None
    assert {topic.name: len(topic.partitions) for topic in one.topics.values()} == {name: 3}
    none = client.topic(unknown, 10)
    assert none is not None
    assert (none.topics, none.failed) == ({}, {unknown: NO_SUCH_TOPIC})
    assert unknown not in cluster.names()


def test_a_topic_asked_for_in_vain_or_after_the_end() -> None:
    with nobody() as servers:
        client = _client(servers)
        assert client.topic("orders", 0.1) is None
        client.close()
        assert client.topic("orders", 10) is None


def test_the_embedded_cluster_names_no_racks_and_keeps_nobody_waiting(sandbox: Sandbox) -> None:
    client = _client(sandbox.bootstrap_servers)
    assert client.racks((1, 2, 3)) == {}
    asked = client._racks_asked
    assert client.racks((1, 2, 3)) == {}
    assert client._racks_asked is asked
    client.close()


def test_what_a_cluster_says_of_its_racks_is_asked_for_once_for_the_same_brokers(sandbox: Sandbox) -> None:
    client, asked = _client(sandbox.bootstrap_servers), list[Future[object]]()

    def describe_cluster(**_: object) -> Future[object]:
        asked.append(Future())
        return asked[-1]

    client._client = SimpleNamespace(describe_cluster=describe_cluster)
    assert client.racks((1, 2)) == {}
    asked[0].set_result(SimpleNamespace(nodes=[SimpleNamespace(id=1, rack="a\x1b"), SimpleNamespace(id=2, rack=None)]))
    assert client.racks((1, 2)) == {1: r"a\x1b"}
    assert client.racks((1, 2, 3)) == {1: r"a\x1b"}
    asked[1].set_exception(RuntimeError("not served"))
    assert client.racks((1, 2, 3)) == {1: r"a\x1b"}
    assert len(asked) == 2


@pytest.mark.kafka
def test_apache_kafka_names_its_racks(kafka: RealCluster) -> None:
    client = _client(kafka.bootstrap_servers)
    brokers = tuple(one.id for one in _answer(client).brokers)
    client.racks(brokers)
    while client._racks_asked is not None:
        client.poll(0.05)
        client.racks(brokers)
    assert set(client.known_racks.values()) == ({apache_kafka.RACK} if kafka.ours else set(client.known_racks.values()))


def test_the_cause_is_known_and_holds_no_secret(capfd: pytest.CaptureFixture[str]) -> None:
    with nobody() as servers:
        client = _client(servers, {"sasl.password": "refused"})
        while not (client.all_down and client.cause()):
            client.poll(0.2)
        assert client.metadata(0.1) is None
    assert client.cause().startswith(f"{servers} ••• the connection")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"security.protocol": "tls"}, 'Invalid value "tls" for configuration property "security.protocol"'),
        ({"no.such": "1"}, 'No such configuration property: "no.such"'),
        ({"security.protocol": "ssl", "ssl.ca.location": "/nowhere/ca.pem"}, "ssl.ca.location failed"),
        ({"security.protocol": "sasl_ssl", "sasl.mechanism": "canary", "sasl.password": "canary"}, "mechanism: •••"),
    ],
)
def test_settings_that_the_library_refuses_give_a_sentence(properties: dict[str, str], words: str) -> None:
    with pytest.raises(ClientError) as raised:
        _client("127.0.0.1:1", properties)
    assert str(raised.value).startswith("librdkafka refuses these settings: ")
    assert words in str(raised.value)
    assert "canary" not in str(raised.value)


def test_any_other_error_is_a_sentence_too() -> None:
    assert refusal(ValueError("expected a \x1b"), {}) == r"librdkafka refuses these settings: expected a \x1b"


def test_a_log_that_says_nothing_of_connections_stands_in_nobodys_way(
    fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BrokerStates, "feed", lambda states, line: None)
    client = _client(fresh_sandbox.bootstrap_servers)
    assert _answer(client).topics
    assert not client.states.known
    assert client.reaches_brokers()


def test_brokers_that_cannot_be_reached_are_not_reached(fresh_sandbox: Sandbox) -> None:
    with nobody() as gone:
        host, port = gone.split(":")
        for broker in fresh_sandbox.brokers:
            Faults(fresh_sandbox).advertise(broker, host, int(port))
        client = _client(fresh_sandbox.bootstrap_servers)
        while not client.brokers_failed():
            client.poll(0.2)
        assert not client.reaches_brokers()
