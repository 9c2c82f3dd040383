"""The Protobuf serializer as a whole: known answers, other implementations, framings, other versions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import json_format
from grpc_tools import protoc
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.protobuf.shop import SHOP, compiled, shop
from workbench.records.errors import Part, Unserializable
from workbench.schemas.protoc import compile as compile_sources
from workbench.schemas.protoc import with_descriptors
from workbench.serialization.framing import Framing, framing
from workbench.serialization.protobuf.serializer import ProtobufSerializer
from workbench.serialization.schema import Registered, Schema, SchemaType
from workbench.serialization.serializer import Evolving, Framed, Guiding, Labelled, Noting

VECTORS = Path(__file__).parents[2] / "vectors" / "serializer_vectors.json"
WITHOUT_MAP = 'syntax = "proto3"; message User { message Inner { message Deep {} } }'
WITH_MAP = 'syntax = "proto3"; message User { map<string, int32> m = 1; message Inner { string x = 1; } }'


def _confluent(id: int) -> Any:
    def made(indexes: tuple[int, ...], type_name: str) -> Framing:
        return framing("confluent", Part.VALUE, id=id, indexes=indexes, type_name=type_name)

    return made


def test_it_can_do_all_that_a_serializer_can() -> None:
    for ability in (Framed, Noting, Labelled, Guiding, Evolving):
        assert isinstance(shop(), ability)
    assert shop().about == "Protobuf message shop.Order, from JSON"
    assert shop().types == ("shop.Order", "shop.Order.Item")
    assert shop().name == "protobuf"
    assert shop().headers == ()


@pytest.mark.parametrize(
    ("text", "type_name", "id", "value", "vector"),
    [
        (WITHOUT_MAP, "User.Inner", 2, "{}", "confluent/protobuf nested [0,0] id=2"),
        (WITHOUT_MAP, "User.Inner.Deep", 3, "{}", "confluent/protobuf nested [0,0,0] id=3"),
        (WITH_MAP, "User.Inner", 4, '{"x": "q"}', "confluent/protobuf nested [0,1] id=4"),
    ],
)
def test_the_known_answers_of_confluents_serializer(
    text: str, type_name: str, id: int, value: str, vector: str
) -> None:
    vectors = json.loads(VECTORS.read_text())
    (known,) = (one["hex"] for one in vectors if one["serializer"].startswith(vector))
    assert ProtobufSerializer(compiled(text), type_name, _confluent(id)).serialize(value).hex() == known


def test_indexes_that_maps_shift_are_explained_in_the_spans() -> None:
    serializer = ProtobufSerializer(compiled(WITH_MAP), "User.Inner", _confluent(4))
    (indexes,) = (one for one in serializer.spans(serializer.serialize("{}")) if one.label == "message indexes")
    assert indexes.value == "[0, 1] → User.Inner, entries of map fields counted"
    plain = ProtobufSerializer(compiled(WITH_MAP), "User", _confluent(4))
    (indexes,) = (one for one in plain.spans(plain.serialize("{}")) if one.label == "message indexes")
    assert indexes.value.endswith(" → User")


def test_a_message_of_an_imported_file_has_no_place_in_the_schema_that_the_id_stands_for() -> None:
    text = 'syntax = "proto3"; import "other.proto"; message Own { Other other = 1; }'
    other = Schema(SchemaType.PROTOBUF, 'syntax = "proto3"; message Other {}')
    schema = with_descriptors(Schema(SchemaType.PROTOBUF, text, resolved=(("other.proto", other),)))
    with pytest.raises(Unserializable, match=r"Other is declared in 'other\.proto'"):
        ProtobufSerializer(schema, "Other", _confluent(1))
    assert ProtobufSerializer(schema, "Other").serialize("{}") == b""


def test_the_spans_of_framed_bytes_go_on_where_the_framing_ends() -> None:
    serializer = ProtobufSerializer(compiled(WITH_MAP), "User.Inner", _confluent(4))
    found = serializer.spans(serializer.serialize('{"x": "q"}'))
    assert [(one.start, one.end, one.path) for one in found][-3:] == [(8, 9, "x"), (9, 10, "x"), (10, 11, "x")]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The classes that protoc generates of the shop's schema."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "workbench_shop.proto").write_text(SHOP)
    includes = Path(protoc.__file__).parent / "_proto"
    arguments = ["", f"-I{folder}", f"-I{includes}", f"--python_out={folder}", "workbench_shop.proto"]
    assert protoc.main(arguments) == 0
    sys.path.insert(0, str(folder))
    yield import_module("workbench_shop_pb2")
    sys.path.remove(str(folder))


@pytest.mark.parametrize("seed", range(20))
def test_generated_classes_read_what_was_written(generated: Any, seed: int) -> None:
    text = shop().sample(seed)
    theirs = generated.Order.FromString(shop().serialize(text))
    assert theirs == json_format.Parse(text, generated.Order())
    assert theirs.SerializeToString(deterministic=True) == shop().serialize(text)


def test_confluents_own_deserializer_reads_it(generated: Any) -> None:
    from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer
    from confluent_kafka.serialization import MessageField, SerializationContext

    for type_name, made in (("shop.Order", generated.Order), ("shop.Order.Item", generated.Order.Item)):
        serializer = ProtobufSerializer(compiled(SHOP), type_name, _confluent(7))
        text = serializer.sample(1)
        deserialize = ProtobufDeserializer(made, {"use.deprecated.format": False})
        read = deserialize(serializer.serialize(text), SerializationContext("orders", MessageField.VALUE))
        assert read == json_format.Parse(text, made())


@given(st.integers(0, 10_000))
def test_what_is_written_is_read_back(seed: int) -> None:
    data = shop().serialize(shop().sample(seed))
    assert shop().serialize(shop().deserialize(data)) == data


def test_bytes_of_another_framing_are_refused() -> None:
    serializer = ProtobufSerializer(compiled(SHOP), "", _confluent(7))
    with pytest.raises(Unserializable):
        serializer.deserialize(shop().serialize("{}"))
    assert serializer.deserialize(serializer.serialize("{}")) == "{}"


def test_notes_are_silent_where_the_text_is_wrong() -> None:
    assert shop().notes("{") == ()
    assert [note.path for note in shop().notes('{"price": 9007199254740993}')] == ["price"]


@pytest.mark.parametrize("levels", [40, 99])
def test_as_many_messages_as_consumers_read_stand_inside_each_other(levels: int) -> None:
    text = '{"parent": ' * levels + '{"id": 1}' + "}" * levels
    assert shop().deserialize(shop().serialize(text))


@pytest.mark.parametrize(
    "text", ['{"parent": ' * 130 + "{}" + "}" * 130, '{"anything": ' + "[" * 120 + "]" * 120 + "}"]
)
def test_deeper_messages_are_refused_before_they_are_sent(text: str) -> None:
    with pytest.raises(Unserializable, match="more than 100 messages stand inside each other"):
        shop().serialize(text)


def test_an_older_version_reads_what_it_knows_and_a_newer_one_has_defaults() -> None:
    first = ProtobufSerializer(
        compiled('syntax = "proto3"; message P { int32 id = 1; string gone = 2; }'), "", _confluent(1)
    )
    second = ProtobufSerializer(
        compiled('syntax = "proto3"; message P { int32 id = 1; bool paid = 3; }'), "", _confluent(2)
    )
    data = first.serialize('{"id": 5, "gone": "x"}')
    assert json.loads(second.read(data, first)) == {"id": 5, "paid": False}
    assert json.loads(first.read(second.serialize('{"id": 5, "paid": true}'), second)) == {"id": 5, "gone": ""}


def test_a_version_that_cannot_read_says_why() -> None:
    writer = ProtobufSerializer(compiled('syntax = "proto3"; message P { bytes b = 1; }'))
    reader = ProtobufSerializer(compiled('syntax = "proto3"; message P { string b = 1; }'))
    with pytest.raises(Unserializable, match="these bytes are no P"):
        reader.read(writer.serialize('{"b": "/w=="}'), writer)


def test_fields_that_are_called_as_methods_are_fields() -> None:
    text = 'syntax = "proto3"; message M { string SerializeToString = 1; M SetInParent = 2; string DESCRIPTOR = 3; }'
    serializer = ProtobufSerializer(compiled(text))
    value = '{"SerializeToString": "a", "SetInParent": {"DESCRIPTOR": "b"}}'
    assert serializer.serialize(value).hex() == "0a016112031a0162"
    assert serializer.serialize(value.replace('"a"', '"a:b"')).hex().startswith("0a03")


TWO = 'syntax = "proto3"; package s; message A { string x = 1; } message B { message C {} }'


def test_the_first_of_several_messages_is_taken_and_said() -> None:
    first = ProtobufSerializer(compiled(TWO))
    for text in ("{}", '{"x": "a"}', '{"x": null}'):
        assert [str(note) for note in first.notes(text)] == ["message s.A: the first of 2; type= chooses another"]
    assert first.notes('{"y": 1}') == ()
    assert ProtobufSerializer(compiled(TWO), "s.A").notes("{}") == ()


def test_of_several_files_none_is_taken() -> None:
    files = compile_sources(
        {"a.proto": 'syntax = "proto3"; message A {}', "b.proto": 'syntax = "proto3"; message B {}'}
    )
    folder = Schema(SchemaType.PROTOBUF, "", descriptors=files)
    with pytest.raises(Unserializable, match=r"there are 2 \.proto files .*which message is meant is not said"):
        ProtobufSerializer(folder)
    assert ProtobufSerializer(folder, "A").type_name == "A"


def test_an_id_of_another_kind_of_registry_is_noted() -> None:
    guid = "12345678-1234-5678-1234-567812345678"
    glue = framing("glue", Part.VALUE, registered=Registered(compiled(TWO), 7, "words", 1, guid), indexes=(0,))
    assert [note.is_warning for note in ProtobufSerializer(compiled(TWO), "s.A", glue).notes("{}")] == [True]
