"""When a producer was ready to send to a partition, read from librdkafka's own log lines (`debug=broker,eos`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

CATEGORIES = ("broker", "eos")
"""What `debug` has to contain for the lines that are read here."""

_STATE = re.compile(r"(?P<name>\S+): Broker changed state \w+ -> (?P<state>\w+)")
_JOINED = re.compile(r"\]: (?P<name>\S+): Topic (?P<topic>\S+) \[(?P<partition>\d+)\]: joining broker")
_QUIET = 0.25
"""Seconds after which the lines about one topic have all come: broker threads write them within a few milliseconds."""

_FINE = frozenset({"UP", "REAUTH", "INIT"})
"""States in which nobody waits for a broker: INIT is one that is not needed now."""

_ADVERTISED = re.compile(r"/\d+$")


class SetUp:
    """What has to be there before a record can leave, and since when: its partition's leader is known, the connection
    to that broker is up, and an idempotent producer has its id.

    Fed by the thread that polls the producer. Times are those given to `feed`, seconds of the monotonic clock. Only
    the first time counts: what comes later (a broker gone away, a leader moved) is part of a record's latency.
    """

    __slots__ = ("_attempts", "_joined", "_producer_id", "_ready", "_states", "_up", "idempotent")

    def __init__(self, idempotent: bool) -> None:
        self.idempotent = idempotent
        self._attempts = 0
        self._states: dict[str, str] = {}
        self._up: dict[str, float] = {}
        self._joined: dict[str, dict[int, tuple[str, float]]] = {}
        self._producer_id: float | None = None
        self._ready: dict[tuple[str, int], float] = {}

    def feed(self, line: str, now: float) -> None:
        """Read one log line; one that says nothing of this costs three searches for a substring."""
        if "Broker changed state" in line:
            self._note_state(line, now)
        elif ": joining broker" in line:
            self._note_joined(line, now)
        elif line.startswith("GETPID ") and ": Acquired PID" in line and self._producer_id is None:
            self._producer_id = now

    @property
    def states(self) -> Mapping[str, str]:
        """librdkafka's word for the state of each advertised broker by name (`127.0.0.1:9092/1`), a copy."""
        return dict(self._states)

    @property
    def lost(self) -> frozenset[int]:
        """The ids of brokers that this producer was connected to, is not now, and tries to be again."""
        states = dict(self._states)
        lost = (name for name in tuple(self._up) if states.get(name) not in _FINE)
        return frozenset(int(name.rpartition("/")[2]) for name in lost)

    def ready(self, topic: str, partition: int) -> float | None:
        """Since when a record to this partition could leave; None as long as it cannot."""
        known = self._ready.get((topic, partition))
        if known is None:
            known = self._look_up(topic, partition)
            if known is not None:
                self._ready[topic, partition] = known
        return known

    def _look_up(self, topic: str, partition: int) -> float | None:
        broker, joined = self._joined.get(topic, {}).get(partition, ("", 0.0))
        up = self._up.get(broker)
        if up is None or (self.idempotent and self._producer_id is None):
            return None
        return max(joined, up, self._producer_id or 0.0)

    def settled(self, topic: str, now: float) -> bool:
        """Whether nothing more will be learnt of this topic: every partition that has a leader is ready for a while."""
        partitions = self._joined.get(topic, {})
        times = [self.ready(topic, partition) for partition in partitions]
        return bool(times) and all(time is not None and now - time > _QUIET for time in times)

    def never_left(self, topic: str, partition: int) -> bool:
        """Whether a record to this partition cannot have been sent, for all that is known: its broker never was up."""
        broker, _ = self._joined.get(topic, {}).get(partition, ("", 0.0))
        return bool(self._attempts) and (broker not in self._up if broker else not self._up)

    def _note_state(self, line: str, now: float) -> None:
        found = _STATE.search(line)
        self._attempts += found is not None
        if found is not None and _ADVERTISED.search(found["name"]):
            self._states[found["name"]] = found["state"]
            if found["state"] == "UP":
                self._up.setdefault(found["name"], now)

    def _note_joined(self, line: str, now: float) -> None:
        found = _JOINED.search(line)
        if found is not None and _ADVERTISED.search(found["name"]):
            partitions = self._joined.setdefault(found["topic"], {})
            partitions.setdefault(int(found["partition"]), (found["name"], now))
