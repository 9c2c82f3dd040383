"""What is kept and found again."""

from __future__ import annotations

import pytest

from workbench.schemas.embedded.entries import Given
from workbench.schemas.embedded.refusals import Refused
from workbench.schemas.embedded.store import LATEST, Store
from workbench.serialization.schema import Reference, SchemaType

INT, LONG = (Given(SchemaType.AVRO, f'"{name}"') for name in ("int", "long"))


def test_ids_count_up_and_versions_each_for_their_subject() -> None:
    store = Store()
    made = [store.add("a", INT, None), store.add("a", LONG, None), store.add("b", INT, 1), store.add("c", INT, 9)]
    assert [(entry.version, entry.id) for entry in made] == [(1, 1), (2, 2), (1, 1), (1, 9)]
    assert store.add("c", LONG, None).id == 10
    assert store.entry("a", LATEST) == made[1]
    assert store.by_id(1, "b") == made[2]
    assert list(store.subjects()) == ["a", "b", "c"]


def test_what_a_schema_refers_to_comes_with_it() -> None:
    store = Store()
    store.add("inner", INT, None)
    outer = Given(SchemaType.AVRO, '"x"', (Reference("x", "inner", 1),))
    entry = store.add("outer", outer, None)
    assert store.complete(outer).resolved[0][1].text == '"int"'
    assert store.referring(store.entry("inner", 1)) == (entry,)
    assert entry.reference == Reference("", "outer", 1)
    with pytest.raises(Refused, match="No schema reference found"):
        store.complete(Given(SchemaType.AVRO, '"x"', (Reference("x", "inner", 2),)))


def test_an_emptied_subject_is_gone() -> None:
    store = Store()
    store.remove(store.add("a", INT, None))
    assert store.subjects() == {}
    with pytest.raises(Refused, match="Subject 'a' not found"):
        store.entry("a", LATEST)
