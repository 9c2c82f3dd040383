"""Requests to an embedded registry's routes, without a connection between."""

from __future__ import annotations

import json
from typing import Any

from workbench.schemas.embedded.routes import answer
from workbench.schemas.embedded.store import Store

A = '{"type":"record","name":"A","namespace":"shop","fields":[{"name":"id","type":"long"}]}'
A_MORE = A.replace("}]}", '},{"name":"note","type":["null","string"],"default":null}]}')
A_BROKEN = A.replace("}]}", '},{"name":"must","type":"string"}]}')


class Asking:
    """A registry to ask; `status` is the last answer's."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store or Store()
        self.status = 0

    def get(self, target: str) -> Any:
        return self._ask("GET", target, None)

    def post(self, target: str, body: object) -> Any:
        return self._ask("POST", target, body)

    def put(self, target: str, body: object) -> Any:
        return self._ask("PUT", target, body)

    def delete(self, target: str) -> Any:
        return self._ask("DELETE", target, None)

    def register(self, subject: str, text: str, **more: object) -> Any:
        return self.post(f"/subjects/{subject}/versions", {"schema": text, **more})

    def raw(self, target: str) -> str:
        """An answer that is no JSON: a schema's own text."""
        self.status, data = answer(self.store, "GET", target, b"")
        return data.decode()

    def code(self, said: Any) -> int:
        """The code of a refusal; its first three digits are the status."""
        assert set(said) == {"error_code", "message"}
        assert str(said["error_code"]).startswith(str(self.status))
        return int(said["error_code"])

    def _ask(self, method: str, target: str, body: object) -> Any:
        data = b"" if body is None else json.dumps(body).encode()
        self.status, said = answer(self.store, method, target, data)
        return json.loads(said) if said else None
