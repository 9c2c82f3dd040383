"""A registry's JSON as values."""

from __future__ import annotations

import pytest

from workbench.schemas.answers import document, listed, mapping, number, refusal, text
from workbench.schemas.registry_error import RegistryError
from workbench.serialization.schema import Reference, SchemaType


def test_a_document() -> None:
    reference = {"name": "a", "subject": "b", "version": 1}
    given = {"schemaType": "JSON", "schema": "{}", "references": [reference], "id": 4, "version": 2, "guid": "g"}
    found = document(given, "/x")
    assert (found.type, found.text, found.references) == (SchemaType.JSON, "{}", (Reference("a", "b", 1),))
    assert (found.id, found.version, found.guid, found.refused) == (4, 2, "g", "")


def test_what_it_does_not_say_is_unknown() -> None:
    found = document({"schema": "x", "references": None, "guid": None}, "/x")
    assert (found.type, found.references, found.id, found.version, found.guid) == (SchemaType.AVRO, (), -1, 0, "")


def test_too_many_references_are_refused() -> None:
    with pytest.raises(RegistryError, match="more than 1000 references"):
        document({"schema": "x", "references": [{}] * 1001}, "/x")


def test_what_it_is_instead_is_said() -> None:
    for ask, words in (
        (lambda: mapping([], "/x"), "/x with nonsense: a list where an object is due"),
        (lambda: listed(None, "/x"), "nothing where a list is due"),
        (lambda: text(1.5, "/x", "the name"), "the name is a number, not a text"),
        (lambda: number(True, "/x", "the id"), "the id is true or false, not a whole number"),
        (lambda: number("7", "/x", "the id"), "the id is a text, not a whole number"),
    ):
        with pytest.raises(RegistryError, match=words):
            ask()


def test_names_of_rules_are_made_safe() -> None:
    assert "\x1b" not in refusal({"encodingRules": [{"type": "ENCRYPT", "name": "\x1b[2J"}]})
