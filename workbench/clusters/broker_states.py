"""Which brokers a client is connected to, read from librdkafka's own log lines (`debug=broker`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_STATE_LINE = re.compile(r"(?P<name>\S+): Broker changed state \w+ -> (?P<state>\w+)")
_FAILURE = re.compile(r"(?:(?:FAIL|ERROR) .*?\]: )?(?P<name>\S+/\w+): (?P<cause>.+)", re.DOTALL)
_AFTERTHOUGHT = re.compile(r" \(after \d+ms (in state \w+).*", re.DOTALL)
_BARE = re.compile(r"Disconnected.* \(in state UP\)")
"""Says less than what came before it: after a refused first request librdkafka tries once more without that request."""
_ENDING = ("_DESTROY_BROKER", "(_DESTROY)", "is terminating")
_CONNECTED = frozenset({"UP", "REAUTH"})
_IDLE = frozenset({"INIT", "DOWN", "TRY_CONNECT"})


def broker_id(name: str) -> int | None:
    """The id in a name such as `127.0.0.1:9092/1`; None for bootstrap, internal and coordinator entries."""
    _, _, tail = name.rpartition("/")
    return int(tail) if tail.isascii() and tail.isdigit() else None


def broker_address(name: str) -> str:
    """The `host:port` of a name such as `sasl_ssl://kafka:9093/1`."""
    return name.rpartition("/")[0].rpartition("://")[2]


class BrokerStates:
    """The state of each broker, as one client of a cluster sees them.

    Fed by the thread that polls the client; readable from any thread. States are librdkafka's own words
    (rdkafka_broker.c: INIT DOWN TRY_CONNECT CONNECT SSL_HANDSHAKE AUTH_LEGACY APIVERSION_QUERY AUTH_HANDSHAKE
    AUTH_REQ UP REAUTH).
    """

    __slots__ = ("_causes", "_gone", "_states")

    def __init__(self) -> None:
        self._states: dict[str, str] = {}
        self._causes: dict[str, str] = {}
        self._gone: set[str] = set()

    def feed(self, line: str) -> None:
        """Reads one log line; a line that says nothing of a broker's state costs a substring search."""
        if "Broker changed state" in line:
            self._note_state(line)
        elif line.startswith(("FAIL ", "ERROR ")):
            self.fail(line)

    def fail(self, line: str) -> bool:
        """Reads the text of a failure, as the log or the error callback has it; False if it is of no broker."""
        found = _FAILURE.match(line)
        if found is None:
            return False
        name, cause = found["name"], _AFTERTHOUGHT.sub(r" (\1)", found["cause"]).strip()
        if any(word in line for word in _ENDING):
            self._gone.add(name)
            self._states.pop(name, None)
            self._causes.pop(name, None)
        elif name not in self._causes or not _BARE.fullmatch(cause):
            self._causes.pop(name, None)
            self._causes[name] = cause
        return True

    @property
    def states(self) -> Mapping[str, str]:
        """The latest state of each advertised broker by name (`127.0.0.1:9092/1`), a copy."""
        return {name: state for name, state in dict(self._states).items() if broker_id(name) is not None}

    @property
    def bootstrap(self) -> Mapping[str, str]:
        """The latest state of each bootstrap entry (`localhost:9092/bootstrap`), a copy."""
        return {name: state for name, state in dict(self._states).items() if name.endswith("/bootstrap")}

    @property
    def up(self) -> Mapping[int, bool]:
        """Whether each advertised broker is connected, by broker id, a copy."""
        pairs = ((broker_id(name), state) for name, state in dict(self._states).items())
        return {number: state in _CONNECTED for number, state in pairs if number is not None}

    @property
    def connected(self) -> bool:
        """Whether any broker or bootstrap server can take a request now."""
        return any(state in _CONNECTED for state in dict(self._states).values())

    @property
    def known(self) -> bool:
        """Whether any entry's state is known."""
        return bool(self._states)

    @property
    def resting(self) -> bool:
        """Whether no entry is connected or about to be: all of them wait for their next attempt."""
        return all(state in _IDLE for state in dict(self._states).values())

    @property
    def causes(self) -> Mapping[str, str]:
        """librdkafka's text for the last failure of each entry that is not connected, by name, a copy.

        It ends in the state at which the entry failed: `Disconnected (in state APIVERSION_QUERY)`.
        """
        return dict(self._causes)

    def _note_state(self, line: str) -> None:
        found = _STATE_LINE.search(line)
        if found is None or (found["name"] in self._gone and found["state"] in _IDLE):
            return
        name, state = found["name"], found["state"]
        number = broker_id(name)
        if number is None and not name.endswith("/bootstrap"):
            return
        self._gone.discard(name)
        self._states[name] = state
        if state in _CONNECTED and number is not None:
            self._causes.pop(name, None)
