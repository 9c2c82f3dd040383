"""A schema as a value, and how a registry knows it."""

from __future__ import annotations

from workbench.serialization.schema import Reference, Registered, Schema, SchemaType

STRING = Schema(SchemaType.AVRO, '"string"')


def test_a_registered_schema_is_called_by_its_subject_or_by_its_id() -> None:
    assert str(Registered(STRING, 42, "orders-value", 3)) == "orders-value v3"
    assert str(Registered(STRING, 42)) == "schema id 42"


def test_the_kinds_are_the_registry_s_words() -> None:
    assert [str(each) for each in SchemaType] == ["AVRO", "JSON", "PROTOBUF"]


def test_equal_schemas_are_one_key() -> None:
    reference = Reference("com.shop.Item", "item-value", 1)
    made = [Schema(SchemaType.AVRO, '"x"', (reference,), (("com.shop.Item", STRING),)) for _ in range(2)]
    assert len({*made}) == 1
