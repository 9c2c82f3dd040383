"""A schema as it comes in: is it one, and how it is kept. What is not is refused with 42201 and the reason."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from functools import lru_cache
from hashlib import md5
from uuid import UUID

from workbench.records.errors import Problem, Unserializable
from workbench.schemas.embedded.avro_text import canonical
from workbench.schemas.embedded.entries import Given
from workbench.schemas.embedded.refusals import Refused, invalid_schema
from workbench.serialization.schema import Schema, SchemaType

_BETWEEN = re.compile(r'("(?:[^"\\]|\\.)*")|\s+')


def checked(given: Given, schema: Schema, *, normalize: bool = False) -> Given:
    """The schema in the form in which it is kept and compared. `schema` is the same with its references resolved.

    Raises Refused where it is no schema of its type.
    """
    if not given.text.strip():
        raise invalid_schema("Empty schema")
    try:
        text = _CHECKS[given.type](schema)
    except Unserializable as error:
        raise _of(given, "; ".join(map(_words, error.problems))) from error
    except RecursionError as error:
        raise _of(given, "it is nested too deeply") from error
    return replace(given, text=_sorted(text) if normalize and given.type is SchemaType.JSON else text)


def fingerprint(given: Given, schema: Schema) -> str:
    """What equal schemas have in common; of Protobuf the descriptor: comments and spaces are no difference."""
    parts = [given.type.value, given.metadata, given.rule_set, str(given.references)]
    text = base64.b64encode(bare_descriptor(schema)).decode() if given.type is SchemaType.PROTOBUF else given.text
    return "\0".join((*parts, text))


def guid(given: Given) -> str:
    """The schema's GUID, as Confluent makes it: MD5 over text and references (MD5.java, SchemaReference.java)."""
    digest = md5(given.text.encode(errors="replace"), usedforsecurity=False)
    for reference in given.references:
        digest.update(f"{reference.name}{reference.subject}".encode(errors="replace"))
        digest.update(reference.version.to_bytes(4, "big"))
    for more in filter(None, (given.metadata, given.rule_set)):
        digest.update(b"\1" + more.encode(errors="replace"))
    return str(UUID(bytes=digest.digest()))


def descriptor(schema: Schema) -> bytes:
    """The serialized FileDescriptorProto of a Protobuf schema: what `format=serialized` answers."""
    return _own_file(schema)


def bare_descriptor(schema: Schema) -> bytes:
    """The same without what two spellings of one schema differ in: the file's name, comments, implied JSON names."""
    from workbench.schemas.embedded.proto_text import without_spelling

    return without_spelling(_own_file(schema))


def _of(given: Given, why: str) -> Refused:
    return invalid_schema(f"type {given.type.value}, details: {why}")


def _words(problem: Problem) -> str:
    return f"{problem.path}: {problem.what}" if problem.path else problem.what


def _avro(schema: Schema) -> str:
    from workbench.serialization.avro.schema import parse

    parse(schema)
    try:
        return canonical(schema.text)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unserializable(Problem("it is no Avro schema")) from None


def _json(schema: Schema) -> str:
    import jsonschema_rs

    try:
        value = json.loads(schema.text)
        jsonschema_rs.meta.validate(value)
    except jsonschema_rs.ValidationError as error:
        where = "/".join(map(str, error.instance_path))
        raise Unserializable(Problem(error.message, path=where)) from None
    except ValueError as error:
        raise Unserializable(Problem(f"it is no JSON: {error}")) from None
    return _BETWEEN.sub(r"\1", schema.text)


def _protobuf(schema: Schema) -> str:
    _own_file(schema)
    return schema.text.strip() + "\n"


_CHECKS = {SchemaType.AVRO: _avro, SchemaType.JSON: _json, SchemaType.PROTOBUF: _protobuf}


@lru_cache(maxsize=64)
def compiled(schema: Schema) -> Schema:
    """The schema ready to be compared: Protobuf's with its descriptors. Raises Unserializable."""
    from workbench.schemas.protoc import with_descriptors

    return with_descriptors(schema) if schema.type is SchemaType.PROTOBUF else schema


def _own_file(schema: Schema) -> bytes:
    """The serialized FileDescriptorProto of the schema's own file. Raises Unserializable."""
    from google.protobuf.descriptor_pb2 import FileDescriptorSet

    own = FileDescriptorSet.FromString(compiled(schema).descriptors).file[-1]
    own.ClearField("source_code_info")
    data: bytes = own.SerializeToString()
    return data


def _sorted(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
