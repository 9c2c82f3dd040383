"""A topic's subject, said rather than derived."""

from __future__ import annotations

from tests.schemas.embedded.asking import A, Asking

TOPIC = {"resourceName": "orders", "resourceNamespace": "cluster", "resourceId": "cluster:orders"}


def test_an_association_is_made_found_and_forgotten() -> None:
    asking = Asking()
    asking.register("elsewhere", A)
    body = {**TOPIC, "associations": [{"subject": "elsewhere", "associationType": "value"}]}
    made = asking.post("/associations", body)
    assert made["associations"][0]["subject"] == "elsewhere"
    by_name = "/associations/resources/-/orders?resourceType=topic&associationType=value"
    found = asking.get(by_name)
    assert [(one["subject"], one["associationType"]) for one in found] == [("elsewhere", "value")]
    assert asking.get("/associations/resources/-/orders?associationType=key") == []
    assert asking.get("/associations/resources/other/orders") == []
    assert asking.get("/associations/resources/cluster:orders") == found
    assert asking.get("/associations/subjects/elsewhere") == found
    assert asking.delete("/associations/resources/cluster:orders?cascadeLifecycle=False") is None
    assert asking.get(by_name) == []


def test_what_it_cannot_be_made_of_is_refused() -> None:
    asking = Asking()
    info = {"subject": "nowhere", "associationType": "value"}
    assert asking.code(asking.post("/associations", {**TOPIC, "associations": [info]})) == 40907
    assert asking.code(asking.post("/associations", {**TOPIC, "associations": ["x"]})) == 42212
    assert asking.code(asking.post("/associations", TOPIC)) == 42212
    assert asking.code(asking.post("/associations", {"associations": [info]})) == 42212
