"""The serializers that a command's specs stand for."""

from __future__ import annotations

from typing import NoReturn

import pytest

from workbench.commands.serializing import (
    HELP,
    at_hand,
    code_of,
    code_of_record,
    finding,
    no_registry,
    refusal,
    registry_of,
)
from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.records.errors import Part, Pending, Problem, Unserializable
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.serializers import Serializers

ORDER = '{"id": 1, "customer": "a", "status": "PAID", "total": "1.00", "placed": "2026-11-22T06:51:13Z", "items": []}'


def test_schemas_are_waited_for(registry: EmbeddedRegistry) -> None:
    with finding({"schema.registry.url": registry.url}) as find:
        data = find("avro", "orders", Part.VALUE).serialize(ORDER)
        assert data is not None and data.startswith(b"\0\0\0\0\2")
        assert find("integer", "", Part.KEY).serialize("1") == b"\0\0\0\1"


def test_without_a_registry_the_others_are_found() -> None:
    with finding({}) as find:
        assert find("layout,schema=customer", "", Part.VALUE).serialize('{"id": 7, "name": ""}') is not None
        with pytest.raises(Unserializable, match="no schema registry is connected"):
            find("avro", "orders", Part.VALUE)
    with registry_of({"schema.registry.basic.auth.user.info": "a:b"}) as none:
        assert none is None


def test_before_the_registry_is_known_only_what_it_has_no_part_in_is_at_hand() -> None:
    find = at_hand(Serializers(is_known=False))
    assert find("layout,schema=customer", "", Part.VALUE).name == "layout,schema=customer"
    with pytest.raises(Pending):
        find("avro", "orders", Part.VALUE)
    with pytest.raises(Unserializable, match="no option 'subjekt'; did you mean subject"):
        find("avro,subjekt=x", "orders", Part.VALUE)
    with pytest.raises(Unserializable, match="No such file"):
        find("avro,schema=missing.avsc", "orders", Part.VALUE)
    with pytest.raises(Unserializable, match="there is no serializer 'afro'"):
        find("afro", "orders", Part.VALUE)


def test_sentences() -> None:
    assert refusal(Unserializable(Problem("a", "b"), Problem("c"))) == "a; valid: b; c"
    assert str(no_registry()).startswith("no schema registry is named")
    assert "avro,subject=orders-value" in HELP


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RegistryError("x"), 3),
        (RegistryError("x", status=500), 3),
        (RegistryError("x", status=404), 2),
        (Unserializable(Problem("x")), 2),
    ],
)
def test_a_registry_without_an_answer_has_a_code_of_its_own(error: Unserializable, code: int) -> None:
    assert code_of(error) == code


def test_a_record_s_code_is_that_only_where_nothing_else_is_wrong() -> None:
    def find(spec: str, topic: str, part: Part) -> NoReturn:
        raise RegistryError(spec) if spec == "avro" else Unserializable(Problem(spec))

    header = HeaderDraft("h", FieldDraft("avro"))
    draft = RecordDraft("t", FieldDraft("integer"), FieldDraft("avro"), (header,))
    gone = [Problem("x").at(Part.VALUE), Problem("x").at(Part.HEADER, 0)]
    assert code_of_record(draft, gone, find) == 3
    assert code_of_record(draft, [Problem("x", is_pending=True).at(Part.VALUE)], find) == 3
    assert code_of_record(draft, [*gone, Problem("x").at(Part.KEY)], find) == 2
    assert code_of_record(draft, [*gone, Problem("x").at(Part.TOPIC)], find) == 2
