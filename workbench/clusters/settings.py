"""The producer settings that matter, and the configurations that librdkafka gets."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from getpass import getuser
from os import getpid
from socket import gethostname
from typing import Self

from workbench.clusters.profile import ClusterProfile
from workbench.clusters.properties import properties
from workbench.partitioning import partitioners
from workbench.records.escape import quoted
from workbench.records.way import Way

ACKS = ("all", "1", "0")
COMPRESSIONS = ("none", "gzip", "snappy", "lz4", "zstd")
MAX_LINGER_MS = 900_000
DEFAULT_TIMEOUT_MS = 300_000
"""librdkafka CONFIGURATION.md, linger.ms and message.timeout.ms"""

_EVERY_CLIENT: Mapping[str, object] = {
    "client.id": "kafka-producer-workbench",
    "reconnect.backoff.max.ms": 1000,
    # A new start with the bootstrap servers forgets the back-off: hundreds of attempts a second on a TLS port.
    "metadata.recovery.strategy": "none",
}
_TRUTH = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False}
_OWN_NAMES = {
    "acks": ("acks", "request.required.acks"),
    "idempotence": ("enable.idempotence",),
    "linger_ms": ("linger.ms", "queue.buffering.max.ms"),
    "compression": ("compression.type", "compression.codec"),
    "partitioner": ("partitioner",),
}
"""The -X names that each setting speaks for."""

_FOR_ANY = "random"
"""librdkafka's partitioner beside a client, a plug-in or a rule file that it does not know. A record with a promised
number carries it; the others go anywhere, and a hash would send each key to the same place for ever."""

TRANSACTIONAL_ID = "transactional.id"

_TAKEN_OVER = frozenset(name for names in _OWN_NAMES.values() for name in names) | {TRANSACTIONAL_ID}
"""The id of transactions is for a producer that is in one."""


class SettingsError(ValueError):
    """Producer settings that no producer can have; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class ProducerSettings:
    """What decides how records travel. `idempotence` is what is wished for, `idempotent` what will be.

    `partitioner` is a name: a client's of the catalogue, an example's or a plug-in's, or the path of a rule file.
    """

    acks: str = "all"
    idempotence: bool = True
    linger_ms: float = 5
    compression: str = "none"
    partitioner: str = partitioners.DEFAULT
    way: Way = Way.ASYNC

    @classmethod
    def from_properties(cls, given: Mapping[str, str]) -> Self:
        """The settings that -X properties ask for, defaults elsewhere. Raises SettingsError with a sentence.

        Where acks, retries, requests in flight or the queue's order rule idempotence out, it is off unless it was
        asked for by name, and then that is refused as librdkafka would (rdkafka_conf.c rd_kafka_conf_finalize).
        """
        default = cls()
        acks = _acks(_given(given, "acks") or default.acks)
        wished = _given(given, "idempotence")
        against = _against_idempotence(acks, given)
        idempotence = _truth(wished) if wished is not None else not against
        if idempotence and against:
            raise SettingsError(f"enable.idempotence=true needs {against}; give one or the other")
        return cls(
            acks=acks,
            idempotence=idempotence,
            linger_ms=read_linger(_given(given, "linger_ms") or str(default.linger_ms), given),
            compression=_one_of("compression.type", _given(given, "compression") or default.compression, COMPRESSIONS),
            partitioner=_partitioner(_given(given, "partitioner") or default.partitioner),
        )

    @property
    def idempotent(self) -> bool:
        """Whether the producer will be idempotent: wished for, and every in-sync replica acknowledges."""
        return self.idempotence and self.acks == "all"

    def notes(self) -> tuple[str, ...]:
        """What a person should know of these settings and might not expect."""
        notes = []
        if not self.idempotent:
            because = f" because acks={self.acks}: it needs acks=all" if self.acks != "all" else ""
            notes.append(f"idempotence is off{because}; a retry may write a record twice or out of order")
        if self.way is Way.FORGET:
            notes.append("fire and forget: records count as sent once librdkafka has taken them; failures go unseen")
        if self.acks == "0":
            notes.append("acks=0 asks for no answer: records are sent, not confirmed, and have no offset")
        if self.partitioner not in partitioners.LIBRDKAFKA:
            notes.append("where this client promises no number, librdkafka picks one: at random, sticky for a null key")
        return tuple(notes)


def producer_config(profile: ClusterProfile, settings: ProducerSettings | None = None) -> dict[str, object]:
    """The producer's configuration. -X wins over every default; what -X says of a setting is read into the settings
    first (`from_properties`, which None does here), and from then on the settings say it, so screen and wire agree.
    """
    settings = settings or ProducerSettings.from_properties(profile.properties)
    config: dict[str, object] = {
        **_EVERY_CLIENT,
        "allow.auto.create.topics": False,
        # Hidden in librdkafka: connects to every broker now, so that no record's latency contains it.
        "enable.sparse.connections": False,
    }
    config.update({name: value for name, value in profile.properties.items() if name not in _TAKEN_OVER})
    config |= _for_this(profile)
    config |= {
        "acks": settings.acks,
        "enable.idempotence": settings.idempotent,
        "linger.ms": 0 if settings.way is Way.SYNC else settings.linger_ms,  # one by one there is nothing to wait for
        "compression.type": settings.compression,
        "partitioner": settings.partitioner if settings.partitioner in partitioners.LIBRDKAFKA else _FOR_ANY,
    }
    return config


def transactional_config(profile: ClusterProfile, settings: ProducerSettings) -> dict[str, object]:
    """The configuration of a producer for transactions: its id is the -X one, or this workbench's own."""
    given = profile.properties.get(TRANSACTIONAL_ID, "")
    config = producer_config(profile, settings) | {"acks": "all", "enable.idempotence": True}
    return config | {TRANSACTIONAL_ID: given or f"workbench-{getuser()}-{gethostname()}-{getpid()}"}


def admin_config(profile: ClusterProfile) -> dict[str, object]:
    """The configuration of the client that asks for metadata. It never creates a topic, whatever -X says."""
    config = dict(_EVERY_CLIENT)
    config.update({name: value for name, value in profile.properties.items() if _for_every_client(name)})
    config |= _for_this(profile)
    config |= {"allow.auto.create.topics": False, "enable.sparse.connections": False}
    return config


def _for_this(profile: ClusterProfile) -> dict[str, object]:
    """The servers; and a log that says when a connection is up, whatever -X log_level: it goes to no screen."""
    return {"bootstrap.servers": profile.bootstrap_servers, "debug": _debug(profile.properties), "log_level": 7}


def _for_every_client(name: str) -> bool:
    found = properties().get(name)
    return found is None or (found.scope == "*" and name not in _TAKEN_OVER)


def _debug(given: Mapping[str, str]) -> str:
    """What -X asks for, and `broker`, whose lines say when a connection is up."""
    asked = [one.strip() for one in given.get("debug", "").split(",") if one.strip()]
    return ",".join(asked if {"broker", "all"} & set(asked) else [*asked, "broker"])


def _given(given: Mapping[str, str], setting: str) -> str | None:
    values = [given[name] for name in _OWN_NAMES[setting] if name in given]
    return values[-1] if values else None


def _against_idempotence(acks: str, given: Mapping[str, str]) -> str:
    """What idempotence would need and these properties deny it; empty if nothing does."""
    in_flight = given.get("max.in.flight", given.get("max.in.flight.requests.per.connection", ""))
    if acks != "all":
        return f"acks=all, and acks={acks} was asked for"
    if given.get("retries", given.get("message.send.max.retries", "")) == "0":
        return "retries, and retries=0 was asked for"
    if in_flight.isdecimal() and int(in_flight) > 5:
        return f"5 requests in flight at most, and max.in.flight={in_flight} was asked for"
    if given.get("queuing.strategy", "").lower() == "lifo":
        return "queuing.strategy=fifo, and lifo was asked for"
    return ""


def _acks(text: str) -> str:
    return _one_of("acks", "all" if text == "-1" else text, ACKS)


def _one_of(name: str, text: str, valid: tuple[str, ...]) -> str:
    if text.lower() not in valid:
        raise SettingsError(f"{name}={quoted(text)} cannot be; valid: {', '.join(valid)}")
    return text.lower()


def read_linger(text: str, given: Mapping[str, str]) -> float:
    """Milliseconds beside these -X properties. Raises SettingsError with a sentence.

    librdkafka wants fewer than message.timeout.ms, of which 0 is no limit (rd_kafka_conf_finalize).
    """
    limit = given.get("message.timeout.ms", given.get("delivery.timeout.ms", ""))
    timeout = int(limit) if limit.isdecimal() else DEFAULT_TIMEOUT_MS
    longest = min(MAX_LINGER_MS, timeout - 1) if timeout else MAX_LINGER_MS
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= longest:
        raise SettingsError(f"linger.ms={quoted(text)} cannot be; valid: 0 to {longest} milliseconds")
    return value


def _partitioner(text: str) -> str:
    try:
        return partitioners.find(text.lower()).name
    except LookupError as error:
        others = "a rule file or a plug-in is given with --client"
        raise SettingsError(f"partitioner={quoted(text)} cannot be: {error.args[0]}; {others}") from None


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTH:
        raise SettingsError(f"enable.idempotence={quoted(text)} cannot be; valid: true, false")
    return _TRUTH[text.lower()]
