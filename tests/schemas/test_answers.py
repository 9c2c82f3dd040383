"""A registry's JSON as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.schemas.answers import HIGHEST, document, listed, mapping, number, refusal, text
from workbench.schemas.registry_error import RegistryError
from workbench.serialization.schema import Reference, SchemaType


def test_a_document() -> None:
    reference = {"name": "a", "subject": "b", "version": 1}
    whole = {"schemaType": "JSON", "schema": "{}", "references": [reference], "id": 4, "version": 2, "guid": "g"}
    found = document(whole, "/x")
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


WORDS = [
    "id",
    "version",
    "schema",
    "schemaType",
    "references",
    "name",
    "subject",
    "ruleSet",
    "domainRules",
    "type",
    "kind",
]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(WORDS),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_a_document_is_there_is_a_value_or_a_sentence(given_document: object) -> None:
    try:
        found = document(given_document, "/x")
    except RegistryError as error:
        assert str(error)
    else:
        assert isinstance(found.text, str)
        assert -1 <= found.id <= HIGHEST


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (None, ""),
        ({}, ""),
        ({"domainRules": [], "encodingRules": None}, ""),
        ({"migrationRules": [{"type": "JSONATA", "mode": "UPGRADE"}]}, ""),
        ({"domainRules": [{"name": "check", "kind": "CONDITION", "type": "CEL", "mode": "WRITE"}]}, ""),
        ({"domainRules": [{"name": "pii", "type": "ENCRYPT", "disabled": True}]}, ""),
        ({"domainRules": [{"name": "pii", "kind": "TRANSFORM", "type": "CEL", "mode": "READ"}]}, ""),
        ({"domainRules": [{"name": "pii", "kind": "TRANSFORM", "type": "ENCRYPT", "mode": "WRITEREAD"}]}, "'pii'"),
        ({"encodingRules": [{"name": "all", "type": "ENCRYPT_PAYLOAD"}]}, "encrypt"),
        ({"domainRules": [{"name": "up", "kind": "TRANSFORM", "type": "CEL_FIELD", "mode": "WRITE"}]}, "changes"),
        ({"domainRules": [{"name": "x", "kind": 7, "type": []}]}, "changes"),
        ({"domainRules": ["x"]}, "cannot be read"),
        ({"domainRules": "x"}, "cannot be read"),
        ("x", "cannot be read"),
    ],
)
def test_rules_that_encrypt_or_change_are_refused(rules: object, words: str) -> None:
    assert words in refusal(rules)
    assert bool(words) == bool(refusal(rules))
