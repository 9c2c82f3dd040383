"""What is a schema of its type, and what are two spellings of one."""

from __future__ import annotations

import pytest

from workbench.schemas.embedded.checking import bare_descriptor, checked, compiled, descriptor, fingerprint, guid
from workbench.schemas.embedded.entries import Given
from workbench.schemas.embedded.refusals import Refused
from workbench.serialization.schema import Reference, Schema, SchemaType

MESSAGE = 'syntax = "proto3"; message M { int32 a = 1; }'


def kept(kind: SchemaType, text: str, *, normalize: bool = False) -> Given:
    return checked(Given(kind, text), Schema(kind, text), normalize=normalize)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (SchemaType.AVRO, " ", "Empty schema"),
        (SchemaType.AVRO, "{", "type AVRO, details:"),
        (SchemaType.AVRO, '{"type":"record"}', "type AVRO, details:"),
        (SchemaType.AVRO, "[" * 50_000, "nested too deeply"),
        (SchemaType.JSON, "{", "it is no JSON"),
        (SchemaType.JSON, '{"type": "numbr"}', "type JSON, details: type:"),
        (SchemaType.JSON, "[" * 50_000, "nested too deeply"),
        (SchemaType.PROTOBUF, "message {", "type PROTOBUF, details:"),
    ],
)
def test_what_is_no_schema_is_refused_with_the_reason(kind: SchemaType, text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        kept(kind, text)
    assert refused.value.code == 42201
    assert words in refused.value.message


def test_json_keeps_its_digits_and_loses_its_white_space() -> None:
    text = '{ "type": "number",\n "maximum": 12345678901234567890.10, "title": "a  \\" b" }'
    assert kept(SchemaType.JSON, text).text == '{"type":"number","maximum":12345678901234567890.10,"title":"a  \\" b"}'
    assert kept(SchemaType.JSON, '{"b": true, "a": 1}', normalize=True).text == '{"a":1,"b":true}'


def test_protobufs_spelling_makes_no_other_schema() -> None:
    one = Schema(SchemaType.PROTOBUF, MESSAGE)
    other = Schema(SchemaType.PROTOBUF, MESSAGE.replace("{ int32", "{\n // a number\n int32"))
    prints = {fingerprint(Given(SchemaType.PROTOBUF, schema.text), schema) for schema in (one, other)}
    assert len(prints) == 1
    assert bare_descriptor(one) == bare_descriptor(other)
    assert b"schema.proto" in descriptor(one)
    assert compiled(one).descriptors


def test_references_and_rules_make_another_schema() -> None:
    given = Given(SchemaType.AVRO, '"int"')
    others = (
        Given(SchemaType.AVRO, '"int"', (Reference("a", "b", 1),)),
        Given(SchemaType.AVRO, '"int"', rule_set='{"domainRules":[]}'),
        Given(SchemaType.AVRO, '"int"', metadata='{"properties":{}}'),
        Given(SchemaType.JSON, '"int"'),
    )
    prints = {fingerprint(each, Schema(each.type, each.text)) for each in (given, *others)}
    assert len(prints) == 5


def test_the_guid_is_confluents_md5_over_text_and_references() -> None:
    """`md5` of the bytes that Schema.updateHash and SchemaReference.updateHash feed it."""
    assert guid(Given(SchemaType.AVRO, '"string"')) == "095d71cf-1255-6b9d-5e33-0ad575b3df5d"
    referring = Given(SchemaType.AVRO, '"x.A"', (Reference("x.A", "a-value", 3),))
    assert guid(referring) == "cfbd5a2d-220c-4e03-78b0-6f04975b5a38"
