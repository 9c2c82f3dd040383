"""A cluster as a person names it: bootstrap servers, and the properties given with -X."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from workbench.clusters.properties import canonical, check_properties, masked, properties, unknown
from workbench.clusters.registry_properties import NAMES, registry_name, registry_problem, without_user
from workbench.records.escape import quoted

_SERVERS = ("bootstrap.servers", "metadata.broker.list")
_SERVER = re.compile(
    r"(?:(?:sasl_)?(?:plaintext|ssl)://)?(?P<host>\[[0-9a-fA-F:.%\w]+\]|[^\s:/\[\]]+)(?::(?P<port>\d+))?", re.IGNORECASE
)


class ProfileError(ValueError):
    """What was given for a cluster cannot be used; the text is one sentence a line."""


@dataclass(frozen=True, slots=True)
class ClusterProfile:
    """Where to connect. `properties` may hold secrets: they are in no repr; `shown` masks them.

    `registry` are the schema registry's properties by their full names (`schema.registry.url`), with secrets too.
    """

    name: str
    bootstrap_servers: str = ""
    properties: Mapping[str, str] = field(default_factory=dict, repr=False)
    embedded: bool = False
    registry: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, bootstrap_servers: str | None, arguments: Iterable[str] = ()) -> Self:
        """The profile of `-b` and the `-X` texts; neither naming servers means the embedded cluster.

        Raises ProfileError with every sentence there is to say.
        """
        read = read_properties(arguments)
        registry = {name: value for name, value in read.items() if registry_name(name)}
        given = {name: value for name, value in read.items() if name not in registry}
        named = [given.pop(name) for name in _SERVERS if name in given]
        if bootstrap_servers is None and not named:
            return cls("sandbox", "", given, embedded=True, registry=registry)
        servers = read_servers(named[0] if bootstrap_servers is None else bootstrap_servers)
        return cls(servers, servers, given, registry=registry)

    @property
    def shown(self) -> Mapping[str, str]:
        """The properties, secret values masked."""
        return masked({**self.properties, **{name: without_user(value) for name, value in self.registry.items()}})


def read_servers(text: str) -> str:
    """`host:port,host:port` without spaces; Kafka's port 9092 where none is given. Raises ProfileError."""
    servers = [part.strip() for part in text.split(",") if part.strip()]
    wrong = [server for server in servers if not _is_server(server)]
    if not servers or wrong:
        shown = quoted(wrong[0] if wrong else text, 64)
        raise ProfileError(f"{shown} is no bootstrap server; valid: host:port,host:port … such as localhost:9092")
    return ",".join(servers)


def read_properties(arguments: Iterable[str]) -> Mapping[str, str]:
    """The properties of `name=value` texts in their order, the last of a name wins; `topic.acks` is `acks`.

    Raises ProfileError with a sentence for each text that cannot be read or property that cannot be set. No value
    is repeated in it: it may be a secret.
    """
    problems: list[str] = []
    given: dict[str, str] = {}
    for text in arguments:
        name, separator, value = text.partition("=")
        name = name.strip()
        if not _is_utf8(text):
            problems.append("one of the -X is not UTF-8; valid: property=value in UTF-8")
        elif separator and name:
            given[registry_name(name) or canonical(name)] = value.strip()
        else:
            problems.append(_without_value(name))
    problems += _refused(given)
    if problems:
        raise ProfileError("\n".join(problems))
    return given


def _without_value(name: str) -> str:
    """A text without `=` may be a value that slipped away from its name, so only a property's name is repeated."""
    if canonical(name) in properties() or registry_name(name) in NAMES:
        return f"-X {name} has no value; valid: -X {name}=…"
    return "-X needs property=value, such as -X acks=1, and one of those given has no property before a '='"


def _refused(given: Mapping[str, str]) -> tuple[str, ...]:
    """Our list of names may be older than the library, so a name that it lacks is asked for there."""
    ours = [name for name in given if registry_name(name)]
    names = [name for name in given if name not in ours and not (unknown(name) and _library_knows(name))]
    return (*check_properties(names), *filter(None, map(registry_problem, ours)))


def _library_knows(name: str) -> bool:
    from workbench.librdkafka.library import knows_property

    return knows_property(name)


def _is_server(text: str) -> bool:
    found = _SERVER.fullmatch(text)
    return found is not None and _is_utf8(text) and (found["port"] is None or 0 < int(found["port"]) < 65536)


def _is_utf8(text: str) -> bool:
    """Whether an argument was UTF-8: bytes that are not come as surrogates, which no library takes."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
