"""Versions under a subject, as Confluent's registry answers."""

from __future__ import annotations

import pytest

from tests.schemas.embedded.asking import A_BROKEN, A_MORE, A, Asking


def test_the_same_schema_has_one_id_and_each_subject_its_own_versions() -> None:
    asking = Asking()
    first = asking.register("a-value", A)
    assert (first["id"], first["version"]) == (1, 1)
    assert asking.register("a-value", A)["id"] == 1
    assert asking.register("b-value", A)["id"] == 1
    assert (asking.register("b-value", A_MORE)["id"], asking.get("/subjects/b-value/versions")) == (2, [1, 2])
    assert asking.get("/subjects") == ["a-value", "b-value"]
    assert asking.get("/subjects?subjectPrefix=b") == ["b-value"]
    assert asking.get("/subjects?offset=1&limit=5") == ["b-value"]


def test_white_space_and_the_order_of_attributes_are_no_other_schema() -> None:
    asking = Asking()
    asking.register("a", A)
    loose = '{ "name": "shop.A", "fields": [{"type": {"type": "long"}, "name": "id"}],\n"type": "record" }'
    assert asking.register("b", loose)["id"] == 1
    assert asking.raw("/subjects/b/versions/1/schema") == A


def test_a_version_is_read_by_number_or_as_the_latest() -> None:
    asking = Asking()
    asking.register("a", A)
    asking.register("a", A_MORE)
    latest = asking.get("/subjects/a/versions/latest")
    assert latest == asking.get("/subjects/a/versions/-1") == asking.get("/subjects/a/versions/2")
    assert (latest["subject"], latest["version"], latest["id"], latest["schemaType"]) == ("a", 2, 2, "AVRO")
    assert latest["schema"] == A_MORE
    assert len(latest["guid"]) == 36


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("/subjects/none/versions", 40401),
        ("/subjects/none/versions/1", 40401),
        ("/subjects/a/versions/7", 40402),
        ("/subjects/a/versions/0", 42202),
        ("/subjects/a/versions/first", 42202),
        ("/subjects/a/versions/99999999999", 42202),
        ("/subjects/a/versions/²", 42202),
    ],
)
def test_what_is_not_there_has_confluents_codes(target: str, code: int) -> None:
    asking = Asking()
    asking.register("a", A)
    assert asking.code(asking.get(target)) == code


def test_an_incompatible_schema_is_refused_with_the_reason_and_nothing_is_kept() -> None:
    asking = Asking()
    asking.register("a", A)
    refused = asking.register("a", A_BROKEN)
    assert asking.code(refused) == 40901
    assert "READER_FIELD_MISSING_DEFAULT_VALUE" in refused["message"]
    assert "{compatibility: 'BACKWARD'}" in refused["message"]
    assert asking.get("/subjects/a/versions") == [1]


def test_a_check_says_each_change_where_it_is_asked_to() -> None:
    asking = Asking()
    asking.register("a", A)
    asking.register("a", A_MORE)
    body = {"schema": A_BROKEN}
    assert asking.post("/compatibility/subjects/a/versions/latest", body) == {"is_compatible": False}
    verbose = asking.post("/compatibility/subjects/a/versions/1?verbose=true", body)
    assert verbose["is_compatible"] is False
    assert "must" in verbose["messages"][0]
    assert asking.post("/compatibility/subjects/a/versions?verbose=True", {"schema": A})["messages"] == []
    assert asking.post("/compatibility/subjects/new/versions/latest", body) == {"is_compatible": True}
    assert asking.code(asking.post("/compatibility/subjects/a/versions/9", body)) == 40402
    assert asking.code(asking.post("/compatibility/subjects/a/versions", {"schema": "{"})) == 42201
    assert asking.post("/compatibility/subjects/a/versions?verbose=true", {"schema": "{"})["is_compatible"] is False


def test_a_transitive_level_asks_every_version() -> None:
    asking = Asking()
    asking.put("/config/a", {"compatibility": "NONE"})
    for schema in ('"string"', '"int"'):
        asking.register("a", schema)
    target = "/compatibility/subjects/a/versions"
    asking.put("/config/a", {"compatibility": "BACKWARD"})
    assert asking.post(target, {"schema": '"long"'}) == {"is_compatible": True}
    asking.put("/config/a", {"compatibility": "BACKWARD_TRANSITIVE"})
    assert asking.post(target, {"schema": '"long"'}) == {"is_compatible": False}


def test_a_schema_is_looked_up_without_being_registered() -> None:
    asking = Asking()
    asking.register("a", A)
    found = asking.post("/subjects/a", {"schema": A})
    assert (found["subject"], found["version"], found["id"]) == ("a", 1, 1)
    assert asking.code(asking.post("/subjects/a", {"schema": A_MORE})) == 40403
    assert asking.code(asking.post("/subjects/none", {"schema": A})) == 40401
    assert asking.get("/subjects") == ["a"]


def test_softly_deleted_is_out_of_the_lists_and_its_id_still_has_an_answer() -> None:
    asking = Asking()
    asking.register("a", A)
    asking.register("a", A_MORE)
    assert asking.delete("/subjects/a/versions/1") == 1
    assert asking.get("/subjects/a/versions") == [2]
    assert asking.get("/subjects/a/versions?deleted=true") == [1, 2]
    assert asking.get("/subjects/a/versions?deletedOnly=true") == [1]
    assert asking.get("/schemas/ids/1")["schema"] == A
    assert asking.code(asking.get("/subjects/a/versions/1")) == 40402
    assert asking.get("/subjects/a/versions/1?deleted=true")["deleted"] is True
    assert asking.code(asking.delete("/subjects/a/versions/1")) == 40406
    assert asking.code(asking.delete("/subjects/a/versions/2?permanent=true")) == 40407
    assert asking.delete("/subjects/a/versions/1?permanent=true") == 1
    assert asking.get("/subjects/a/versions?deleted=true") == [2]
    assert asking.code(asking.get("/schemas/ids/1")) == 40403


def test_a_subject_is_deleted_softly_and_then_for_good() -> None:
    asking = Asking()
    asking.register("a", A)
    assert asking.code(asking.delete("/subjects/a?permanent=true")) == 40405
    assert asking.delete("/subjects/a") == [1]
    assert (asking.get("/subjects"), asking.get("/subjects?deletedOnly=true")) == ([], ["a"])
    assert asking.code(asking.delete("/subjects/a")) == 40404
    assert asking.delete("/subjects/a?permanent=true") == [1]
    assert asking.code(asking.delete("/subjects/a")) == 40401
    assert asking.register("a", A_MORE)["id"] == 2


def test_references_are_resolved_and_hold_what_they_refer_to() -> None:
    asking = Asking()
    asking.register("a", A)
    reference = {"name": "shop.A", "subject": "a", "version": 1}
    outer = '{"type":"record","name":"B","namespace":"shop","fields":[{"name":"a","type":"A"}]}'
    assert asking.register("b", outer, references=[reference])["id"] == 2
    assert asking.get("/subjects/b/versions/1")["references"] == [reference]
    assert asking.get("/subjects/a/versions/1/referencedby") == [2]
    asking.delete("/subjects/a/versions/1")
    assert asking.status == 422
    missing = asking.register("c", outer, references=[{**reference, "version": 4}])
    assert asking.code(missing) == 42201
    assert "No schema reference found for subject 'a' and version 4" in missing["message"]
    assert asking.code(asking.register("c", outer)) == 42201


def test_a_subject_may_have_any_letters() -> None:
    asking = Asking()
    asking.register("a%2Fb%20%ED%95%9C", A)
    assert asking.get("/subjects") == ["a/b 한"]
    assert asking.get("/subjects/a%2Fb%20%ED%95%9C/versions") == [1]
    assert asking.code(asking.register("%00", A)) == 42208


def test_the_default_context_may_be_named() -> None:
    asking = Asking()
    asking.register(":.:a", A)
    assert asking.get("/subjects?subjectPrefix=:*:") == ["a"]
