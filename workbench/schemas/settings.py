"""How to reach a schema registry: the settings that Confluent's property names stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit, urlunsplit

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

PREFIX = "schema.registry."

_BASIC_SOURCES = {"URL", "USER_INFO"}
_BEARER_SOURCES = {"STATIC_TOKEN", "OAUTHBEARER"}
_TOKEN = re.compile(r"[\x21-\x7e]+")
_HEADER = re.compile(r"[\x20-\x7e]*")
_VALID_URL = "http://host:port or https://host, such as http://localhost:8081"
_MS = 1000


@dataclass(frozen=True, slots=True)
class OAuth:
    """The client credentials grant: where a token is asked for, as whom."""

    endpoint: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Tls:
    """Files in PEM; empty is the system's own certificates, and no certificate of ours."""

    ca: str = ""
    certificate: str = ""
    key: str = ""
    key_password: str = field(default="", repr=False)
    checks_name: bool = True


@dataclass(frozen=True, slots=True)
class RegistrySettings:
    """Where the registry is and who asks. `urls` are tried in their order and hold no password.

    `seconds` is how long one question may take as a whole. Secrets are in no repr.
    """

    urls: tuple[str, ...]
    user_info: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    oauth: OAuth | None = None
    headers: tuple[tuple[str, str], ...] = ()
    tls: Tls = Tls()
    seconds: float = 10.0

    @classmethod
    def of(cls, properties: Mapping[str, str]) -> Self:
        """The settings of properties by their full names. Raises Unserializable with every problem there is.

        Without `…credentials.source` the credentials that are given say which are meant.
        """
        given = {name.removeprefix(PREFIX): value for name, value in properties.items()}
        reading = _Reading(given, [])
        settings = cls(
            reading.urls(),
            reading.user_info(),
            reading.token(),
            reading.oauth(),
            reading.headers(),
            reading.tls(),
            reading.seconds(),
        )
        if settings.user_info and (settings.token or settings.oauth):
            reading.problem("basic and bearer credentials are both given", "one of them")
        if reading.problems:
            raise Unserializable(*reading.problems)
        return settings

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must be in no sentence."""
        password = self.user_info.partition(":")[2]
        oauth = self.oauth.client_secret if self.oauth else ""
        return tuple(filter(None, (self.user_info, password, self.token, oauth, self.tls.key_password)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """Properties being read, and what is wrong with them. No value of a secret is in a problem."""

    given: Mapping[str, str]
    problems: list[Problem]

    def problem(self, what: str, valid: str = "") -> None:
        self.problems.append(Problem(what, valid))

    def text(self, name: str) -> str:
        return self.given.get(name, "")

    def urls(self) -> tuple[str, ...]:
        texts = [text.strip() for text in self.text("url").split(",") if text.strip()]
        if not texts:
            self.problem("the schema registry's URL is missing", f"schema.registry.url={_VALID_URL}")
        return tuple(filter(None, (self.url(text, "the schema registry's URL") for text in texts)))

    def url(self, text: str, name: str) -> str:
        """The URL without user and password, without a slash at its end; empty where it is none."""
        try:
            parts = urlsplit(text)
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port, parts = None, None, urlsplit("")
        plain = parts.query == parts.fragment == "" and text.isascii() and not re.search(r"[\s\\<>\"^`{|}]", text)
        if parts.scheme not in ("http", "https") or not host or not plain or port == 0:
            self.problem(f"{name} cannot be used: {quoted(_without_user(text), 80)}", _VALID_URL)
            return ""
        where = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, where, parts.path.rstrip("/"), "", ""))

    def user_info(self) -> str:
        source = self.text("basic.auth.credentials.source").upper()
        info = self.text("basic.auth.user.info")
        if source not in {"", *_BASIC_SOURCES}:
            self.problem("the basic credentials cannot come from there", "USER_INFO or URL")
        if source != "USER_INFO" and not info:
            info = self._user_of_url()
        if info and ":" not in info:
            self.problem("schema.registry.basic.auth.user.info has no colon", "user:password")
        if source and not info:
            self.problem("the basic credentials are missing", "schema.registry.basic.auth.user.info=user:password")
        return info

    def _user_of_url(self) -> str:
        for text in self.text("url").split(","):
            user, at, _ = text.partition("://")[2].partition("/")[0].rpartition("@")
            if at:
                return unquote(user)
        return ""

    def token(self) -> str:
        token, source = self.text("bearer.auth.token"), self.text("bearer.auth.credentials.source").upper()
        if source not in {"", *_BEARER_SOURCES}:
            self.problem("the bearer token cannot come from there", " or ".join(sorted(_BEARER_SOURCES)))
        if source == "STATIC_TOKEN" and not token:
            self.problem("the bearer token is missing", "schema.registry.bearer.auth.token=…")
        if token and not _TOKEN.fullmatch(token):
            self.problem(
                "schema.registry.bearer.auth.token has characters that no header can carry", "ASCII, no spaces"
            )
        return token if source != "OAUTHBEARER" else ""

    def oauth(self) -> OAuth | None:
        names = ("issuer.endpoint.url", "client.id", "client.secret")
        values = [self.text(f"bearer.auth.{name}") for name in names]
        wanted = self.text("bearer.auth.credentials.source").upper() == "OAUTHBEARER" or any(values)
        missing = [name for name, value in zip(names, values, strict=True) if not value]
        if not wanted:
            return None
        for name in missing:
            self.problem(f"schema.registry.bearer.auth.{name} is missing", "all of the client's credentials")
        endpoint = "" if "issuer.endpoint.url" in missing else self.url(values[0], "the token's URL")
        return OAuth(endpoint, values[1], values[2], self.text("bearer.auth.scope"))

    def headers(self) -> tuple[tuple[str, str], ...]:
        """What Confluent Cloud wants beside a token (RestService.java)."""
        named = (("target-sr-cluster", "logical.cluster"), ("Confluent-Identity-Pool-Id", "identity.pool.id"))
        given = [(header, self.text(f"bearer.auth.{name}")) for header, name in named]
        for header, value in given:
            if not _HEADER.fullmatch(value):
                self.problem(f"the header {header} cannot carry what is given", "printable ASCII")
        return tuple((header, value) for header, value in given if value)

    def tls(self) -> Tls:
        names = ("ca.location", "certificate.location", "key.location", "key.password")
        ca, certificate, key, password = (self.text(f"ssl.{name}") for name in names)
        if key and not certificate:
            self.problem("schema.registry.ssl.key.location needs ssl.certificate.location", "both")
        algorithm = self.text("ssl.endpoint.identification.algorithm")
        if algorithm.lower() not in ("", "https", "none"):
            self.problem("the way to check the server's name is not known", "https or none")
        return Tls(ca, certificate, key, password, algorithm.lower() != "none")

    def seconds(self) -> float:
        text = self.text("request.timeout.ms")
        if not text:
            return 10.0
        if not (text.isascii() and text.isdecimal() and 0 < len(text) <= 7 and int(text) > 0):
            self.problem("schema.registry.request.timeout.ms is no number of milliseconds", "1 to 9999999")
            return 10.0
        return int(text) / _MS


def _without_user(text: str) -> str:
    """The URL without what may be a password in it."""
    scheme, separator, rest = text.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}" if separator else text.rpartition("@")[2]
