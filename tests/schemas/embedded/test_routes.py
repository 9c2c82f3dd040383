"""Which path is answered by what, and what happens to the others."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schemas.embedded.asking import A, Asking
from workbench.schemas.embedded import routes
from workbench.schemas.embedded.routes import ROUTES, answer
from workbench.schemas.embedded.store import Store


def test_no_such_path_and_no_such_method() -> None:
    asking = Asking()
    assert asking.code(asking.get("/subjects/a/b/c/d")) == 404
    assert asking.code(asking.put("/subjects", {})) == 405
    assert asking.get("//") == {}


def test_a_slip_of_ours_is_an_answer_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def slips(*_: object) -> None:
        raise KeyError("orders")

    monkeypatch.setitem(routes._BY_WORDS, ("subjects",), {"GET": slips})
    asking = Asking()
    assert asking.code(asking.get("/subjects")) == 50001


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"schema": 1}', b'{"references": {"a": 1}}']
)
def test_a_body_that_is_none_is_a_bad_request(data: bytes) -> None:
    status, said = answer(Store(), "POST", "/subjects/a/versions", data)
    assert status == 400
    assert json.loads(said)["error_code"] == 400


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_words = ("schema", "schemaType", "references", "metadata", "ruleSet", "id", "version", "compatibility", "mode")
_bodies = st.dictionaries(st.sampled_from((*_words, "associations", "resourceName", "resourceId")), _json)


@given(
    path=st.sampled_from(sorted(ROUTES)),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE"]),
    word=st.text(max_size=6) | st.sampled_from(["a", "1", "latest"]),
    query=st.text(max_size=20),
    body=_bodies,
)
def test_whatever_comes_has_an_answer_that_is_no_slip(
    path: str, method: str, word: str, query: str, body: dict[str, object]
) -> None:
    asking = Asking()
    asking.register("a", A)
    target = f"/{path.replace('{}', word)}?{query}"
    status, said = answer(asking.store, method, target, json.dumps(body).encode())
    assert 200 <= status < 500, said
