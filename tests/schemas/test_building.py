"""From a schema that was found to the serializer that works with it."""

from __future__ import annotations

import pytest

from workbench.records.errors import Part, Unserializable
from workbench.schemas import protoc
from workbench.schemas.building import WITH_SCHEMA, build
from workbench.schemas.serializers import WITH_SCHEMA as FOUND
from workbench.schemas.source import Source
from workbench.serialization.schema import Registered, Schema, SchemaType
from workbench.serialization.serializer import Framed, Labelled
from workbench.serialization.spec import SerializerSpec

GUID = "12345678-1234-5678-1234-567812345678"
LONG = Schema(SchemaType.AVRO, '"long"')
PROTO = """
syntax = "proto3";
package shop;
message Order { map<string, int32> prices = 1; message Line { string sku = 1; } }
"""
SHOP = Schema(SchemaType.PROTOBUF, PROTO)


def built(
    spec: str, source: Source, part: Part = Part.VALUE, text: str = "7"
) -> tuple[str, tuple[tuple[str, bytes | None], ...]]:
    """The bytes in hex, and the headers."""
    serializer = build(SerializerSpec.parse(spec), part, source)
    data = serializer.serialize(text)
    assert data is not None
    assert serializer.name == spec
    return data.hex(), serializer.headers if isinstance(serializer, Framed) else ()


def registered(schema: Schema) -> Source:
    return Source(schema, Registered(schema, 42, "orders-value", 3, GUID))


def test_the_dispatch_knows_every_family_with_a_schema() -> None:
    assert set(WITH_SCHEMA) == set(FOUND)


@pytest.mark.parametrize(
    ("spec", "source", "data"),
    [
        ("avro,schema=x", Source(LONG), "0e"),
        ("avro,schema=x,id=7", Source(LONG), "00000000070e"),
        ("avro,schema=x,id=7,framing=none", Source(LONG), "0e"),
        ("avro,schema=x,id=7,framing=apicurio-v2", Source(LONG), "0000000000000000070e"),
        ("avro", registered(LONG), "000000002a0e"),
        ("avro,framing=none", registered(LONG), "0e"),
        (f"avro,framing=glue,guid={GUID}", registered(LONG), f"0300{GUID.replace('-', '')}0e"),
    ],
)
def test_the_framing_is_what_the_spec_says_and_confluent_s_where_an_id_is_known(
    spec: str, source: Source, data: str
) -> None:
    assert built(spec, source) == (data, ())


def test_a_guid_travels_in_a_header() -> None:
    header = ("__key_schema_id", b"\1" + bytes.fromhex(GUID.replace("-", "")))
    assert built("avro,framing=confluent-header", registered(LONG), Part.KEY) == ("0e", (header,))
    value = ("__value_schema_id", header[1])
    assert built(f"avro,schema=x,guid={GUID}", Source(LONG)) == ("0e", (value,))


def test_bytes_alone_have_no_length_under_confluent_s_framing_only() -> None:
    schema = Schema(SchemaType.AVRO, '"bytes"')
    text = '{"$hex": "0102"}'
    serializer = build(SerializerSpec.parse("avro"), Part.VALUE, registered(schema))
    plain = build(SerializerSpec.parse("avro,framing=none"), Part.VALUE, registered(schema))
    shown = plain.deserialize(b"\x04\1\2")
    assert (serializer.serialize(shown) or b"").hex() == "000000002a0102", text
    assert (plain.serialize(shown) or b"").hex() == "040102"


def test_protobuf_s_framings_know_their_message() -> None:
    spec = "protobuf,type=shop.Order.Line"
    assert built(spec, registered(SHOP), text="{}")[0] == "000000002a040002"
    assert built(f"{spec},framing=glue", registered(SHOP), text="{}")[0].endswith("01")
    assert built(f"{spec},framing=apicurio-v3", registered(SHOP), text="{}")[0] == "000000002a060a044c696e65"
    assert built("protobuf", registered(SHOP), text="{}")[0] == "000000002a00"
    with pytest.raises(Unserializable, match="azure framing is for"):
        built("protobuf,framing=azure", registered(SHOP))


def test_protobuf_of_a_registry_is_compiled_and_of_a_file_it_is_already() -> None:
    compiled = Schema(SchemaType.PROTOBUF, "", descriptors=protoc.compile({"a.proto": PROTO}, "a.proto"))
    assert built("protobuf,type=shop.Order.Line", Source(compiled), text='{"sku": "a"}')[0] == "0a0161"


def test_a_container_is_never_framed() -> None:
    serializer = build(SerializerSpec.parse("avro,form=container"), Part.VALUE, registered(LONG))
    assert (serializer.serialize("7") or b"")[:4] == b"Obj\1"
    with pytest.raises(Unserializable, match="is not framed"):
        build(SerializerSpec.parse("avro,form=container,framing=confluent"), Part.VALUE, registered(LONG))


def test_the_others_are_made_of_their_texts() -> None:
    layout = '[[field]]\nname = "id"\ntype = "int32"\n'
    found = build(SerializerSpec.parse("layout,schema=x.toml"), Part.VALUE, Source(texts=(("x.toml", layout),)))
    assert found.serialize('{"id": 7}') == b"\0\0\0\7"
    thrift = "struct A { 1: i32 id }"
    spec = SerializerSpec.parse("thrift,schema=x.thrift,type=A,protocol=compact")
    assert build(spec, Part.VALUE, Source(texts=(("x.thrift", thrift),))).serialize('{"id": 7}') == b"\x15\x0e\0"
    schema = Schema(SchemaType.JSON, '{"type": "object"}')
    serializer = build(SerializerSpec.parse("json-schema,form=compact"), Part.VALUE, registered(schema))
    assert serializer.serialize('{ "a": 1 }') == b'\0\0\0\0\x2a{"a":1}'


def test_a_schema_that_is_none_is_a_sentence() -> None:
    for spec, schema in (
        ("avro", SchemaType.AVRO),
        ("protobuf", SchemaType.PROTOBUF),
        ("json-schema", SchemaType.JSON),
    ):
        with pytest.raises(Unserializable):
            build(SerializerSpec.parse(spec), Part.VALUE, registered(Schema(schema, "\x1b[2J")))


def test_the_parts_are_named() -> None:
    serializer = build(SerializerSpec.parse("avro"), Part.VALUE, registered(LONG))
    assert isinstance(serializer, Labelled)
    labels = [(span.label, span.value) for span in serializer.spans(serializer.serialize("7") or b"")]
    assert labels[:2] == [("magic byte", "0"), ("schema id", "42 → orders-value v3")]


@pytest.mark.parametrize(
    ("spec", "source", "words"),
    [
        (
            "avro,schema=deep/order.avsc",
            Source(
                Schema(SchemaType.AVRO, '{"type": "record", "name": "A", "fields": [{"name": "a", "type": "strin"}]}')
            ),
            "'deep/order.avsc', line 1 column ",
        ),
        ("avro,schema=order.avsc", Source(Schema(SchemaType.AVRO, " \n")), "'order.avsc' is empty"),
        (
            "avro",
            registered(Schema(SchemaType.AVRO, "<xml>")),
            "the schema 'orders-value' version 3, line 1 column 1: ",
        ),
        ("layout,schema=mine.toml", Source(texts=(("mine.toml", ""),)), "'mine.toml'"),
    ],
)
def test_what_is_wrong_with_a_schema_is_not_said_of_the_value(spec: str, source: Source, words: str) -> None:
    with pytest.raises(Unserializable) as raised:
        build(SerializerSpec.parse(spec), Part.VALUE, source)
    problem = raised.value.problems[0]
    assert words in problem.what
    assert (problem.line, problem.column, problem.path) == (None, None, "")
    assert "choose empty or null" not in problem.valid
