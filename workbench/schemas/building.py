"""From a schema that was found to the serializer that works with it. Each family is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from workbench.records.errors import Part, Problem, Unserializable
from workbench.schemas.source import Source
from workbench.schemas.sources import number
from workbench.serialization.framing import BARE, Framing, framing
from workbench.serialization.schema import Schema
from workbench.serialization.serializer import Serializer
from workbench.serialization.spec import SerializerSpec


def build(spec: SerializerSpec, part: Part, source: Source) -> Serializer:
    """The serializer of a spec. Raises Unserializable: the schema is none, its framing lacks something."""
    return _MAKERS[spec.name](spec, part, source)


def _avro(spec: SerializerSpec, part: Part, source: Source) -> Serializer:
    from workbench.serialization.avro.container import AvroContainer
    from workbench.serialization.avro.serializer import AvroSerializer

    if spec["form"] == "container":
        if spec["framing"] not in ("", BARE.name):
            raise Unserializable(Problem("a container brings its schema along and is not framed", "framing=none"))
        return AvroContainer(_schema(source), spec=str(spec))
    return AvroSerializer(_schema(source), _framing(spec, part, source), str(spec))


def _json_schema(spec: SerializerSpec, part: Part, source: Source) -> Serializer:
    from workbench.serialization.json_schema.serializer import JsonSchemaSerializer

    form = spec["form"] or "written"
    return JsonSchemaSerializer(_schema(source), _framing(spec, part, source), form, str(spec))


def _protobuf(spec: SerializerSpec, part: Part, source: Source) -> Serializer:
    from workbench.schemas.glue_messages import place_of
    from workbench.schemas.protoc import with_descriptors
    from workbench.serialization.protobuf.serializer import ProtobufSerializer

    schema = with_descriptors(_schema(source))
    in_glue = spec["framing"].startswith("glue")

    def framed(indexes: tuple[int, ...], type_name: str) -> Framing:
        path = (place_of(schema, type_name),) if in_glue else indexes
        return _framing(spec, part, source, path, type_name)

    return ProtobufSerializer(schema, spec["type"], framed, str(spec))


def _thrift(spec: SerializerSpec, part: Part, source: Source) -> Serializer:
    from workbench.serialization.thrift.serializer import ThriftSerializer

    main, _ = source.texts[0]
    return ThriftSerializer(dict(source.texts), main, spec["type"], spec["protocol"] or "binary", str(spec))


def _layout(spec: SerializerSpec, part: Part, source: Source) -> Serializer:
    from workbench.serialization.layout.serializer import LayoutSerializer

    return LayoutSerializer(source.texts[0][1], str(spec))


def _schema(source: Source) -> Schema:
    assert source.schema is not None  # sources.py finds one for these families
    return source.schema


def _framing(
    spec: SerializerSpec,
    part: Part,
    source: Source,
    indexes: tuple[int, ...] | None = None,
    type_name: str = "",
) -> Framing:
    """The framing that the spec names; where it names none, Confluent's as soon as somebody knows the schema's id."""
    id_given = number(spec, "id")
    known = source.registered is not None or id_given is not None
    name = spec["framing"] or ("confluent" if known else "confluent-header" if spec["guid"] else BARE.name)
    return framing(
        name,
        part,
        registered=source.registered,
        id=id_given,
        guid=spec["guid"],
        indexes=indexes,
        type_name=type_name,
        schema_type=_schema(source).type,
    )


_MAKERS: Final[Mapping[str, Callable[[SerializerSpec, Part, Source], Serializer]]] = {
    "avro": _avro,
    "json-schema": _json_schema,
    "protobuf": _protobuf,
    "thrift": _thrift,
    "layout": _layout,
}

WITH_SCHEMA: Final = tuple(_MAKERS)
"""The families that are built here."""
