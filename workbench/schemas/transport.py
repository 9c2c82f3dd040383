"""Questions to a schema registry and its answers as JSON: the right server, credentials, errors in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

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
_PATH_LIMIT: Final = 200
_MASK: Final = "•••"
_WHERE_ELSE: Final = {
    407: ("is behind a proxy that wants credentials", ""),
    429: ("is asked too often", "another try in a moment"),
}
_SIGNING_IN: Final = "schema.registry.basic.auth.user.info=NAME:PASSWORD, or schema.registry.bearer.auth.token=TOKEN"
_BASE: Final = "the URL that all paths begin with, such as http://localhost:8081 or https://host/apis/ccompat/v7"
_SERVLETS: Final = frozenset({0, 404})
"""Error codes of a 404 that is about the path: the registry's own have five digits."""


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
            raise self._refusal(server, answer, f"{method} {path[:_PATH_LIMIT]}")
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

    def _refusal(self, server: Connections, answer: Answer, asked: str) -> RegistryError:
        code, told = _told(answer.body)
        what, valid = self._known(answer.status, code, asked)
        if not what and told and 400 <= answer.status < 500:
            return RegistryError(self._scrubbed(told), status=answer.status, code=code)
        what = what or f"fails with HTTP {answer.status} at {asked}"
        words = f"the schema registry {server.url} {what}" + (f": {told}" if told else "")
        return RegistryError(self._scrubbed(words), valid, status=answer.status, code=code)

    def _known(self, status: int, code: int, asked: str) -> tuple[str, str]:
        """What a status says of the registry whatever its body, and what would be valid; empty for nothing."""
        if status == 401:
            has_some = self._settings.user_info or self._settings.token or self._settings.oauth
            what = "other credentials than these" if has_some else "credentials, and none are given"
            return f"wants {what}", _SIGNING_IN
        if status == 403:
            return f"does not allow {asked}", "credentials that are allowed to"
        if status == 404 and code in _SERVLETS:
            return f"has nothing at this path: {asked}", _BASE
        return _WHERE_ELSE.get(status, ("", ""))

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
        target, at, to, same = "", urlsplit(base), urlsplit(""), False
    if not same or method != "GET" or not to.path.startswith(at.path) or not target.isascii():
        new = _base_of(to, path)
        where = f"to {quoted(new, 100)}" if new else "elsewhere"
        what = f"the schema registry {base} redirects {method} {path[:_PATH_LIMIT]} {where}, which is not followed"
        valid = f"schema.registry.url={escape(new[:200])}" if new and new != base else "the registry's own URL"
        raise RegistryError(what, valid, status=answer.status)
    return to.path.removeprefix(at.path) + (f"?{to.query}" if to.query else "")


def _base_of(to: SplitResult, path: str) -> str:
    """The registry's URL that a redirect of `path` points to, without user and password; empty where it is none."""
    try:
        host, port = to.hostname, to.port
    except ValueError:
        return ""
    if to.scheme not in ("http", "https") or not host:
        return ""
    own = path.partition("?")[0]
    prefix = to.path.removesuffix(own) if to.path.endswith(own) else ""
    shown = f"[{host}]" if ":" in host else host
    return f"{to.scheme}://{shown}{f':{port}' if port else ''}{prefix.rstrip('/')}"


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
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]  # more is said behind it
    short = text if len(text) <= _TOLD_LIMIT else text[: _TOLD_LIMIT - 1] + "…"
    return (code if isinstance(code, int) else 0), escape(short)
