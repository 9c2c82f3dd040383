"""What real Java classes made of values (tests/vectors/serializers/java.json), made by ours: the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.brokers.java.questions import FILE, descriptors
from workbench.records.errors import Part, Unserializable
from workbench.schemas.embedded.avro_text import canonical
from workbench.serialization.avro.serializer import AvroSerializer
from workbench.serialization.catalogue import find
from workbench.serialization.framing import BARE, Framing, framing
from workbench.serialization.protobuf.serializer import ProtobufSerializer
from workbench.serialization.schema import Schema, SchemaType
from workbench.serialization.serializer import Serializer

ANSWERS: list[Mapping[str, Any]] = json.loads(FILE.read_text())["answers"]
BY_NAME = ("integer", "long", "short", "float", "double", "boolean", "null")


def of(*kinds: str) -> list[Mapping[str, Any]]:
    found = [one for one in ANSWERS if one["as"] in kinds]
    assert found
    return found


def name(one: Mapping[str, Any]) -> str:
    return f"{one['as']} {one.get('of', '')} {one.get('schema', '')[:40]} {one['text'][:30]}"


def hexadecimal(serializer: Serializer, text: str) -> str | None:
    data = serializer.serialize(text)
    return None if data is None else data.hex()


@pytest.mark.parametrize("one", of(*BY_NAME), ids=name)
def test_kafkas_own_serializers(one: Mapping[str, Any]) -> None:
    assert hexadecimal(find(one["as"]), one["text"]) == one["answer"]


@pytest.mark.parametrize("one", of("list"), ids=name)
def test_kafkas_list_serializer(one: Mapping[str, Any]) -> None:
    assert hexadecimal(find(f"list,of={one['of']}"), one["text"]) == one["answer"]


def test_texts_in_every_charset_that_both_know() -> None:
    known, wrong = set(), []
    for one in of("string", "uuid"):
        try:
            serializer = find(f"{one['as']},charset={one['charset']}")
        except Unserializable:
            continue
        known.add(one["charset"])
        if hexadecimal(serializer, one["text"]) != one["answer"]:
            wrong.append((one["charset"], one["text"], hexadecimal(serializer, one["text"]), one["answer"]))
    assert wrong == []
    assert {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "EUC-KR", "US-ASCII", "windows-1252", "Shift_JIS"} <= known


@pytest.mark.parametrize("one", of("avro", "decimal", "big-decimal"), ids=name)
def test_apache_avro(one: Mapping[str, Any]) -> None:
    serializer = AvroSerializer(Schema(SchemaType.AVRO, one["schema"]))
    assert hexadecimal(serializer, one["ours"]) == one["answer"]
    assert hexadecimal(serializer, serializer.deserialize(bytes.fromhex(one["answer"]))) == one["answer"]


@pytest.mark.parametrize("one", of("avro"), ids=name)
def test_apache_avros_own_json_is_taken_too(one: Mapping[str, Any]) -> None:
    serializer = AvroSerializer(Schema(SchemaType.AVRO, one["schema"]))
    assert hexadecimal(serializer, one["text"]) == one["answer"]


@pytest.mark.parametrize("one", of("avro schema"), ids=name)
def test_a_schemas_text_as_java_prints_it(one: Mapping[str, Any]) -> None:
    assert canonical(one["text"]) == one["answer"]


@pytest.mark.parametrize("one", of("protobuf"), ids=name)
def test_protobuf_java(one: Mapping[str, Any]) -> None:
    """Fields in the order of their numbers, as both write them; a map's entries have none, so there is one alone."""
    assert hexadecimal(protobuf(one["type"]), one["ours"]) == one["answer"]


def registry_cases() -> Iterator[Mapping[str, Any]]:
    for one in of("registry avro", "registry protobuf"):
        if not one["framing"].startswith("apicurio's own"):
            yield one


@pytest.mark.parametrize("one", registry_cases(), ids=name)
def test_apicurios_serializers(one: Mapping[str, Any]) -> None:
    """The bytes, and every header of ours; Java adds its class's name, and a Protobuf message's a second time."""
    java, is_avro = one["answer"], one["as"].endswith("avro")
    part = Part.KEY if one.get("key") else Part.VALUE
    id = 1 if is_avro else 3
    made: Framing = framing(
        one["framing"],
        part,
        id=id,
        type_name="" if is_avro else one["type"],
        schema_type=SchemaType.AVRO if is_avro else SchemaType.PROTOBUF,
    )
    payload = avro_payload(one) if is_avro else (protobuf(one["type"]).serialize(one["text"]) or b"")
    assert made.wrap(payload).hex() == java["hex"]
    if one.get("settings", {}).get("use-id") != "globalId":
        ours = {header: (value or b"").hex() for header, value in made.headers}
        assert ours.items() <= java["headers"].items()
        assert bool(ours) == bool(java["headers"])


def test_with_four_bytes_and_no_headers_apicurio_frames_as_confluent() -> None:
    one = next(one for one in of("registry avro") if one["framing"] == "apicurio-v3")
    confluent = framing("confluent", Part.VALUE, id=1)
    assert confluent.wrap(avro_payload(one)).hex() == one["answer"]["hex"]


def avro_payload(one: Mapping[str, Any]) -> bytes:
    return AvroSerializer(Schema(SchemaType.AVRO, one["schema"]), BARE).serialize(one["text"]) or b""


def protobuf(message: str) -> ProtobufSerializer:
    return ProtobufSerializer(Schema(SchemaType.PROTOBUF, "", descriptors=descriptors()), message)
