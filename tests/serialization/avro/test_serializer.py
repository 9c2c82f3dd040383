"""Avro from text to framed bytes and back: known answers, framings, notes, evolution."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem, problems
from tests.serialization.avro.strategies import avro, data, kind_of, schemas
from workbench.records.errors import Part, Unserializable
from workbench.serialization.avro.serializer import AvroSerializer
from workbench.serialization.avro.text import text_of
from workbench.serialization.framing import framing
from workbench.serialization.schema import Registered
from workbench.serialization.serializer import Evolving, Framed, Guiding, Labelled, Noting
from workbench.serialization.small import BooleanSerializer

ANSWERS = json.loads((Path(__file__).parents[2] / "vectors" / "serializers" / "avro.json").read_text())["answers"]
USER: dict[str, Any] = {
    "type": "record",
    "name": "User",
    "fields": [
        {"name": "id", "type": "int"},
        {"name": "name", "type": ["null", "string"], "default": None},
        {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
    ],
}
GUID = "89791762-2336-186f-9674-442ad90a8f5e"


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["serializer"])
def test_known_answers(answer: dict[str, Any]) -> None:
    name = "confluent-header" if answer["id"] is None else "confluent"
    serializer = AvroSerializer(avro(answer["schema"]), framing(name, Part.VALUE, id=answer["id"], guid=GUID))
    data = serializer.serialize(answer["text"])
    assert data.hex() == answer["hex"]
    assert serializer.serialize(serializer.deserialize(data)) == data


def test_just_bytes_have_their_length_where_no_registry_is_involved() -> None:
    assert AvroSerializer(avro("bytes")).serialize('"0x0102"').hex() == "040102"
    framed = AvroSerializer(avro("bytes"), framing("confluent", Part.VALUE, id=5))
    assert framed.deserialize(bytes.fromhex("00000000050102")) == '"0x0102"'
    union = AvroSerializer(avro(["null", "bytes"]), framing("confluent", Part.VALUE, id=5))
    assert union.serialize('"0x0102"').hex() == "000000000502040102"


def test_it_can_do_all_that_a_serializer_with_a_schema_can() -> None:
    serializer = AvroSerializer(avro(USER), spec="avro,schema=user.avsc")
    assert serializer.name == "avro,schema=user.avsc"
    for what in (Noting, Labelled, Guiding, Evolving, Framed):
        assert isinstance(serializer, what)
    assert serializer.headers == ()


def test_the_framings_headers_travel_with_it() -> None:
    serializer = AvroSerializer(avro(USER), framing("confluent-header", Part.KEY, guid=GUID))
    ((name, value),) = serializer.headers
    assert value is not None
    assert (name, value[:1]) == ("__key_schema_id", b"\x01")


def test_notes_say_what_became_of_a_text() -> None:
    serializer = AvroSerializer(avro(USER))
    assert [str(each) for each in serializer.notes('{"id": 1, "name": "x", "tags": []}')] == [
        "name: taken as string, of null or string"
    ]
    assert serializer.notes('{"id": "1"}') == ()


def test_every_problem_comes_back() -> None:
    found = problems(AvroSerializer(avro(USER)).serialize, '{"id": 1.5, "nme": "x", "tags": "y"}')
    assert [each.path for each in found] == ["id", "nme", "tags"]
    assert all(each.line == 1 and each.column and each.valid for each in found)


def test_other_bytes_are_refused() -> None:
    serializer = AvroSerializer(avro(USER), framing("confluent", Part.VALUE, id=1))
    assert "schema id" in problem(serializer.deserialize, bytes.fromhex("00000000020202027800")).what
    assert problem(serializer.deserialize, b"")
    assert "bytes end" in problem(serializer.deserialize, bytes.fromhex("0000000001")).what


def test_a_consumer_on_another_version_reads_it() -> None:
    newer = {**USER, "fields": [*USER["fields"][:2], {"name": "email", "type": "string", "default": "none"}]}
    writer = AvroSerializer(avro(USER), framing("confluent", Part.VALUE, id=1))
    reader = AvroSerializer(avro(newer), framing("confluent", Part.VALUE, id=2))
    data = writer.serialize('{"id": 1, "name": "x"}')
    assert reader.read(data, writer) == '{"id": 1, "name": "x", "email": "none"}'
    without = {**USER, "fields": [{"name": "email", "type": "string"}]}
    assert "no such field" in problem(AvroSerializer(avro(without)).read, data, writer).what
    assert "Avro" in problem(reader.read, data, BooleanSerializer()).what


def test_a_schema_that_is_none_is_refused_when_it_is_made() -> None:
    assert "there is no type" in problem(AvroSerializer, avro("strin")).what


def test_a_recursive_schema_is_written_to_any_depth_that_a_text_may_have() -> None:
    node = {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"], "default": None}]}
    serializer = AvroSerializer(avro(node))
    text = '{"next": ' * 60 + "null" + "}" * 60
    assert serializer.deserialize(serializer.serialize(text)) == text
    for depth in (199, 1_000, 50_000):
        deep = '{"next": ' * depth + "null" + "}" * depth
        try:
            serializer.deserialize(serializer.serialize(deep))
        except Unserializable as error:
            assert "nested too deeply" in error.problems[0].what


def test_spans_name_the_framing_then_the_datum() -> None:
    pytest.importorskip("workbench.serialization.avro.spans")
    serializer = AvroSerializer(avro(USER), framing("confluent", Part.VALUE, id=42))
    spans = serializer.spans(serializer.serialize('{"id": 1, "name": "x"}'))
    assert [each.label for each in spans[:2]] == ["magic byte", "schema id"]
    assert {"id", "name"} <= {each.path for each in spans}
    raw = AvroSerializer(avro("bytes"), framing("confluent", Part.VALUE, id=5))
    assert raw.spans(bytes.fromhex("00000000050102"))[-1].label == "bytes"
    assert raw.spans(b"\x00") is not None


@given(st.data())
def test_what_is_deserialized_serializes_to_the_same_bytes(chance: st.DataObject) -> None:
    schema = chance.draw(schemas())
    serializer = AvroSerializer(avro(schema), framing("confluent", Part.VALUE, id=1))
    datum = chance.draw(data(kind_of(schema)))
    written = serializer.serialize(text_of(serializer.kind, datum))
    assert serializer.serialize(serializer.deserialize(written)) == written


@given(schemas(), st.text(), st.binary(max_size=30))
def test_nothing_but_a_refusal_leaves_it(schema: Any, text: str, given: bytes) -> None:
    serializer = AvroSerializer(avro(schema))
    serializer.notes(text)
    attempts = (lambda: serializer.serialize(text), lambda: serializer.deserialize(given))
    for attempt in attempts:
        try:
            attempt()
        except Unserializable as error:
            assert all(each.what for each in error.problems)


BAD_DEFAULT = {"type": "record", "name": "a.R", "fields": [{"name": "x", "type": "int", "default": "y"}]}


def test_a_files_defaults_have_to_be_of_their_types_and_a_registered_schema_is_in_use() -> None:
    with pytest.raises(Unserializable, match=r"the default .* of the field 'x' is not of its type"):
        AvroSerializer(avro(BAD_DEFAULT), spec="avro,schema=r.avsc")
    assert AvroSerializer(avro(BAD_DEFAULT), spec="avro,id=7").serialize('{"x": 1}') == b"\x02"


def test_a_type_that_the_schema_is_not_is_refused() -> None:
    for spec in ("avro,schema=user.avsc,type=Nope", "avro,id=7,type=a.User"):
        with pytest.raises(Unserializable, match="has no effect: the schema is User"):
            AvroSerializer(avro(USER), spec=spec)
    for spec in ("avro,schema=user.avsc,type=User", "avro,strategy=record,type=a.User"):
        assert AvroSerializer(avro(USER), spec=spec).name == spec
    assert AvroSerializer(avro({**USER, "name": "a.User"}), spec="avro,id=7,type=User").name


def test_a_logical_type_that_does_not_count_is_noted() -> None:
    serializer = AvroSerializer(avro({"type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 4}))
    assert [note.is_warning for note in serializer.notes('"0x01"')] == [True]


def test_an_id_of_another_kind_of_registry_is_noted() -> None:
    glue = framing("glue", Part.VALUE, registered=Registered(avro("string"), 7, "words", 1, GUID))
    assert [note.is_warning for note in AvroSerializer(avro("string"), glue).notes('"x"')] == [True]
