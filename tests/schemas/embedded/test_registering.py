"""Protobuf and JSON Schema come in like Avro; normalized, two spellings are one."""

from __future__ import annotations

import base64

from tests.schemas.embedded.asking import Asking
from tests.schemas.embedded.test_proto_text import PROTO3, own_file
from workbench.schemas.embedded.examples import filled


def test_a_descriptor_in_base64_is_the_same_schema_as_its_text() -> None:
    asking = Asking()
    asking.register("m", PROTO3, schemaType="PROTOBUF")
    data = base64.b64encode(own_file(PROTO3.replace('"a.proto"', '"b.proto"'))).decode()
    assert asking.register("n", data, schemaType="PROTOBUF")["id"] == 1
    assert asking.register("only", data, schemaType="PROTOBUF")["schema"].startswith('syntax = "proto3";')


def test_protobufs_descriptor_is_answered_where_it_is_asked_for() -> None:
    asking = Asking(filled())
    serialized = asking.get("/schemas/ids/4?format=serialized")["schema"]
    assert b"Payment" in base64.b64decode(serialized, validate=True)
    assert asking.raw("/subjects/payments-value/versions/2/schema?format=serialized") == serialized
    assert asking.get("/schemas/ids/1?format=serialized")["schema"].startswith("{")


def test_normalized_two_orders_of_the_same_words_are_one_schema() -> None:
    asking = Asking()
    asking.register("a", '{"type": "object", "title": "T"}', schemaType="JSON")
    other = {"schema": '{"title": "T", "type": "object"}', "schemaType": "JSON"}
    assert asking.code(asking.post("/subjects/a", other)) == 40403
    assert asking.post("/subjects/a?normalize=true", other)["version"] == 1


def test_rules_and_metadata_come_back_as_they_came() -> None:
    asking = Asking()
    rules = {"domainRules": [{"name": "r", "kind": "TRANSFORM", "type": "ENCRYPT", "mode": "WRITEREAD"}]}
    metadata = {"properties": {"owner": "shop"}}
    asking.register("a", '"string"', ruleSet=rules, metadata=metadata)
    found = asking.get("/subjects/a/versions/1")
    assert (found["ruleSet"], found["metadata"]) == (rules, metadata)
    assert asking.register("b", '"string"')["id"] == 2


def test_an_unknown_type_is_refused() -> None:
    asking = Asking()
    assert asking.code(asking.register("a", "x", schemaType="XML")) == 42201
