"""What the workbench sends with each serializer, on both broker tiers: read by other programs' own code.

kcat reads the bytes; confluent-kafka's deserializers, with its own registry client, and the libraries of MessagePack,
CBOR and Thrift read the values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import cbor2
import msgpack
import pytest
import thriftpy2
from confluent_kafka.schema_registry import Schema, SchemaRegistryClient, dual_schema_id_deserializer
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.schema_registry.json_schema import JSONDeserializer
from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext
from thriftpy2.protocol import TBinaryProtocolFactory, TCompactProtocolFactory
from thriftpy2.utils import deserialize

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, unused_name
from tests.brokers.kcat import Arrived
from tests.end_to_end.command import bytes_of, send
from tests.end_to_end.sending import arrived
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.schemas import protoc
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.serialization.protobuf.pool import find_message, new_message, pool_of

AVRO = json.dumps(
    {
        "type": "record", "name": "Account", "namespace": "bank",
        "fields": [
            {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
            {"name": "balance", "type": {"type": "bytes", "logicalType": "decimal", "precision": 30, "scale": 3}},
            {"name": "opened", "type": {"type": "int", "logicalType": "date"}},
            {"name": "seen", "type": {"type": "long", "logicalType": "timestamp-micros"}},
            {"name": "count", "type": "long"},
            {"name": "contact", "type": ["null", "string", {
                "type": "record", "name": "Phone", "fields": [
                    {"name": "number", "type": "string"}, {"name": "country", "type": "int", "default": 49}]}]},
            {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
        ],
    }
)  # fmt: skip
ACCOUNT = """{"id": "12345678-1234-5678-1234-56789abcdef0", "balance": "-12345678901234567890.125",
"opened": "1969-12-31", "seen": "2026-11-22T12:00:00.000001Z", "count": 9007199254740993, "contact": %s}"""
READ = {
    "id": UUID("12345678-1234-5678-1234-56789abcdef0"), "balance": Decimal("-12345678901234567890.125"),
    "opened": date(1969, 12, 31), "seen": datetime(2026, 11, 22, 12, 0, 0, 1, UTC), "count": 9007199254740993,
    "tags": [],
}  # fmt: skip
UNION = [
    ("null", None),
    ('"한"', "한"),
    ('{"string": "x"}', "x"),
    ('{"number": "1"}', {"number": "1", "country": 49}),
    ('{"bank.Phone": {"number": "1", "country": 1}}', {"number": "1", "country": 1}),
]
PROTOBUF = """syntax = "proto3"; package shop; import "google/protobuf/timestamp.proto";
message Cart { map<string, int64> counts = 1; google.protobuf.Timestamp at = 2;
  message Line { string sku = 1; sint64 change = 2; } repeated Line lines = 3; }"""
JSON = '{"title":"Visit","type":"object","properties":{"id":{"type":"integer"},"at":{"type":"string"}}}'
THRIFT = "struct Ride { 1: required i64 id, 2: map<string, i32> stops, 3: binary photo, 4: optional double fare }"
RIDE = '{"id": -9007199254740993, "stops": {"한": 7}, "photo": {"$base64": "AP8="}}'
DOCUMENT = '{"id": 18446744073709551615, "raw": {"$base64": "AP8="}, "n": [null, true, -1.5], "한": "x"}'
DATUM = {"id": 18446744073709551615, "raw": b"\x00\xff", "n": [None, True, -1.5], "한": "x"}

PLAIN = [
    ("string", "한국 🙂", "ed959ceab5ad20f09f9982"),
    ("string,charset=UTF-16", "한", "feffd55c"),
    ("string,charset=UTF-16LE", "한", "5cd5"),
    ("string,charset=EUC-KR", "한국", "c7d1b1b9"),
    ("string,charset=ISO-8859-1", "é한", "e93f"),
    ("list,of=integer", "[1, null, 3]", "000000000100000001000000030000000100000003"),
    ("list,of=string", '["a", null, "한"]', "01000000030000000161ffffffff00000003ed959c"),
    ("uuid", "12345678-1234-5678-1234-56789abcdef0", b"12345678-1234-5678-1234-56789abcdef0".hex()),
    ("uuid-bytes", "12345678-1234-5678-1234-56789abcdef0", "1234567812345678123456789abcdef0"),
    ("long", "-9007199254740993", "ffdfffffffffffff"),
    ("hex", "00 0a 0d ff", "000a0dff"),
    ("json", '{"a":  9007199254740993}', b'{"a":  9007199254740993}'.hex()),
    ("json,form=compact", '{"a":  9007199254740993}', b'{"a":9007199254740993}'.hex()),
    ("layout,schema=customer", '{"id": 7, "name": "홍길동"}', "0000000700000009ed998deab8b8eb8f99"),
    ("layout,schema=customer", "null", None),
]
"""Spec, text and bytes; those of the Java classes where these serializers are Java's (tests/vectors)."""


@pytest.fixture(scope="module")
def registry_url() -> Iterator[str]:
    """The embedded registry, empty."""
    with EmbeddedRegistry(topics=()) as running:
        yield running.url


@pytest.fixture
def client(registry_url: str) -> SchemaRegistryClient:
    return SchemaRegistryClient({"url": registry_url})


def register(registry_url: str, subject: str, text: str, kind: str) -> str:
    """By a client of its own: it keeps the text as given, and asks no more for the form that a deserializer wants."""
    SchemaRegistryClient({"url": registry_url}).register_schema(subject, Schema(text, kind))
    return subject


def value(topic: str, spec: str, text: str, key: FieldDraft | None = None) -> RecordDraft:
    return RecordDraft(topic, key or FieldDraft(presence=Presence.NULL), FieldDraft(spec, text=text))


def place(topic: str, record: Arrived, field: MessageField = MessageField.VALUE) -> SerializationContext:
    """Where a deserializer reads: the headers are those that arrived."""
    return SerializationContext(topic, field, list(record.headers))


def avro(client: SchemaRegistryClient) -> Any:
    return AvroDeserializer(client, conf={"schema.id.deserializer": dual_schema_id_deserializer})


def test_plain_serializers(cluster: Cluster, registry_url: str) -> None:
    topic = cluster.topic()
    drafts = [value(topic, spec, text, FieldDraft(spec, text=text)) for spec, text, _ in PLAIN]
    for (spec, _, expected), record in zip(PLAIN, arrived(cluster, registry_url, *drafts), strict=True):
        data = None if expected is None else bytes.fromhex(expected)
        assert (record.key, record.value) == (data, data), spec


def test_messagepack_and_cbor(cluster: Cluster, registry_url: str) -> None:
    topic = cluster.topic()
    drafts = [value(topic, spec, DOCUMENT) for spec in ("messagepack", "cbor")]
    packed, tagged = arrived(cluster, registry_url, *drafts)
    assert packed.value and tagged.value
    assert msgpack.unpackb(packed.value) == cbor2.loads(tagged.value) == DATUM


def test_thrift(cluster: Cluster, registry_url: str, tmp_path: Path) -> None:
    (file := tmp_path / "ride.thrift").write_text(THRIFT)
    theirs: Any = thriftpy2.load(str(file), module_name="ride_thrift")
    topic, spec = cluster.topic(), f"thrift,schema={file},type=Ride"
    drafts = [value(topic, f"{spec},protocol={protocol}", RIDE) for protocol in ("binary", "compact")]
    factories: Any = (TBinaryProtocolFactory, TCompactProtocolFactory)
    for record, factory in zip(arrived(cluster, registry_url, *drafts), factories, strict=True):
        read = deserialize(theirs.Ride(), record.value or b"", factory())
        assert (read.id, read.stops, read.photo, read.fare) == (-9007199254740993, {"한": 7}, b"\x00\xff", None)


@pytest.mark.parametrize(("spec", "headers"), [("avro", []), ("avro,framing=confluent-header", ["__value_schema_id"])])
def test_avro(cluster: Cluster, registry_url: str, client: SchemaRegistryClient, spec: str, headers: list[str]) -> None:
    """A union in every branch and every form of writing it, logical types, a default filled in."""
    topic = cluster.topic()
    register(registry_url, f"{topic}-value", AVRO, "AVRO")
    drafts = [value(topic, spec, ACCOUNT % contact) for contact, _ in UNION]
    for (_, contact), record in zip(UNION, arrived(cluster, registry_url, *drafts), strict=True):
        assert [name for name, _ in record.headers] == headers
        assert avro(client)(record.value, place(topic, record)) == {**READ, "contact": contact}


@pytest.mark.parametrize("framing", ["confluent", "confluent-header"])
@pytest.mark.parametrize(
    ("message", "text", "indexes"),
    [
        ("shop.Cart", '{"counts": {"a": 5}, "at": "2026-11-22T12:00:00.5Z", "lines": [{"change": -1}]}', "00"),
        ("shop.Cart.Line", '{"sku": "한", "change": "-9007199254740993"}', "040002"),
    ],
)
def test_protobuf(
    cluster: Cluster,
    registry_url: str,
    client: SchemaRegistryClient,
    framing: str,
    message: str,
    text: str,
    indexes: str,
) -> None:
    """Line is the second nested message: protoc puts the map's entry before it."""
    topic = cluster.topic()
    register(registry_url, f"{topic}-value", PROTOBUF, "PROTOBUF")
    draft = value(topic, f"protobuf,type={message},framing={framing}", text)
    (record,) = arrived(cluster, registry_url, draft)
    told, at = (record.value, 5) if framing == "confluent" else (record.headers[0][1], 17)
    assert told and told[at:].hex().startswith(indexes)
    descriptor = find_message(pool_of(protoc.compile({"cart.proto": PROTOBUF}, "cart.proto")), message)
    conf = {"use.deprecated.format": False, "schema.id.deserializer": dual_schema_id_deserializer}
    read: Any = ProtobufDeserializer(type(new_message(descriptor)), conf, client)(record.value, place(topic, record))
    if message == "shop.Cart":
        assert (dict(read.counts), read.at.nanos, read.lines[0].change) == ({"a": 5}, 500_000_000, -1)
    else:
        assert (read.sku, read.change) == ("한", -9007199254740993)


@pytest.mark.parametrize("framing", ["confluent", "confluent-header"])
def test_json_schema(cluster: Cluster, registry_url: str, client: SchemaRegistryClient, framing: str) -> None:
    topic = cluster.topic()
    register(registry_url, f"{topic}-value", JSON, "JSON")
    draft = value(topic, f"json-schema,framing={framing}", '{"id": 9007199254740993,  "at": "한"}')
    (record,) = arrived(cluster, registry_url, draft)
    conf = {"schema.id.deserializer": dual_schema_id_deserializer}
    read = JSONDeserializer(None, schema_registry_client=client, conf=conf)
    assert read(record.value, place(topic, record)) == {"id": 9007199254740993, "at": "한"}


def test_a_tombstone_under_avro_is_a_null_without_the_schemas_header(
    cluster: Cluster, registry_url: str, client: SchemaRegistryClient
) -> None:
    topic, spec = cluster.topic(), "avro,framing=confluent-header"
    register(registry_url, f"{topic}-key", '"string"', "AVRO")
    register(registry_url, f"{topic}-value", AVRO, "AVRO")
    draft = RecordDraft(topic, FieldDraft(spec, text='"user-42"'), FieldDraft(spec, Presence.NULL))
    (record,) = arrived(cluster, registry_url, draft)
    assert record.value is None
    assert [name for name, _ in record.headers] == ["__key_schema_id"]
    assert avro(client)(record.key, place(topic, record, MessageField.KEY)) == "user-42"


def test_key_value_and_headers_each_with_a_serializer_of_its_own(
    cluster: Cluster, registry_url: str, client: SchemaRegistryClient
) -> None:
    topic = cluster.topic()
    register(registry_url, f"{topic}-key", AVRO, "AVRO")
    register(registry_url, f"{topic}-value", JSON, "JSON")
    headers = (HeaderDraft("n", FieldDraft("varint", text="-1")), HeaderDraft("n", FieldDraft("cbor", text="[1]")))
    key = FieldDraft("avro,framing=confluent-header", text=ACCOUNT % "null")
    (record,) = arrived(cluster, registry_url, RecordDraft(topic, key, FieldDraft("json-schema", text="{}"), headers))
    assert [name for name, _ in record.headers] == ["n", "n", "__key_schema_id"]
    assert [data for _, data in record.headers[:2]] == [b"\x01", b"\x81\x01"]
    assert avro(client)(record.key, place(topic, record, MessageField.KEY)) == {**READ, "contact": None}
    assert JSONDeserializer(None, schema_registry_client=client)(record.value, place(topic, record)) == {}


@pytest.mark.parametrize("framing", ["confluent", "confluent-header"])
def test_lines_in_bulk_become_the_bytes_that_each_becomes_alone(
    cluster: Cluster, registry_url: str, tmp_path: Path, framing: str
) -> None:
    alone, bulk = cluster.topic(), cluster.topic()
    spec = f"avro,subject={register(registry_url, unused_name(), AVRO, 'AVRO')},framing={framing}"
    texts = [" ".join((ACCOUNT % contact).split()) for contact, _ in UNION] * 20
    (lines := tmp_path / "lines").write_text("\n".join(texts))
    done = send(cluster.bootstrap_servers, bulk, "--registry", registry_url, "-v", spec, "-l", str(lines))
    assert done.code == 0, done.words
    one_by_one = arrived(cluster, registry_url, *(value(alone, spec, text) for text in texts))
    in_bulk = kcat.read_back(cluster.bootstrap_servers, bulk)
    assert [(one.value, one.headers) for one in in_bulk] == [(one.value, one.headers) for one in one_by_one]


def test_what_the_command_bytes_shows_is_what_the_command_send_sends(cluster: Cluster, registry_url: str) -> None:
    topic = cluster.topic()
    register(registry_url, f"{topic}-value", PROTOBUF, "PROTOBUF")
    given: tuple[str, ...] = (
        "--registry",
        registry_url,
        "-k",
        "long",
        "--key",
        "-5",
        "-H",
        "at=2026",
        "--header-serializer",
        "at=u16",
    )
    given += ("-v", "protobuf,type=shop.Cart.Line,framing=confluent-header", "--value", '{"sku": "x"}')
    assert send(cluster.bootstrap_servers, topic, *given).code == 0
    (record,) = kcat.read_back(cluster.bootstrap_servers, topic)
    shown = bytes_of(topic, *given)
    assert record.value and record.key
    assert (shown["key"]["hex"], shown["value"]["hex"]) == (record.key.hex(), record.value.hex())
    assert [(one["name"], one["hex"]) for one in shown["headers"]] == [
        (name, (data or b"").hex()) for name, data in record.headers
    ]
