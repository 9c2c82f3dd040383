"""What a registry asks of a new version: which schemas are compared, and in which direction."""

from __future__ import annotations

import json

import pytest

from workbench.records.errors import Unserializable
from workbench.serialization.compatibility import LEVELS, Incompatibility, check, incompatibilities
from workbench.serialization.schema import Schema, SchemaType


def version(**fields: bool) -> Schema:
    """A record of these int fields; true for one with a default."""
    held = [{"name": name, "type": "int", **({"default": 0} if given else {})} for name, given in fields.items()]
    return Schema(SchemaType.AVRO, json.dumps({"type": "record", "name": "R", "fields": held}))


PLAIN = version(a=False)
WITH_DEFAULT = version(a=False, b=True)
WITHOUT_DEFAULT = version(a=False, b=False)
NONE = version()


def test_the_levels_are_the_registry_s_own() -> None:
    assert LEVELS[0] == "NONE"
    assert {level.removesuffix("_TRANSITIVE") for level in LEVELS} == {"NONE", "BACKWARD", "FORWARD", "FULL"}


@pytest.mark.parametrize(
    ("new", "older", "compatible"),
    [
        (WITH_DEFAULT, [PLAIN], {"BACKWARD", "FORWARD", "FULL"}),
        (WITHOUT_DEFAULT, [PLAIN], {"FORWARD"}),
        (PLAIN, [WITHOUT_DEFAULT], {"BACKWARD"}),
        (WITHOUT_DEFAULT, [NONE, WITH_DEFAULT], {"BACKWARD", "FORWARD", "FULL", "FORWARD_TRANSITIVE"}),
        (NONE, [WITHOUT_DEFAULT, version(a=True)], {"BACKWARD", "FORWARD", "FULL", "BACKWARD_TRANSITIVE"}),
        (WITHOUT_DEFAULT, [], set(LEVELS)),
    ],
    ids=["field with a default", "field without", "field gone", "late default", "all gone", "first version"],
)
def test_a_level_says_who_reads_whom(new: Schema, older: list[Schema], compatible: set[str]) -> None:
    if len(older) < 2:
        compatible = compatible | {f"{level}_TRANSITIVE" for level in compatible & {"BACKWARD", "FORWARD", "FULL"}}
    passed = {level for level in LEVELS if not check(new, older, level)}
    assert passed == compatible | {"NONE"}


def test_each_break_is_told_once_with_its_place() -> None:
    (only,) = check(WITHOUT_DEFAULT, [PLAIN, PLAIN], "FULL_TRANSITIVE")
    assert (only.kind, only.path) == ("READER_FIELD_MISSING_DEFAULT_VALUE", "b")
    assert str(only).startswith("b: R is written without this field")
    assert str(Incompatibility("X", "broken")) == "broken"


def test_another_kind_of_schema_is_a_break_of_its_own() -> None:
    (only,) = incompatibilities(PLAIN, Schema(SchemaType.JSON, "{}"))
    assert (only.kind, only.what) == ("SCHEMA_TYPE_CHANGED", "the schema was JSON and is AVRO")


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(Unserializable, match="there is no compatibility level 'SIDEWAYS\\\\x1b'"):
        check(PLAIN, [], "SIDEWAYS\x1b")
