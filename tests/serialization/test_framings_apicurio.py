"""Apicurio Registry's framings, with and without headers."""

from __future__ import annotations

from workbench.records.errors import Part
from workbench.serialization.framing_marks import Identity
from workbench.serialization.framings_apicurio import v2, v2_headers, v3, v3_headers
from workbench.serialization.schema import SchemaType

SEVEN = (7).to_bytes(8, "big")


def test_avro_in_headers() -> None:
    value = Identity(Part.VALUE, 7, schema_type=SchemaType.AVRO)
    assert v2_headers(value).headers == (("apicurio.value.globalId", SEVEN), ("apicurio.value.encoding", b"BINARY"))
    assert v3_headers(value).headers == (("apicurio.value.contentId", SEVEN), ("apicurio.value.encoding", b"BINARY"))
    assert v2_headers(value).wrap(b"x") == v3_headers(value).wrap(b"x") == b"x"


def test_json_in_headers() -> None:
    key = Identity(Part.KEY, 7, schema_type=SchemaType.JSON)
    assert v2_headers(key).headers == (("apicurio.key.globalId", SEVEN),)


def test_protobuf_names_its_message() -> None:
    for part, name in ((Part.KEY, "apicurio.protobuf.type.key"), (Part.VALUE, "apicurio.protobuf.type")):
        identity = Identity(part, 7, indexes=(0, 1), type_name="shop.Order.Line", schema_type=SchemaType.PROTOBUF)
        found = v2_headers(identity)
        assert found.headers == ((f"apicurio.{part}.globalId", SEVEN), (name, b"Line"))
        assert found.wrap(b"x") == b"x"
        assert v3_headers(identity).wrap(b"x") == b"\x06\x0a\x04Linex"
        assert v2(identity).wrap(b"x") == b"\0" + SEVEN + b"\x06\x0a\x04Linex"
        assert v3(identity).payload_at == 12


def test_a_long_name_has_long_lengths() -> None:
    name = "M" * 200
    data = v3(Identity(Part.VALUE, 7, type_name=name)).wrap(b"")
    assert data[5:10] == b"\xcb\x01\x0a\xc8\x01"
    assert data[10:] == name.encode()
