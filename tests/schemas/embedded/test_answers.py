"""The members of an answer."""

from __future__ import annotations

from workbench.schemas.embedded import answers
from workbench.schemas.embedded.calls import Call
from workbench.schemas.embedded.entries import Given
from workbench.schemas.embedded.store import Store
from workbench.serialization.schema import SchemaType


def test_what_there_is_not_is_left_out() -> None:
    store = Store()
    entry = store.add("a", Given(SchemaType.AVRO, '"int"'), None)
    answer = answers.version(store, Call({}), entry)
    assert list(answer) == ["subject", "version", "id", "guid", "schemaType", "schema"]
    assert answers.text(store, Call({}), entry) == '"int"'
