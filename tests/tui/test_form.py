"""The form of a serializer's options: from a spec and back, row by row."""

from __future__ import annotations

import pytest

from workbench.records.errors import Part
from workbench.serialization.families import FAMILIES
from workbench.tui.form import FILE, GUID, ID, REGISTRY, SOURCE, Form

SPECS = (
    "avro",
    "avro,subject=orders-value,version=2",
    "avro,version=3,framing=glue",
    "avro,strategy=record,type=shop.Order",
    "avro,schema=order.avsc,form=container",
    "avro,schema=a\\,b.avsc,id=7",
    "avro,id=42",
    "avro,guid=89791762-2336-186f-9674-299b90a802e2",
    "protobuf,type=shop.Payment,subject=payments-value",
    "protobuf,schema=shop.proto,type=shop.Order",
    "json-schema,id=7,form=compact",
    "thrift,schema=shop.thrift,type=Order,protocol=compact",
    "layout,schema=customer",
    "list,of=integer",
    "list,of=string,charset=UTF-16",
    "string,charset=UTF-16",
    "json,form=compact",
    "varint,form=unsigned",
)


def rows(form: Form) -> list[str]:
    return [row.name for row in form.rows if form.matters(row.name)]


@pytest.mark.parametrize("spec", SPECS)
def test_a_spec_comes_back_as_it_was(spec: str) -> None:
    back = Form.of(spec, Part.VALUE).spec
    name, *options = spec.replace("\\,", "\0").split(",")
    assert back.name == name
    assert sorted(str(back).replace("\\,", "\0").split(",")[1:]) == sorted(options)


@pytest.mark.parametrize("name", [one.name for one in FAMILIES])
def test_every_family_has_a_form_that_comes_to_its_name(name: str) -> None:
    form = Form.of(name, Part.VALUE)
    assert str(form.spec) == name
    assert all(row.about for row in form.rows)


def test_only_the_rows_of_the_chosen_source_matter_and_others_lose_nothing() -> None:
    form = Form.of("avro,subject=orders-value", Part.VALUE)
    assert rows(form) == [SOURCE, "subject", "version", "framing", "form"]
    by_file = form.having(SOURCE, FILE)
    assert rows(by_file) == [SOURCE, "schema", "type", "id", "framing", "form"]
    assert str(by_file.having("schema", " order.avsc ").spec) == "avro,schema=order.avsc"
    assert rows(form.having(SOURCE, ID)) == [SOURCE, "id", "framing", "form"]
    assert rows(form.having(SOURCE, GUID)) == [SOURCE, "guid", "framing", "form"]
    assert str(by_file.having(SOURCE, REGISTRY).spec) == "avro,subject=orders-value"


def test_a_strategy_is_chosen_as_a_subject_and_the_record_strategies_need_a_type() -> None:
    form = Form.of("avro", Part.VALUE).having("subject", "strategy=topic-record")
    assert "type" in rows(form)
    assert str(form.having("type", "shop.Order").spec) == "avro,type=shop.Order,strategy=topic-record"


def test_another_subject_has_other_versions() -> None:
    form = Form.of("avro,subject=a,version=2", Part.VALUE).having("subject", "b")
    assert str(form.spec) == "avro,subject=b"


@pytest.mark.parametrize(
    ("spec", "part", "missing"),
    [
        ("avro", Part.VALUE, ""),
        ("avro", Part.HEADER, "schema"),
        ("list", Part.KEY, "of"),
        ("thrift", Part.VALUE, "schema"),
        ("thrift,schema=a", Part.VALUE, "type"),
        ("layout", Part.VALUE, "schema"),
        ("string", Part.VALUE, ""),
    ],
)
def test_what_is_missing(spec: str, part: Part, missing: str) -> None:
    assert Form.of(spec, part).missing == missing


def test_what_is_no_spec_has_the_form_of_its_name() -> None:
    assert str(Form.of("avro,nonsense", Part.VALUE).spec) == "avro"
    assert Form.of("plug-in", Part.VALUE).rows == ()
