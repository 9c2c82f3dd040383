"""A spec in a few words: the schema, the type, the options that matter to the bytes."""

from __future__ import annotations

import pytest

from workbench.serialization.schema import Registered, Schema, SchemaType
from workbench.tui.spec_words import details, family_of

ORDERS = Registered(Schema(SchemaType.AVRO, '"string"'), 42, "orders-value", 3)


@pytest.mark.parametrize(
    ("spec", "registered", "words"),
    [
        ("json", None, ""),
        ("avro", None, ""),
        ("avro", ORDERS, "orders-value v3 latest"),
        ("avro,version=latest", ORDERS, "orders-value v3 latest"),
        ("avro,version=3", ORDERS, "orders-value v3"),
        ("avro,id=42", ORDERS, "orders-value v3"),
        ("avro,id=42", None, "id 42"),
        ("avro,subject=a-value,version=2", None, "a-value v2"),
        ("avro,subject=a-value", None, "a-value"),
        ("avro,guid=89791762-2336-186f-9674-299b90a802e2", None, "GUID 89791762…"),
        ("avro,schema=some/where/order.avsc,framing=glue", None, "order.avsc · framing glue"),
        ("protobuf,schema=protos/,type=shop.Payment.Card", None, "protos · Card"),
        ("thrift,schema=a.thrift,type=Order,protocol=compact", None, "a.thrift · Order · compact"),
        ("list,of=integer", None, "of integer"),
        ("string,charset=UTF-16", None, "UTF-16"),
        ("json,form=compact", None, "compact"),
        ("layout,schema=a\x1b[31m", None, r"a\x1b[31m"),
        ("avro,nonsense", None, "nonsense"),
    ],
)
def test_details(spec: str, registered: Registered | None, words: str) -> None:
    assert details(spec, registered) == words


def test_the_family_is_what_stands_before_the_options() -> None:
    assert family_of(" avro ,subject=x") == "avro"
    assert family_of("\x1b,x") == r"\x1b"
