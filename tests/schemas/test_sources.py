"""From a spec to the schema that it stands for."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from workbench.records.errors import Part, Unserializable
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.source import Source
from workbench.schemas.sources import LATEST_FOR, TYPES, Schemas, find_source, number
from workbench.serialization.schema import Registered, Schema, SchemaType
from workbench.serialization.spec import SerializerSpec

ORDERS = Schema(SchemaType.AVRO, '"string"')


class Held:
    """A registry that holds what it is asked for, under the same id, and says what it was asked."""

    def __init__(self, schema: Schema = ORDERS, refused: str = "") -> None:
        self.asked: list[object] = []
        self._schema, self._refused = schema, refused

    def schema(self, subject: str, version: int | str = "latest") -> Registered:
        self.asked.append((subject, version))
        if subject == "gone":
            raise RegistryError("Subject 'gone' not found.", status=404, code=40401)
        return Registered(self._schema, 42, subject, 3 if version == "latest" else int(version), "g", self._refused)

    def by_id(self, id: int) -> Registered:
        self.asked.append(id)
        return Registered(self._schema, id, refused=self._refused)

    def by_guid(self, guid: str) -> Registered:
        self.asked.append(guid)
        return Registered(self._schema, 42, guid=guid, refused=self._refused)

    def associated(self, topic: str, part: Part) -> str:
        self.asked.append((topic, part))
        return "orders" if topic == "known" else ""


def source(spec: str, registry: Schemas | None, topic: str = "shop", part: Part = Part.VALUE) -> Source:
    return find_source(SerializerSpec.parse(spec), topic, part, registry)


@pytest.mark.parametrize(
    ("spec", "asked", "good_for"),
    [
        ("avro", ("shop-value", "latest"), LATEST_FOR),
        ("avro,version=latest", ("shop-value", "latest"), LATEST_FOR),
        ("avro,version=2", ("shop-value", 2), math.inf),
        ("avro,subject=x,version=2", ("x", 2), math.inf),
        ("avro,id=7", 7, math.inf),
        ("avro,guid=abc", "abc", math.inf),
        ("avro,guid=abc,subject=x,framing=glue", ("x", "latest"), LATEST_FOR),
        ("avro,id=42,subject=x", ("x", "latest"), LATEST_FOR),
        ("avro,id=99,subject=x,framing=apicurio-v2", ("x", "latest"), LATEST_FOR),
    ],
)
def test_what_is_asked_of_the_registry(spec: str, asked: object, good_for: float) -> None:
    held = Held()
    found = source(spec, held)
    assert held.asked == [asked]
    assert (found.schema, found.good_for) == (ORDERS, good_for)
    assert found.registered is not None


def test_an_association_goes_before_the_topic_s_own_subject() -> None:
    held = Held()
    source("avro,strategy=associated", held, "known")
    source("avro,strategy=associated", held, "unknown", Part.KEY)
    assert held.asked == [("known", Part.VALUE), ("orders", "latest"), ("unknown", Part.KEY), ("unknown-key", "latest")]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("avro,schema=a.avsc,subject=x", "both choose the schema"),
        ("avro,schema=a.avsc,version=1", "both choose the schema"),
        ("avro,schema=a.avsc,strategy=topic", "both choose the schema"),
        ("avro,version=0", "no version '0'"),
        ("avro,version=new", "no whole number"),
        ("avro,version=99999999999", "no version"),
        ("avro,id=x", "no whole number"),
        ("avro,id=-1", "no whole number"),
        ("avro,id=7,subject=x", "has the schema id 42, not 7"),
        ("protobuf", "is AVRO, not protobuf"),
        ("thrift,type=A", "needs a schema"),
        ("avro,subject=gone", "not found"),
    ],
)
def test_what_cannot_be_is_said(spec: str, words: str) -> None:
    with pytest.raises(Unserializable, match=words):
        source(spec, Held())


def test_a_schema_with_rules_to_encrypt_is_refused_however_it_is_named() -> None:
    for spec in ("avro", "avro,id=7", "avro,guid=g", "avro,subject=x,version=2"):
        with pytest.raises(Unserializable, match="has a rule to encrypt"):
            source(spec, Held(refused="has a rule to encrypt ('pii'), which the workbench does not do"))


def test_without_a_registry_a_file_will_do(tmp_path: Path) -> None:
    (tmp_path / "a.avsc").write_text('"string"')
    assert source(f"avro,schema={tmp_path / 'a.avsc'},id=7", None).schema == ORDERS
    with pytest.raises(Unserializable, match="no schema registry is connected"):
        source("avro", None)


def test_numbers_are_exact_or_refused() -> None:
    assert number(SerializerSpec.parse("avro,id=9007199254740993"), "id") == 9007199254740993
    assert number(SerializerSpec.parse("avro"), "id") is None
    for text in ("1.0", "٣", " 1", "9" * 20):
        with pytest.raises(Unserializable):
            number(SerializerSpec("avro", (("id", text),)), "id")


def test_the_families_of_a_registry_are_its_kinds_of_schemas() -> None:
    assert set(TYPES.values()) == set(SchemaType)
