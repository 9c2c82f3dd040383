"""The schema registry's properties by the names of Confluent's serializers, and what is wrong with other names."""

from __future__ import annotations

import difflib
import re
from typing import Final

from workbench.records.escape import quoted

_USER = re.compile(r"(?<=://)[^/,]*@")

PREFIX: Final = "schema.registry."

NAMES: Final = tuple(
    PREFIX + name
    for name in (
        "url",
        "basic.auth.credentials.source",
        "basic.auth.user.info",
        "bearer.auth.credentials.source",
        "bearer.auth.token",
        "bearer.auth.issuer.endpoint.url",
        "bearer.auth.client.id",
        "bearer.auth.client.secret",
        "bearer.auth.scope",
        "bearer.auth.logical.cluster",
        "bearer.auth.identity.pool.id",
        "ssl.ca.location",
        "ssl.certificate.location",
        "ssl.key.location",
        "ssl.key.password",
        "ssl.endpoint.identification.algorithm",
        "request.timeout.ms",
    )
)


def registry_name(name: str) -> str:
    """The property's full name, empty where the name is none of the registry's: Java's `basic.auth.…` is one."""
    if name.startswith(PREFIX):
        return name
    return PREFIX + name if name.startswith(("basic.auth.", "bearer.auth.")) else ""


def registry_problem(name: str) -> str:
    """The sentence against a full name that no property has, with the nearest right one; empty for none."""
    if name in NAMES:
        return ""
    near = difflib.get_close_matches(name.lower(), NAMES, n=1, cutoff=0.6)
    hint = f"the nearest is {near[0]}" if near else f"there are {', '.join(NAMES)}"
    return f"no property is called {quoted(name, 64)}; {hint}"


def without_user(value: str) -> str:
    """A property's value, fit to be shown: a URL may hold a password."""
    return _USER.sub("•••@", value)
