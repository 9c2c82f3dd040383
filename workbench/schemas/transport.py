"""Questions to a schema registry and its answers as JSON: the right server, credentials, errors in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final
from urllib.parse import urljoin, urlsplit

from workbench.records.escape import escape, quoted
from workbench.schemas.auth import Auth
from workbench.schemas.connection import Answer, Connections, NoAnswer
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.settings import RegistrySettings

_JSON: Final = "application/vnd.schemaregistry.v1+json"
_ACCEPT: Final = f"{_JSON}, application/json; q=0.9"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 3
_TOLD_LIMIT: Final = 400
_MASK: Final = "•••"
_WHERE_ELSE: Final = {
    401: ("wants other credentials", "schema.registry.basic.auth.user.info or another way to sign in"),
    403: ("does not allow this", "credentials that are allowed to"),
    407: ("is behind a proxy that wants credentials", ""),
    429: ("is asked too often", "another try in a moment"),
}


class Transport:
    """Asks the first of the servers that answers. Blocks; may be asked from several threads at once."""

    def __init__(self, settings: RegistrySettings) -> None:
        self._settings = settings
        self._auth = Auth(settings)
        self._servers = tuple(Connections(url, settings.tls) for url in settings.urls)

    def ask(self, method: str, path: str, body: object = None) -> object:
        """The JSON of the answer. `path` begins with a slash and is quoted already. Raises RegistryError."""
        data = None if body is None else json.dumps(body).encode()
        server, answer = self._authorised(method, path, data)
        if answer.status != 200:
            raise self._refusal(server, answer)
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError):
            kind = f" but {quoted(answer.kind, 40)}" if answer.kind and "json" not in answer.kind else ""
            what = f"{server.url} answers what is no JSON{kind}"
            raise RegistryError(what, "the URL of a schema registry", status=answer.status) from None

    def close(self) -> None:
        """Close the connections that lie idle."""
        for server in self._servers:
            server.close()

    def _authorised(self, method: str, path: str, data: bytes | None) -> tuple[Connections, Answer]:
        server, answer = self._answer(method, path, data)
        if answer.status == 401 and self._auth.is_renewable:
            self._auth.forget()
            return self._answer(method, path, data)
        return server, answer

    def _answer(self, method: str, path: str, data: bytes | None) -> tuple[Connections, Answer]:
        headers = {"Accept": _ACCEPT, "User-Agent": "kafka-producer-workbench", **self._auth.headers()}
        if data is not None:
            headers["Content-Type"] = _JSON
        reasons = []
        for server in self._servers:
            try:
                return server, self._followed(server, method, path, headers, data)
            except NoAnswer as error:
                reasons.append(f"the schema registry {server.url} gives no answer: {error}")
                if not error.is_safe_elsewhere:
                    break
        raise RegistryError(self._scrubbed("; ".join(reasons)))

    def _followed(
        self, server: Connections, method: str, path: str, headers: Mapping[str, str], data: bytes | None
    ) -> Answer:
        """The answer, after redirects within the same server. Elsewhere nobody follows: credentials would go along."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer = server.ask(method, path, headers, data, self._settings.seconds)
            if answer.status not in _REDIRECTS:
                return answer
            path = _within(server.url, path, answer, method)
        raise RegistryError(f"the schema registry {server.url} redirects in a circle", "its own URL")

    def _refusal(self, server: Connections, answer: Answer) -> RegistryError:
        code, told = _told(answer.body)
        what, valid = _WHERE_ELSE.get(answer.status, ("", ""))
        if not what and told and 400 <= answer.status < 500:
            return RegistryError(self._scrubbed(told), status=answer.status, code=code)
        if not what and answer.status == 404:
            what, valid = "has nothing at this path", "the URL of a schema registry, with its path if it has one"
        what = what or f"fails with HTTP {answer.status}"
        words = f"the schema registry {server.url} {what}" + (f": {told}" if told else "")
        return RegistryError(self._scrubbed(words), valid, status=answer.status, code=code)

    def _scrubbed(self, words: str) -> str:
        for secret in sorted(self._settings.secrets, key=len, reverse=True):
            words = words.replace(secret, _MASK)
        return words


def _within(base: str, path: str, answer: Answer, method: str) -> str:
    """Where a redirect leads, as a path under the base. Raises RegistryError where that is elsewhere."""
    try:
        target = urljoin(base + path, answer.location)
        at, to = urlsplit(base), urlsplit(target)
        same = (at.scheme, at.hostname, at.port) == (to.scheme, to.hostname, to.port)
    except ValueError:
        target, at, to, same = answer.location, urlsplit(base), urlsplit(""), False
    valid = f"schema.registry.url={escape(target[:200])}" if answer.location else "another URL"
    what = f"the schema registry {base} redirects to {quoted(target, 100)}, which is not followed"
    if not same or method != "GET" or not to.path.startswith(at.path) or not target.isascii():
        raise RegistryError(what, valid, status=answer.status)
    return to.path.removeprefix(at.path) + (f"?{to.query}" if to.query else "")


def _told(body: bytes) -> tuple[int, str]:
    """The registry's error code and its message; 0 and nothing where the body is something else."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return 0, ""
    if not isinstance(given, dict):
        return 0, ""
    code, words = given.get("error_code"), given.get("message")
    text = words.strip() if isinstance(words, str) else ""
    short = text if len(text) <= _TOLD_LIMIT else text[: _TOLD_LIMIT - 1] + "…"
    return (code if isinstance(code, int) else 0), escape(short)
