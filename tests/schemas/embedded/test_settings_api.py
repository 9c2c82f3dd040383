"""Compatibility levels and modes, of all and of one subject."""

from __future__ import annotations

from tests.schemas.embedded.asking import A_BROKEN, A, Asking


def test_a_subject_has_the_global_level_until_it_has_its_own() -> None:
    asking = Asking()
    assert asking.get("/config") == {"compatibilityLevel": "BACKWARD"}
    assert asking.code(asking.get("/config/a")) == 40408
    assert asking.get("/config/a?defaultToGlobal=true") == {"compatibilityLevel": "BACKWARD"}
    assert asking.put("/config/a", {"compatibility": "full"}) == {"compatibility": "FULL"}
    assert asking.get("/config/a") == {"compatibilityLevel": "FULL"}
    assert asking.delete("/config/a") == {"compatibilityLevel": "FULL"}
    assert asking.code(asking.get("/config/a")) == 40408
    assert asking.code(asking.delete("/config/a")) == 40401
    assert asking.code(asking.put("/config", {"compatibility": "SOMEWHAT"})) == 42203


def test_with_the_level_none_everything_is_taken() -> None:
    asking = Asking()
    asking.register("a", A)
    asking.put("/config", {"compatibility": "NONE"})
    assert asking.register("a", A_BROKEN)["version"] == 2
    assert asking.delete("/config") == {"compatibilityLevel": "NONE"}
    assert asking.get("/config") == {"compatibilityLevel": "BACKWARD"}


def test_a_read_only_subject_takes_nothing_and_only_import_takes_an_id() -> None:
    asking = Asking()
    assert asking.get("/mode") == {"mode": "READWRITE"}
    assert asking.code(asking.get("/mode/a")) == 40409
    assert asking.code(asking.register("a", A, id=77)) == 42205
    assert asking.put("/mode/a", {"mode": "READONLY"}) == {"mode": "READONLY"}
    assert asking.code(asking.register("a", A)) == 42205
    asking.put("/mode/a", {"mode": "IMPORT"})
    assert asking.code(asking.register("a", A)) == 42205
    assert asking.register("a", A, id=77, version=5)["id"] == 77
    assert asking.get("/subjects/a/versions") == [5]
    assert asking.code(asking.register("a", A_BROKEN, id=77)) == 42205
    assert asking.delete("/mode/a") == {"mode": "IMPORT"}
    assert asking.code(asking.put("/mode/a", {"mode": "IMPORT"})) == 42205
    assert asking.put("/mode/a?force=true", {"mode": "IMPORT"}) == {"mode": "IMPORT"}
    assert asking.code(asking.put("/mode", {"mode": "ASLEEP"})) == 42204


def test_it_says_who_it_is() -> None:
    asking = Asking()
    assert asking.get("/") == {}
    assert asking.get("/contexts") == ["."]
    assert "id" in asking.get("/v1/metadata/id")
    assert "workbench" in asking.get("/v1/metadata/version")["version"]
