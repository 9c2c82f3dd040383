"""The clients by name. The catalogue is loaded by the first that asks for more than librdkafka's seven."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from workbench.partitioning.rules import Partitioner
from workbench.records.escape import quoted

if TYPE_CHECKING:
    from workbench.partitioning.client import Client

__all__ = ["DEFAULT", "LIBRDKAFKA", "Partitioner", "clients", "find", "partitioners"]

DEFAULT = "murmur2_random"
"""Java's placement, so that what is sent by hand lands where the services' records land."""

LIBRDKAFKA = (
    "murmur2_random",
    "consistent_random",
    "fnv1a_random",
    "murmur2",
    "consistent",
    "fnv1a",
    "random",
)
"""librdkafka's own, which its `partitioner` property takes."""


def partitioners() -> tuple[Client, ...]:
    """All of them, librdkafka's seven first."""
    return (*_librdkafka().values(), *(client for client in clients() if client.name not in LIBRDKAFKA))


@cache
def clients() -> tuple[Client, ...]:
    """All of them, family by family, in the order of the catalogue."""
    from workbench.partitioning.clients import catalogue

    return catalogue.CLIENTS


def find(name: str) -> Client:
    """The client of that name. Raises LookupError with a sentence that names the nearest ones."""
    found = _librdkafka().get(name) if name in LIBRDKAFKA else _by_name().get(name)
    if found is None:
        near = get_close_matches(name, _by_name(), n=3, cutoff=0.6)
        valid = f"did you mean {' or '.join(near)}?" if near else _valid()
        raise LookupError(f"there is no partitioner {quoted(name)}; {valid}")
    return found


@cache
def _librdkafka() -> dict[str, Client]:
    from workbench.partitioning.clients import librdkafka

    known = {client.name: client for client in librdkafka.SEVEN}
    return {name: known[name] for name in LIBRDKAFKA}


@cache
def _by_name() -> dict[str, Client]:
    return {client.name: client for client in partitioners()}


def _valid() -> str:
    names = dict.fromkeys(("java", *LIBRDKAFKA))
    more = len(_by_name()) - len(names)
    return f"valid: {', '.join(names)} and {more} more, which `workbench partition --clients` lists"
