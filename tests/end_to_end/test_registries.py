"""On both registries, ours and Apicurio's: what the workbench registers and reads, and who reads what it wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, unused_name
from tests.end_to_end.delivering import reports
from workbench.clusters.profile import ClusterProfile
from workbench.delivery.report import DeliveryState
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.errors import Part
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.schemas.protoc import with_descriptors
from workbench.schemas.registry import Registry
from workbench.schemas.serializers import Serializers
from workbench.schemas.settings import RegistrySettings
from workbench.serialization.protobuf.pool import find_message, new_message, pool_of
from workbench.serialization.schema import Reference, Schema, SchemaType
from workbench.serialization.serializer import Framed, Guiding, Serializer
from workbench.session import Session

AVRO = Schema(
    SchemaType.AVRO,
    '{"type":"record","name":"User","namespace":"shop","fields":[{"name":"id","type":"long"},'
    '{"name":"name","type":["null","string"],"default":null}]}',
)
PROTOBUF = Schema(
    SchemaType.PROTOBUF,
    'syntax = "proto3"; package shop; message User { map<string, string> labels = 1; '
    "message Card { string last_four = 1; } Card card = 2; int64 id = 3; }",
)
JSON = Schema(
    SchemaType.JSON,
    '{"title":"User","type":"object","properties":{"id":{"type":"integer"}},"additionalProperties":false}',
)


@pytest.fixture
def registry(registry_url: str) -> Iterator[Registry]:
    running = Registry(RegistrySettings.of({"schema.registry.url": registry_url}))
    yield running
    running.close()


def serializer(registry: Registry, spec: str, topic: str) -> Serializer:
    serializers = Serializers(registry)
    try:
        return serializers.ready(spec, topic, Part.VALUE, 60)
    finally:
        serializers.close()


def context(topic: str) -> SerializationContext:
    return SerializationContext(topic, MessageField.VALUE)


def test_what_is_registered_is_found_again(registry: Registry) -> None:
    subject = f"{unused_name()}-value"
    registry.config()
    id = registry.register(subject, AVRO)
    found = registry.schema(subject)
    assert (found.id, found.subject, found.version) == (id, subject, 1)
    assert json.loads(found.schema.text) == json.loads(AVRO.text)
    assert registry.by_id(id).schema.text == found.schema.text
    assert subject in registry.subjects()
    assert registry.versions(subject) == (1,)
    assert registry.register(subject, AVRO) == id
    assert set(registry.types()) == {"AVRO", "JSON", "PROTOBUF"}


def test_what_a_schema_refers_to_comes_with_it(registry: Registry) -> None:
    inner, outer = unused_name(), unused_name()
    registry.register(inner, AVRO)
    text = '{"type":"record","name":"Pair","namespace":"shop","fields":[{"name":"left","type":"User"}]}'
    referring = Schema(SchemaType.AVRO, text, (Reference("shop.User", inner, 1),), (("shop.User", AVRO),))
    registry.register(outer, referring)
    ((name, resolved),) = registry.schema(outer).schema.resolved
    assert name == "shop.User"
    assert json.loads(resolved.text) == json.loads(AVRO.text)


def test_an_incompatible_change_is_told_before_and_refused(registry_url: str, registry: Registry) -> None:
    subject = unused_name()
    registry.register(subject, AVRO)
    SchemaRegistryClient({"url": registry_url}).set_compatibility(subject, "BACKWARD")
    broken = replace(AVRO, text=AVRO.text.replace("}]}", '},{"name":"must","type":"string"}]}'))
    verdict = registry.check(subject, broken)
    assert not verdict.is_compatible
    assert registry.check(subject, AVRO).is_compatible
    assert registry.config(subject) == "BACKWARD"


@pytest.mark.parametrize("text", ['{"id": 9007199254740993, "name": "한"}', '{"id": 1, "name": {"string": "x"}}'])
def test_confluents_avro_deserializer_reads_ours(registry_url: str, registry: Registry, text: str) -> None:
    topic = unused_name()
    registry.register(f"{topic}-value", AVRO)
    data = serializer(registry, "avro", topic).serialize(text)
    given = json.loads(text)
    name = given["name"]["string"] if isinstance(given["name"], dict) else given["name"]
    read = AvroDeserializer(SchemaRegistryClient({"url": registry_url}))
    assert read(data, context(topic)) == {"id": given["id"], "name": name}


def test_confluents_avro_deserializer_finds_the_schema_by_the_guid_in_our_header() -> None:
    """On ours alone: Apicurio Registry 3.0.9 knows no GUIDs."""
    from confluent_kafka.schema_registry import dual_schema_id_deserializer

    with EmbeddedRegistry() as running:
        own = Registry(RegistrySettings.of({"schema.registry.url": running.url}))
        framed = serializer(own, "avro,framing=confluent-header", "orders")
        assert isinstance(framed, Framed) and isinstance(framed, Guiding)
        text = framed.sample()
        data = framed.serialize(text)
        ((name, value),) = framed.headers
        assert (name, len(value or b"")) == ("__value_schema_id", 17)
        client = SchemaRegistryClient({"url": running.url})
        read = AvroDeserializer(client, conf={"schema.id.deserializer": dual_schema_id_deserializer})
        place = SerializationContext("orders", MessageField.VALUE, [(name, value)])
        assert read(data, place)["id"] == json.loads(text)["id"]
        own.close()


def test_confluents_json_deserializer_reads_ours(registry_url: str, registry: Registry) -> None:
    from confluent_kafka.schema_registry.json_schema import JSONDeserializer

    topic = unused_name()
    registry.register(f"{topic}-value", JSON)
    data = serializer(registry, "json-schema", topic).serialize('{"id": 7}')
    read = JSONDeserializer(JSON.text, schema_registry_client=SchemaRegistryClient({"url": registry_url}))
    assert read(data, context(topic)) == {"id": 7}


@pytest.mark.parametrize(
    ("message", "text", "indexes"),
    [
        ("shop.User", '{"card": {"lastFour": "42"}, "id": "7"}', "00"),
        ("shop.User.Card", '{"lastFour": "42"}', "040002"),
    ],
)
def test_confluents_protobuf_deserializer_reads_ours(registry: Registry, message: str, text: str, indexes: str) -> None:
    """Its own check of the framing; and the message behind the map field has the index that protoc gives it."""
    from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer

    topic = unused_name()
    id = registry.register(f"{topic}-value", PROTOBUF)
    data = serializer(registry, f"protobuf,type={message}", topic).serialize(text)
    assert data is not None
    assert data.hex().startswith(f"00{id:08x}{indexes}")
    descriptor = find_message(pool_of(with_descriptors(PROTOBUF).descriptors), message)
    read: Any = ProtobufDeserializer(type(new_message(descriptor)), {"use.deprecated.format": False})
    assert read(data, context(topic)).SerializeToString() == data[5 + len(indexes) // 2 :]


def test_what_a_session_sends_kcat_takes_from_the_broker_and_confluents_deserializer_reads(
    cluster: Cluster, registry_url: str, registry: Registry
) -> None:
    topic = cluster.topic(1)
    registry.register(f"{topic}-value", AVRO)
    profile = ClusterProfile("test", cluster.bootstrap_servers, registry={"schema.registry.url": registry_url})
    session = Session(profile)
    session.open()
    assert session.connection is not None
    session.connection.wait(30)
    draft = RecordDraft(topic, FieldDraft(text="k"), FieldDraft("avro", text='{"id": 1, "name": "x"}'))
    assert session.ready_for(draft)
    assert session.send(draft).errors == ()
    session.close(30)
    assert [report.state for report in reports(session.log)] == [DeliveryState.DELIVERED]
    (arrived,) = kcat.read_back(cluster.bootstrap_servers, topic)
    read = AvroDeserializer(SchemaRegistryClient({"url": registry_url}))
    assert read(arrived.value, context(topic)) == {"id": 1, "name": "x"}
