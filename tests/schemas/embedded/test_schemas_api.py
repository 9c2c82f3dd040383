"""Schemas by id and GUID."""

from __future__ import annotations

from tests.schemas.embedded.asking import A_MORE, A, Asking


def two() -> Asking:
    asking = Asking()
    asking.register("a", A)
    asking.register("a", A_MORE)
    asking.register("b", A)
    return asking


def test_an_id_has_its_schema_and_its_users() -> None:
    asking = two()
    assert asking.get("/schemas/ids/1")["schema"] == A
    assert asking.get("/schemas/ids/1?fetchMaxId=true")["maxId"] == 2
    assert asking.raw("/schemas/ids/2/schema") == A_MORE
    assert asking.get("/schemas/ids/1/subjects") == ["a", "b"]
    assert asking.get("/schemas/ids/1/versions") == [{"subject": "a", "version": 1}, {"subject": "b", "version": 1}]
    assert asking.code(asking.get("/schemas/ids/7")) == 40403
    assert asking.code(asking.get("/schemas/ids/seven")) == 404


def test_a_guid_has_the_same_schema() -> None:
    asking = two()
    guid = asking.get("/schemas/ids/1")["guid"]
    assert asking.get(f"/schemas/guids/{guid}")["schema"] == A
    assert asking.get(f"/schemas/guids/{guid.upper()}/ids") == [{"context": ".", "id": 1}]
    assert asking.code(asking.get("/schemas/guids/none")) == 40403


def test_the_schemas_of_all_subjects_are_listed() -> None:
    asking = two()
    listed = [(one["subject"], one["version"]) for one in asking.get("/schemas")]
    assert listed == [("a", 1), ("a", 2), ("b", 1)]
    assert [one["version"] for one in asking.get("/schemas?latestOnly=true&subjectPrefix=a")] == [2]
    assert asking.get("/schemas/types") == ["JSON", "PROTOBUF", "AVRO"]
