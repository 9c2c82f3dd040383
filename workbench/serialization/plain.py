"""The serializers that need no schema and no file, made of their specs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from workbench.serialization.binary import Base64Serializer, HexSerializer
from workbench.serialization.charsets import UTF_8, Charset
from workbench.serialization.json import CompactJsonSerializer, JsonSerializer
from workbench.serialization.numbers import FloatingNumber, WholeNumber
from workbench.serialization.serializer import Serializer
from workbench.serialization.small import BooleanSerializer, NullSerializer, UuidBytesSerializer, UuidSerializer
from workbench.serialization.spec import SerializerSpec
from workbench.serialization.text import CharsetSerializer, StringSerializer
from workbench.serialization.varint import VarintSerializer


def make(spec: SerializerSpec) -> Serializer:
    """The serializer of a spec whose options were checked. Raises Unserializable: no such charset."""
    return MAKERS[spec.name](spec)


def _string(spec: SerializerSpec) -> Serializer:
    charset = Charset.named(spec["charset"] or UTF_8)
    return StringSerializer() if charset.name == UTF_8 else CharsetSerializer(charset, str(spec))


def _uuid(spec: SerializerSpec) -> Serializer:
    return UuidSerializer(Charset.named(spec["charset"] or UTF_8), str(spec))


def _list(spec: SerializerSpec) -> Serializer:
    from workbench.serialization.java_list import ListSerializer

    of = spec["of"]
    charset = {"charset": spec["charset"]} if of in ("string", "uuid") else {}
    return ListSerializer(of, make(SerializerSpec(of).having(**charset)), str(spec))


def _json(spec: SerializerSpec) -> Serializer:
    return CompactJsonSerializer() if spec["form"] == "compact" else JsonSerializer()


def _varint(spec: SerializerSpec) -> Serializer:
    return VarintSerializer(spec["form"] != "unsigned", str(spec))


def _messagepack(spec: SerializerSpec) -> Serializer:
    from workbench.serialization.message_pack import MessagePackSerializer

    return MessagePackSerializer()


def _cbor(spec: SerializerSpec) -> Serializer:
    from workbench.serialization.cbor import CborSerializer

    return CborSerializer()


MAKERS: Final[Mapping[str, Callable[[SerializerSpec], Serializer]]] = {
    "string": _string,
    "integer": lambda _: WholeNumber("integer", 4),
    "long": lambda _: WholeNumber("long", 8),
    "short": lambda _: WholeNumber("short", 2),
    "u8": lambda _: WholeNumber("u8", 1, is_signed=False),
    "u16": lambda _: WholeNumber("u16", 2, is_signed=False),
    "u32": lambda _: WholeNumber("u32", 4, is_signed=False),
    "u64": lambda _: WholeNumber("u64", 8, is_signed=False),
    "double": lambda _: FloatingNumber("double", 8),
    "float": lambda _: FloatingNumber("float", 4),
    "varint": _varint,
    "boolean": lambda _: BooleanSerializer(),
    "uuid": _uuid,
    "uuid-bytes": lambda _: UuidBytesSerializer(),
    "null": lambda _: NullSerializer(),
    "hex": lambda _: HexSerializer(),
    "base64": lambda _: Base64Serializer(),
    "json": _json,
    "list": _list,
    "messagepack": _messagepack,
    "cbor": _cbor,
}
"""How each is made, by family."""
