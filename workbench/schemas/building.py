"""From a schema that was found to the serializer that works with it. Each family is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from workbench.records.errors import Part, Problem, Unserializable
from workbench.records.escape import quoted
from workbench.schemas.files import shown
from workbench.schemas.source import Source
from workbench.schemas.sources import number
from workbench.serialization.framing import BARE, Framing, framing
from workbench.serialization.schema import Schema
from workbench.serialization.serializer import Serializer
from workbench.serialization.spec import SerializerSpec

_FOR_A_VALUE = "; or choose empty or null"
"""What the parser of a value's JSON advises besides."""


def build(spec: SerializerSpec, part: Part, source: Source) -> Serializer:
    """The serializer of a spec. Raises Unserializable: the schema is none, its framing lacks something."""
    try:
        return _MAKERS[spec.name](spec, part, source)
    except Unserializable as error:
        raise Unserializable(*(_in_schema(problem, spec, source) for problem in error.problems)) from None


def _in_schema(problem: Problem, spec: SerializerSpec, source: Source) -> Problem:
    """A problem with a place in a schema says so: the text of the value is not where it is."""
    if problem.line is None and spec.name != "layout":  # a layout's serializer lacks nothing but a layout
        return problem
    if _is_empty(source):
        return Problem(f"{_name(spec, source)} is empty", "a schema")
    line = "" if problem.line is None else f", line {problem.line} column {problem.column or 1}"
    place = f"{_name(spec, source)}{line}"
    what = f"{problem.path}: {problem.what}" if problem.path else problem.what
    return Problem(f"{place}: {what}", problem.valid.removesuffix(_FOR_A_VALUE))


def _is_empty(source: Source) -> bool:
    text = source.schema.text if source.schema is not None else source.texts[0][1]
    return not text.strip() and not (source.schema is not None and source.schema.descriptors)


def _name(spec: SerializerSpec, source: Source) -> str:
    """What a person calls the schema: its file, or the subject and version it was found under."""
    if spec["schema"]:
        return shown(Path(spec["schema"]))
    known = source.registered
    if known is not None and known.subject:
        return f"the schema {quoted(known.subject, 80)}" + (f" version {known.version}" if known.version else "")
    return "the schema"


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
