"""The words of a verdict."""

from __future__ import annotations

from workbench.schemas.embedded.entries import Given
from workbench.schemas.embedded.store import Store
from workbench.schemas.embedded.verdicts import verdict
from workbench.serialization.schema import Schema, SchemaType


def test_the_change_the_version_and_the_level_are_named() -> None:
    store = Store()
    old = store.add("a", Given(SchemaType.AVRO, '"string"'), None)
    change, version, text, level = verdict(store, "a", Schema(SchemaType.AVRO, '"int"'), (old,))
    assert "errorType:'TYPE_MISMATCH'" in change
    assert (version, text) == ("{oldSchemaVersion: 1}", "{oldSchema: '\"string\"'}")
    assert level == "{compatibility: 'BACKWARD'}"


def test_protobuf_is_compared_by_what_it_compiles_to() -> None:
    store = Store()
    text = 'syntax = "proto3"; message M { int32 a = 1; }'
    old = store.add("a", Given(SchemaType.PROTOBUF, text), None)
    new = Schema(SchemaType.PROTOBUF, text.replace("int32", "string"))
    assert "FIELD_SCALAR_KIND_CHANGED" in verdict(store, "a", new, (old,))[0]
    assert verdict(store, "a", Schema(SchemaType.PROTOBUF, text), (old,)) == ()
