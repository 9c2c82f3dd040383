"""The registry as other programs meet it: Confluent's own client and its serializers are the other program."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from confluent_kafka.schema_registry import Schema, SchemaReference, SchemaRegistryClient, SchemaRegistryError
from confluent_kafka.schema_registry.common.schema_registry_client import ConfigCompatibilityLevel as Level

from tests.schemas.embedded.asking import A_BROKEN, A_MORE, A
from workbench.schemas.embedded.registry import EmbeddedRegistry, EmbeddedRegistryError


@pytest.fixture
def registry() -> Iterator[EmbeddedRegistry]:
    with EmbeddedRegistry() as running:
        yield running


@pytest.fixture
def client(registry: EmbeddedRegistry) -> SchemaRegistryClient:
    return SchemaRegistryClient({"url": registry.url})


def test_confluents_client_finds_the_examples(client: SchemaRegistryClient) -> None:
    assert client.get_subjects() == ["orders-value", "payments-value"]
    assert client.get_versions("orders-value") == [1, 2]
    latest = client.get_latest_version("payments-value")
    assert (latest.version, latest.schema.schema_type) == (2, "PROTOBUF")
    assert latest.schema_id
    assert latest.guid
    assert "message Payment" in (latest.schema.schema_str or "")
    by_id = client.get_schema(latest.schema_id)
    assert by_id.schema_str == latest.schema.schema_str
    assert client.get_schema_by_guid(latest.guid).schema_str == latest.schema.schema_str


def test_confluents_client_registers_checks_and_deletes(client: SchemaRegistryClient) -> None:
    first, more, broken = (Schema(text, "AVRO") for text in (A, A_MORE, A_BROKEN))
    assert client.register_schema("a-value", first) == 5
    assert client.test_compatibility("a-value", more) is True
    assert client.test_compatibility("a-value", broken) is False
    with pytest.raises(SchemaRegistryError) as refused:
        client.register_schema("a-value", broken)
    assert (refused.value.http_status_code, refused.value.error_code) == (409, 40901)
    assert client.register_schema("a-value", more) == 6
    assert client.lookup_schema("a-value", first).version == 1
    client.set_compatibility("a-value", "FULL_TRANSITIVE")
    assert client.get_compatibility("a-value") == "FULL_TRANSITIVE"
    assert client.get_config("a-value").compatibility_level is Level.FULL_TRANSITIVE
    assert client.get_global_mode() == "READWRITE"
    assert client.get_schema_types() == ["JSON", "PROTOBUF", "AVRO"]
    assert client.delete_subject("a-value") == [1, 2]
    assert client.delete_subject("a-value", permanent=True) == [1, 2]
    with pytest.raises(SchemaRegistryError) as gone:
        client.get_latest_version("a-value")
    assert gone.value.error_code == 40401


def test_confluents_client_follows_references(client: SchemaRegistryClient) -> None:
    client.register_schema("a", Schema(A, "AVRO"))
    outer = '{"type":"record","name":"B","fields":[{"name":"a","type":"shop.A"}]}'
    id = client.register_schema("b", Schema(outer, "AVRO", [SchemaReference("shop.A", "a", 1)]))
    assert client.get_referenced_by("a", 1) == [id]
    assert client.get_schema(id).references == [SchemaReference("shop.A", "a", 1)]


def test_it_costs_nothing_until_somebody_asks() -> None:
    program = """
import sys
from workbench.schemas.embedded.registry import EmbeddedRegistry
with EmbeddedRegistry() as registry:
    heavy = {"http.server", "fastavro", "google.protobuf", "jsonschema_rs", "workbench.schemas.embedded.store"}
    print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_it_listens_on_loopback_alone(registry: EmbeddedRegistry) -> None:
    assert registry.url == f"http://127.0.0.1:{registry.port}"
    assert registry._listener.getsockname()[0] == "127.0.0.1"


def test_only_the_topics_there_are_have_examples() -> None:
    with EmbeddedRegistry(topics=["payments", "mine"]) as registry:
        assert SchemaRegistryClient({"url": registry.url}).get_subjects() == ["payments-value"]


def test_a_port_that_is_taken_is_a_sentence(registry: EmbeddedRegistry) -> None:
    with pytest.raises(EmbeddedRegistryError, match=f"cannot listen on port {registry.port}: .*in use"):
        EmbeddedRegistry(registry.port)


def test_its_port_is_free_again_after_closing() -> None:
    with EmbeddedRegistry() as first:
        port = first.port
        SchemaRegistryClient({"url": first.url}).get_subjects()
    first.close()
    with EmbeddedRegistry(port) as second:
        assert second.port == port


def test_closing_ends_idle_connections_and_every_thread() -> None:
    before = threading.active_count()
    with EmbeddedRegistry() as registry:
        connections = [HTTPConnection("127.0.0.1", registry.port) for _ in range(5)]
        for connection in connections:
            connection.request("GET", "/subjects")
            assert connection.getresponse().read() == b'["orders-value", "payments-value"]'
        serving = [thread for thread in threading.enumerate() if thread.name == "embedded registry"]
        assert len(serving) == 6
    for thread in serving:
        thread.join(20)
        assert not thread.is_alive()
    assert threading.active_count() <= before
    for connection in connections:
        connection.close()


def test_more_connections_than_it_serves_are_hung_up_on() -> None:
    with EmbeddedRegistry() as registry:
        held = [socket.create_connection(("127.0.0.1", registry.port)) for _ in range(64)]
        for one in held:  # each has a thread when it has been answered
            one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert one.recv(15) == b"HTTP/1.1 200 OK"
        with socket.create_connection(("127.0.0.1", registry.port)) as late:
            late.settimeout(20)
            assert late.recv(1) == b""
        for one in held:
            one.close()


def test_many_at_once_each_get_their_own_version(registry: EmbeddedRegistry) -> None:
    ids: list[int] = []

    def register(number: int) -> None:
        own = SchemaRegistryClient({"url": registry.url})
        ids.append(own.register_schema(f"s{number % 3}", Schema(A.replace('"A"', f'"A{number}"'), "AVRO")))

    SchemaRegistryClient({"url": registry.url}).set_compatibility(level="NONE")
    threads = [threading.Thread(target=register, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(ids) == list(range(5, 17))
