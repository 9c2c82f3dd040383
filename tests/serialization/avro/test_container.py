"""Container files, read by fastavro and Apache's avro, and theirs by the workbench."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import avro.datafile
import avro.io
import fastavro
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem
from tests.serialization.avro.strategies import avro as schema_of
from workbench.records.errors import Unserializable
from workbench.serialization.avro.codecs import CODECS
from workbench.serialization.avro.container import AvroContainer
from workbench.serialization.avro.serializer import AvroSerializer
from workbench.serialization.schema import Reference, Schema, SchemaType

USER: Any = {
    "type": "record",
    "name": "User",
    "fields": [{"name": "id", "type": "long"}, {"name": "n", "type": "string"}],
}
TEXT = '{"id": 5, "n": "한"}'


@pytest.mark.parametrize("codec", CODECS)
def test_others_read_it(codec: str) -> None:
    data = AvroContainer(schema_of(USER), codec).serialize(TEXT)
    assert list(fastavro.reader(io.BytesIO(data))) == [{"id": 5, "n": "한"}]
    if codec != "xz":
        with avro.datafile.DataFileReader(io.BytesIO(data), avro.io.DatumReader()) as reader:
            assert list(reader) == [{"id": 5, "n": "한"}]


@pytest.mark.parametrize("codec", CODECS)
def test_it_reads_others(codec: str) -> None:
    out = io.BytesIO()
    fastavro.writer(out, USER, [{"id": 1, "n": "a"}, {"id": 2, "n": "b"}], codec=codec)
    assert AvroContainer(schema_of("int")).deserialize(out.getvalue()) == '{"id": 1, "n": "a"}\n{"id": 2, "n": "b"}'


def test_a_text_always_gives_the_same_bytes_and_is_read_again() -> None:
    container = AvroContainer(schema_of(USER), spec="avro,schema=user.avsc,form=container")
    assert container.serialize(TEXT) == container.serialize(TEXT)
    assert container.deserialize(container.serialize(TEXT)) == TEXT
    assert container.name == "avro,schema=user.avsc,form=container"


def test_a_schema_that_refers_to_others_is_complete_in_the_file() -> None:
    enum = schema_of({"type": "enum", "name": "a.E", "symbols": ["A"]})
    text = '{"type": "record", "name": "a.R", "fields": [{"name": "e", "type": "E"}]}'
    schema = Schema(SchemaType.AVRO, text, (Reference("a.E", "e-value", 1),), (("a.E", enum),))
    data = AvroContainer(schema).serialize('{"e": "A"}')
    assert list(fastavro.reader(io.BytesIO(data))) == [{"e": "A"}]


def test_a_consumer_with_another_schema_reads_by_the_one_in_the_file() -> None:
    newer = {**USER, "fields": [*USER["fields"], {"name": "more", "type": "int", "default": 7}]}
    writer = AvroContainer(schema_of(USER))
    assert AvroContainer(schema_of(newer)).read(writer.serialize(TEXT), writer) == '{"id": 5, "n": "한", "more": 7}'


def test_its_parts_have_names_and_cover_it() -> None:
    pytest.importorskip("workbench.serialization.avro.spans")
    container = AvroContainer(schema_of(USER))
    data = container.serialize(TEXT)
    spans = container.spans(data)
    assert [each.label for each in spans[:5]] == ["magic", "metadata", "avro.schema", "avro.codec", "metadata"]
    assert spans[0].start == 0
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert spans[-1].end == len(data)
    assert container.spans(b"Obj\x01\x02") == spans[:1]
    assert container.spans(b"") == ()


def test_what_is_no_container_is_refused() -> None:
    container = AvroContainer(schema_of(USER))
    data = container.serialize(TEXT)
    assert "no Avro container" in problem(container.deserialize, b"nothing").what
    assert "too early" in problem(container.deserialize, data[:-20]).what
    assert "no codec 'snappy'" in problem(AvroContainer, schema_of(USER), "snappy").what
    assert "is a string" in problem(container.serialize, '{"id": "5", "n": ""}').what
    assert "no Avro container" in problem(container.read, b"", AvroSerializer(schema_of(USER))).what


@given(st.integers(0, 300), st.binary(max_size=4))
def test_damaged_files_are_read_or_refused(at: int, damage: bytes) -> None:
    container = AvroContainer(schema_of(USER))
    data = container.serialize(TEXT)
    try:
        container.deserialize(data[:at] + damage + data[at + len(damage) :])
    except Unserializable as error:
        assert all(each.what for each in error.problems)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        AvroContainer(schema_of(USER)).deserialize(b"Obj\x01" + data)
    except Unserializable as error:
        assert all(each.what for each in error.problems)
