"""Apicurio Registry's framings, as its serializers of 2.x and 3.x write them by default.

Version 2 carries the global id in eight bytes, version 3 the content id in four; in headers both have eight. Before a
Protobuf payload stands a delimited `Ref` message with the message's name, but for 2.x with headers, which has a header
for it (ProtobufKafkaSerializer.java, DefaultHeadersHandler.java, Default4ByteIdHandler.java). The `msgType` header
names a Java class for consumers that want one; there is none here, so it is left out, as their readers allow.
"""

from __future__ import annotations

from workbench.records.record import Header
from workbench.serialization.framing_marks import Identity, Mark, Marked, unsigned_varint
from workbench.serialization.schema import SchemaType

_MAGIC = Mark("magic byte", "0", b"\0")


def v2(identity: Identity) -> Marked:
    """A zero byte and the global id in eight. Raises Unserializable without an id."""
    mark = Mark("global id", identity.id_shown, identity.id_bytes("apicurio-v2", 8))
    return Marked("apicurio-v2", (_MAGIC, mark, *_reference(identity)))


def v3(identity: Identity) -> Marked:
    """A zero byte and the content id in four. Raises Unserializable without an id."""
    mark = Mark("content id", identity.id_shown, identity.id_bytes("apicurio-v3", 4))
    return Marked("apicurio-v3", (_MAGIC, mark, *_reference(identity)))


def v2_headers(identity: Identity) -> Marked:
    """The global id in a header of eight bytes, the payload alone. Raises Unserializable without an id."""
    headers = _headers(identity, "apicurio-v2-headers", "globalId")
    if identity.type_name:
        name = "apicurio.protobuf.type" + (".key" if identity.side("apicurio-v2-headers") == "key" else "")
        headers += ((name, _simple(identity).encode()),)
    return Marked("apicurio-v2-headers", headers=headers)


def v3_headers(identity: Identity) -> Marked:
    """The content id in a header of eight bytes. Raises Unserializable without an id."""
    headers = _headers(identity, "apicurio-v3-headers", "contentId")
    return Marked("apicurio-v3-headers", _reference(identity), headers)


def _headers(identity: Identity, framing: str, id_name: str) -> tuple[Header, ...]:
    side = identity.side(framing)
    headers: tuple[Header, ...] = ((f"apicurio.{side}.{id_name}", identity.id_bytes(framing, 8)),)
    if identity.schema_type is SchemaType.AVRO:
        headers += ((f"apicurio.{side}.encoding", b"BINARY"),)
    return headers


def _reference(identity: Identity) -> tuple[Mark, ...]:
    """`Ref { string name = 1 }`, with its length before it; nothing where there is no message."""
    if not identity.type_name:
        return ()
    name = _simple(identity).encode()
    message = b"\x0a" + unsigned_varint(len(name)) + name
    return (Mark("message name", _simple(identity), unsigned_varint(len(message)) + message),)


def _simple(identity: Identity) -> str:
    return identity.type_name.rpartition(".")[2]
