"""librdkafka's configuration properties: which there are, and what is wrong with those a person gives."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workbench.records.escape import escape, quoted

_SECRET = re.compile(
    r"password|secret|passphrase|\bpem\b|token|assertion|jaas|oauthbearer\.config|credential|user\.info|client\.secret"
)
_MASK = "•••"

_OURS = {
    "log.queue": "the workbench keeps librdkafka's log off the screen with it",
    "delivery.report.only.error": "every record's delivery report is shown, so every one is asked for",
    "transactional.id": "records are sent outside transactions",
    "test.mock.num.brokers": "leave the bootstrap servers away and the workbench starts an embedded cluster itself",
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property by its name; `scope` is P (producer), C (consumer) or *; `alias_of` is empty for a name of its own."""

    name: str
    scope: str
    alias_of: str = ""
    function: bool = False


@cache
def properties() -> Mapping[str, Property]:
    """All of librdkafka's properties by name, its hidden ones included (properties.txt, from CONFIGURATION.md)."""
    text = files("workbench.clusters").joinpath("properties.txt").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {
        name: Property(name, scope, "" if alias == "-" else alias, kind == "function")
        for name, scope, alias, kind in rows
    }


def canonical(name: str) -> str:
    """The name without kcat's `topic.` prefix: `topic.acks` is `acks`; `topic.blacklist` is a name of its own."""
    bare = name.removeprefix("topic.")
    return bare if bare != name and name not in properties() else name


def check_properties(names: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each name that cannot be given: unknown with the nearest right one, or not for text."""
    return tuple(sentence for name in names if (sentence := _problem(name)))


def unknown(name: str) -> bool:
    """Whether our list lacks the name; a newer librdkafka may have it."""
    return canonical(name) not in properties()


def is_secret(name: str) -> bool:
    """Whether a property's value must never be shown."""
    return bool(_SECRET.search(name.lower()))


def scrubbed(text: str, given: Mapping[str, object]) -> str:
    """`text` without the value of any secret property, for sentences made from librdkafka's own."""
    secrets = {str(value) for name, value in given.items() if is_secret(name) and value}
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, _MASK)
    return text


def masked(given: Mapping[str, str]) -> Mapping[str, str]:
    """The same properties, fit to be shown."""
    return {name: _MASK if is_secret(name) else value for name, value in given.items()}


def unknown_property(name: str) -> str:
    """The sentence for a name that no property has, with the nearest right one."""
    near = difflib.get_close_matches(name.lower(), _for_producers(), n=1, cutoff=0.6)
    hint = f"; the nearest is {near[0]}" if near else "; librdkafka's CONFIGURATION.md lists them"
    return f"no property is called {quoted(name, 64)}{hint}"


def _problem(name: str) -> str:
    found = properties().get(canonical(name))
    if name == "sasl.jaas.config":
        return "sasl.jaas.config is Java's; librdkafka takes sasl.mechanism, sasl.username and sasl.password"
    if found is None:
        return unknown_property(name)
    if found.function:
        return f"{escape(name)} is a function of a program and cannot be given as text"
    if found.name in _OURS:
        return f"{found.name} cannot be set here: {_OURS[found.name]}"
    return ""


def _for_producers() -> list[str]:
    return [one.name for one in properties().values() if one.scope != "C" and not one.function]
