"""What the real Java classes are asked: each question with `ours`, the same value as it is typed into the workbench."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Question = Mapping[str, Any]

PROTO = """\
syntax = "proto3";
package shop;
import "google/protobuf/timestamp.proto";
message Payment {
  string id = 1;
  int64 order_id = 2;
  map<string, string> labels = 3;
  message Card { string last_four = 1; uint32 expiry_year = 2; }
  oneof method { Card card = 4; string iban = 5; }
  google.protobuf.Timestamp paid_at = 6;
  repeated sint32 deltas = 7;
  enum State { NONE = 0; CAPTURED = 2; }
  State state = 8;
  optional double rate = 9;
  bytes raw = 10;
}
"""
_TEXTS = ("az09 ~", "é€ßñ", "한국", "日本語", "Ярд", "ελλ", "🙂", "")
_UUID = "12345678-1234-5678-1234-56789abcdef0"


def questions() -> Iterator[Question]:
    """Everything but what a registry is needed for."""
    yield {"as": "charsets"}
    yield from _numbers()
    yield from _lists()
    yield from _avro()
    yield from _avro_schemas()
    yield from _protobuf()


def in_charsets(names: list[str]) -> Iterator[Question]:
    """Texts in each charset that Java has."""
    for name in names:
        for text in _TEXTS:
            yield {"as": "string", "charset": name, "text": text}
        yield {"as": "uuid", "charset": name, "text": _UUID}
        yield {"as": "every character", "charset": name}


def with_registry(url: str) -> Iterator[Question]:
    """Apicurio's serializers, which frame as Confluent's where no headers are asked for. Ids count up from 1."""
    schema = (
        '{"type":"record","name":"User","fields":[{"name":"id","type":"int"},{"name":"name","type":["null","string"]}]}'
    )
    base = {"apicurio.registry.url": f"{url}/apis/registry/v3", "apicurio.registry.auto-register": "true"}
    headers = {"apicurio.registry.headers.enabled": "true"}
    avro = {"as": "registry avro", "topic": "users", "schema": schema, "text": '{"id":1,"name":{"string":"x"}}'}
    protobuf = {"as": "registry protobuf", "topic": "payments", **_message("Payment", '{"id":"p","orderId":"7"}')}
    for framing, settings in (
        ("apicurio-v3", {}),
        ("apicurio-v3-headers", headers),
        ("apicurio-v3-headers", {**headers, "apicurio.registry.use-id": "globalId"}),
        ("apicurio-v2", {"apicurio.registry.id-handler": "io.apicurio.registry.serde.Legacy8ByteIdHandler"}),
    ):
        yield {**avro, "settings": {**base, **settings}, "framing": framing}
        yield {**protobuf, "settings": {**base, **settings}, "framing": framing}
    yield {**avro, "topic": "keys", "key": True, "settings": {**base, **headers}, "framing": "apicurio-v3-headers"}
    indexes = {"apicurio.registry.serde.send-indexes": "true", "apicurio.registry.serde.send-type-ref": "false"}
    yield {**protobuf, "settings": {**base, **indexes}, "framing": "apicurio's own try at message indexes"}


def _numbers() -> Iterator[Question]:
    for kind, texts in {
        "integer": ("0", "-1", "2147483647", "-2147483648"),
        "long": ("1", "9007199254740993", "9223372036854775807", "-9223372036854775808"),
        "short": ("0", "-1", "32767", "-32768"),
        "float": ("0.0", "-0.0", "1.5", "0.1", "3.4028235e38", "1e-45", "NaN", "Infinity", "-Infinity", "16777217"),
        "double": ("0.0", "-0.0", "1.5", "0.1", "1.7976931348623157e308", "5e-324", "NaN", "-Infinity"),
        "boolean": ("true", "false"),
    }.items():
        yield from ({"as": kind, "text": text} for text in texts)
    yield {"as": "null", "text": ""}


def _lists() -> Iterator[Question]:
    for of, texts in {
        "integer": ("[]", "[1,null,3]", "[null]"),
        "long": ("[9007199254740993, null]",),
        "short": ("[-1]",),
        "float": ("[1.5,null]",),
        "double": ("[0.1]",),
        "uuid": (f'["{_UUID}",null]',),
        "string": ("[]", '["a",null,"한",""]'),
    }.items():
        yield from ({"as": "list", "of": of, "text": text} for text in texts)


def _avro() -> Iterator[Question]:
    """A schema, Avro's own JSON for Java, and what people type."""
    for schema, java, ours in _AVRO:
        yield {"as": "avro", "schema": json.dumps(schema), "text": java, "ours": java if ours is None else ours}
    for text, scale in (("0.00", 2), ("-123.45", 2), ("1.27", 2), ("1.28", 2), ("99999999999999999999.999", 3)):
        logical = {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": scale}
        yield {"as": "decimal", "scale": scale, "text": text, "schema": json.dumps(logical), "ours": f'"{text}"'}
    for text in ("0", "-123.450", "1E+3", "12345678901234567890.1"):
        logical = {"type": "bytes", "logicalType": "big-decimal"}
        yield {"as": "big-decimal", "text": text, "schema": json.dumps(logical), "ours": f'"{text}"'}


def _logical(base: str, name: str) -> Mapping[str, str]:
    return {"type": base, "logicalType": name}


def _record(*fields: Mapping[str, Any], name: str = "R") -> Mapping[str, Any]:
    return {"type": "record", "name": name, "fields": fields}


_TREE = _record({"name": "v", "type": "int"}, {"name": "next", "type": ["null", "R"], "default": None})
_FIXED: Mapping[str, Any] = {"type": "fixed", "name": "F", "size": 3}
_SUIT: Mapping[str, Any] = {"type": "enum", "name": "Suit", "symbols": ["SPADES", "HEARTS"]}
_AVRO: tuple[tuple[Any, str, str | None], ...] = (
    ("null", "null", None),
    ("boolean", "true", None),
    ("int", "-2147483648", None),
    ("int", "2147483647", None),
    ("long", "-9223372036854775808", None),
    ("long", "9007199254740993", None),
    ("float", "0.1", None),
    ("double", "0.1", None),
    ("double", "-1e300", None),
    ("string", '"한국 🙂"', None),
    ("bytes", '"\\u00ff\\u0001"', '"0xff01"'),
    (_FIXED, '"\\u0001\\u0002\\u00ff"', '"0x0102ff"'),
    (_SUIT, '"HEARTS"', None),
    ({"type": "array", "items": "int"}, "[1,2,3]", None),
    ({"type": "array", "items": "int"}, "[]", None),
    ({"type": "map", "values": "long"}, '{"a":1,"b":2}', None),
    (["null", "string"], '{"string":"x"}', None),
    (["null", "string"], '{"string":"x"}', '"x"'),
    (["null", "string"], "null", None),
    (["null", _SUIT, {"type": "array", "items": "int"}], '{"Suit":"SPADES"}', '"SPADES"'),
    (["null", _SUIT, {"type": "array", "items": "int"}], '{"array":[7]}', "[7]"),
    (_TREE, '{"v":1,"next":{"R":{"v":2,"next":null}}}', '{"v":1,"next":{"v":2}}'),
    (_logical("int", "date"), "20779", '"2026-11-22"'),
    (_logical("int", "date"), "-1", '"1969-12-31"'),
    (_logical("int", "time-millis"), "45296789", '"12:34:56.789"'),
    (_logical("long", "time-micros"), "45296789012", '"12:34:56.789012"'),
    (_logical("long", "timestamp-millis"), "1795347296789", '"2026-11-22T12:34:56.789+01:00"'),
    (_logical("long", "timestamp-micros"), "1795350896789012", '"2026-11-22T12:34:56.789012Z"'),
    (_logical("long", "timestamp-nanos"), "1795350896789012345", '"2026-11-22T12:34:56.789012345Z"'),
    (_logical("long", "local-timestamp-millis"), "1795350896789", '"2026-11-22T12:34:56.789"'),
    (_logical("long", "local-timestamp-nanos"), "1795350896789012345", '"2026-11-22T12:34:56.789012345"'),
    (_logical("string", "uuid"), f'"{_UUID}"', None),
    (
        {"type": "fixed", "name": "U", "size": 16, "logicalType": "uuid"},
        json.dumps(bytes.fromhex(_UUID.replace("-", "")).decode("latin-1")),
        f'"{_UUID}"',
    ),
    (
        {"type": "fixed", "name": "D", "size": 12, "logicalType": "duration"},
        json.dumps(bytes.fromhex("0e00000003000000b5010000").decode("latin-1")),
        '"P1Y2M3DT0.437S"',
    ),
    (
        _record({"name": "a", "type": {"type": "map", "values": ["null", "double"]}}, {"name": "b", "type": "bytes"}),
        '{"a":{"x":{"double":1.5},"y":null},"b":""}',
        '{"a":{"x":1.5,"y":null},"b":""}',
    ),
)


def _avro_schemas() -> Iterator[Question]:
    for schema in (
        {"type": "string"},
        {"type": "int", "logicalType": "date"},
        {"fields": [{"type": "a.b.R", "name": "next"}], "name": "a.b.R", "type": "record", "doc": "d", "x": 1},
        {
            "name": "R",
            "type": "record",
            "namespace": "a",
            "fields": [{"name": "e", "type": {**_SUIT, "namespace": "b"}}],
        },
        {
            "name": "R",
            "type": "record",
            "fields": [{"order": "descending", "default": 1.0, "name": "f", "type": "double"}],
        },
        {"name": "R", "type": "record", "namespace": "n", "aliases": ["Q"], "fields": [{"name": "f", "type": _FIXED}]},
        {"items": {"type": "long"}, "type": "array", "java-class": "java.util.Set"},
        ["null", {"type": "map", "values": "int"}, _SUIT],
        _record({"name": "f", "type": "int", "aliases": ["g"], "doc": "한", "pii": True, "order": "ignore"}),
        _record({"name": "x", "type": {**_record(name="n.S")}}, {"name": "y", "type": "n.S"}),
    ):
        yield {"as": "avro schema", "text": json.dumps(schema, ensure_ascii=False)}


def _protobuf() -> Iterator[Question]:
    for name, text in (
        ("Payment", "{}"),
        ("Payment", '{"id":"한","orderId":"9007199254740993","paidAt":"2026-11-22T12:34:56.789Z"}'),
        ("Payment", '{"card":{"lastFour":"4242","expiryYear":2030},"deltas":[-1,0,150],"state":"CAPTURED"}'),
        ("Payment", '{"labels":{"a":"b"},"rate":-0.5,"raw":"/wE=","iban":""}'),
        ("Payment.Card", '{"lastFour":"1"}'),
    ):
        yield {"as": "protobuf", **_message(name, text), "ours": text}


def _message(name: str, text: str) -> Question:
    return {"type": f"shop.{name}", "text": text, "descriptors": base64.b64encode(descriptors()).decode()}


def descriptors() -> bytes:
    """PROTO, compiled; without comments, whose places would change with every line."""
    from google.protobuf.descriptor_pb2 import FileDescriptorSet

    from workbench.schemas.protoc import compile as protoc

    every: Any = FileDescriptorSet.FromString(protoc({"shop.proto": PROTO}, "shop.proto"))
    for file in every.file:
        file.ClearField("source_code_info")
    data: bytes = every.SerializeToString()
    return data


FILE = Path(__file__).parents[2] / "vectors" / "serializers" / "java.json"
"""Where the answers are kept."""
