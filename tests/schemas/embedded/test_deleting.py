"""A subject that others refer to stays."""

from __future__ import annotations

from tests.schemas.embedded.asking import A, Asking

REFERENCE = {"name": "shop.A", "subject": "a", "version": 1}
OUTER = '{"type":"record","name":"B","fields":[{"name":"a","type":"shop.A"}]}'


def test_what_is_referred_to_cannot_go() -> None:
    asking = Asking()
    asking.register("a", A)
    asking.register("b", OUTER, references=[REFERENCE])
    assert asking.code(asking.delete("/subjects/a")) == 42206
    assert asking.code(asking.delete("/subjects/a/versions/1")) == 42206
    asking.delete("/subjects/b")
    assert asking.delete("/subjects/a") == [1]
    assert asking.code(asking.delete("/subjects/a?permanent=true")) == 42206
    asking.delete("/subjects/b?permanent=true")
    assert asking.delete("/subjects/a?permanent=true") == [1]


def test_with_the_subject_its_own_settings_go() -> None:
    asking = Asking()
    asking.register("a", A)
    asking.put("/config/a", {"compatibility": "NONE"})
    asking.delete("/subjects/a")
    assert asking.code(asking.get("/config/a")) == 40408
