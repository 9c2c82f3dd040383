"""Who asks: the headers that tell the registry."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Mapping
from threading import Lock
from urllib.parse import urlencode, urlsplit, urlunsplit

from workbench.records.escape import escape
from workbench.schemas.connection import Connections, NoAnswer
from workbench.schemas.registry_error import RegistryError
from workbench.schemas.settings import OAuth, RegistrySettings

_SHARE = 0.8
"""A token is asked for anew when this much of its life is over."""

_SHORTEST, _LONGEST = 1.0, 86_400.0


class Auth:
    """The credentials of one registry; an OAuth token is fetched when it is first needed and kept while it lasts."""

    def __init__(self, settings: RegistrySettings) -> None:
        self._settings = settings
        self._turn = Lock()
        self._token = ""
        self._until = 0.0

    @property
    def is_renewable(self) -> bool:
        """Whether a token that is refused can be asked for anew."""
        return self._settings.oauth is not None

    def headers(self) -> Mapping[str, str]:
        """The headers of a request. Raises RegistryError where no token is to be had."""
        settings = self._settings
        if settings.user_info:
            return {"Authorization": basic(settings.user_info)}
        token = settings.token or (self._fetched(settings.oauth) if settings.oauth else "")
        return {"Authorization": f"Bearer {token}", **dict(settings.headers)} if token else {}

    def forget(self) -> None:
        """The token was refused."""
        with self._turn:
            self._until = 0.0

    def _fetched(self, oauth: OAuth) -> str:
        with self._turn:
            if time.monotonic() >= self._until:
                self._token, lasts = self._ask(oauth)
                self._until = time.monotonic() + lasts * _SHARE
            return self._token

    def _ask(self, oauth: OAuth) -> tuple[str, float]:
        """A token and for how many seconds it is good (RFC 6749, 4.4)."""
        form = {"grant_type": "client_credentials"} | ({"scope": oauth.scope} if oauth.scope else {})
        headers = {
            "Authorization": basic(f"{oauth.client_id}:{oauth.client_secret}"),
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        at = urlsplit(oauth.endpoint)
        server = Connections(urlunsplit((at.scheme, at.netloc, "", "", "")), self._settings.tls)
        try:
            body = urlencode(form).encode()
            answer = server.ask("POST", at.path or "/", headers, body, self._settings.seconds)
        except NoAnswer as error:
            raise RegistryError(f"no token from {oauth.endpoint}: {error}") from None
        finally:
            server.close()
        if answer.status != 200:
            what = f"{oauth.endpoint} gives no token: HTTP {answer.status}{_told(answer.body)}"
            raise RegistryError(what, "the client's id and secret", status=answer.status)
        return _token(oauth, answer.body)


def basic(user_info: str) -> str:
    """The header of `user:password` (RFC 7617, in UTF-8)."""
    return "Basic " + b64encode(user_info.encode("utf-8", "replace")).decode()


def _token(oauth: OAuth, body: bytes) -> tuple[str, float]:
    given = _object(body)
    token, lasts = given.get("access_token"), given.get("expires_in", 300)
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or " " in token or not token:
        raise RegistryError(f"{oauth.endpoint} gives no token: there is no access_token in its answer")
    seconds = float(lasts) if isinstance(lasts, int | float) and 0 < lasts < _LONGEST else 300.0
    return token, max(seconds, _SHORTEST)


def _told(body: bytes) -> str:
    """What the server says went wrong (RFC 6749, 5.2)."""
    given = _object(body)
    words = given.get("error_description") or given.get("error")
    return f", {escape(words[:200])}" if isinstance(words, str) else ""


def _object(body: bytes) -> Mapping[str, object]:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}
