"""librdkafka's statistics as values: its JSON read field by field (STATISTICS.md), what is missing is None or 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MICROSECONDS = 1e-6
_MILLISECONDS = 1e-3


@dataclass(frozen=True, slots=True)
class Window:
    """Times over librdkafka's last interval, in seconds; it gives none while nothing was measured."""

    average: float
    p50: float
    p99: float
    largest: float


@dataclass(frozen=True, slots=True)
class BrokerFigures:
    """One connection. `round_trip` is that of requests on the wire, `waiting` in librdkafka's own buffer before it,
    `queued` in its queue before that; `throttle` is how long the broker holds this client back. Bytes and errors are
    since the producer was opened.
    """

    id: int
    name: str
    state: str
    round_trip: Window | None = None
    waiting: Window | None = None
    queued: Window | None = None
    throttle: Window | None = None
    in_flight: int = 0
    buffered: int = 0
    errors: int = 0
    retries: int = 0
    timeouts: int = 0
    sent_bytes: int = 0
    received_bytes: int = 0


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """Batches of one topic over the last interval: mean bytes and records, 0 where there were none."""

    name: str
    batch_bytes: float = 0.0
    batch_records: float = 0.0


@dataclass(frozen=True, slots=True)
class ClientStatistics:
    """The producer's queue, of records and of bytes, with its bounds (0: not known), and who it talks to."""

    queued_records: int = 0
    most_records: int = 0
    queued_bytes: int = 0
    most_bytes: int = 0
    brokers: tuple[BrokerFigures, ...] = ()
    topics: tuple[TopicFigures, ...] = ()

    @property
    def fill(self) -> float:
        """The share of the queue that is taken, by records or by bytes, whichever is more; from 0 to 1."""
        records = self.queued_records / self.most_records if self.most_records else 0.0
        size = self.queued_bytes / self.most_bytes if self.most_bytes else 0.0
        return min(1.0, max(records, size))


def client_statistics(text: bytes | None) -> ClientStatistics | None:
    """What the JSON says; None for no JSON, or for one that is not librdkafka's."""
    import orjson  # three milliseconds to load: only where somebody looks

    try:
        told = orjson.loads(text or b"null")
    except orjson.JSONDecodeError:
        return None
    if not isinstance(told, dict):
        return None
    return ClientStatistics(
        queued_records=_count(told, "msg_cnt"),
        most_records=_count(told, "msg_max"),
        queued_bytes=_count(told, "msg_size"),
        most_bytes=_count(told, "msg_size_max"),
        brokers=_brokers(told),
        topics=tuple(_topic(name, one) for name, one in sorted(_tables(told, "topics"))),
    )


def _brokers(told: Mapping[str, Any]) -> tuple[BrokerFigures, ...]:
    """Those of the cluster, by their ids: neither the bootstrap servers as such nor the coordinators, who are the
    same brokers once more.
    """
    found = (_broker(name, one) for name, one in _tables(told, "brokers"))
    return tuple(sorted((one for one in found if one.id >= 0), key=lambda one: one.id))


def _broker(name: str, told: Mapping[str, Any]) -> BrokerFigures:
    address = told.get("nodename")
    return BrokerFigures(
        id=_count(told, "nodeid", -1),
        name=address if isinstance(address, str) and address else name,
        state=str(told.get("state", "")),
        round_trip=_window(told, "rtt", _MICROSECONDS),
        waiting=_window(told, "outbuf_latency", _MICROSECONDS),
        queued=_window(told, "int_latency", _MICROSECONDS),
        throttle=_window(told, "throttle", _MILLISECONDS),
        in_flight=_count(told, "waitresp_cnt"),
        buffered=_count(told, "outbuf_cnt"),
        errors=_count(told, "txerrs") + _count(told, "rxerrs"),
        retries=_count(told, "txretries"),
        timeouts=_count(told, "req_timeouts"),
        sent_bytes=_count(told, "txbytes"),
        received_bytes=_count(told, "rxbytes"),
    )


def _topic(name: str, told: Mapping[str, Any]) -> TopicFigures:
    size, records = _window(told, "batchsize", 1.0), _window(told, "batchcnt", 1.0)
    return TopicFigures(name, size.average if size else 0.0, records.average if records else 0.0)


def _window(told: Mapping[str, Any], name: str, unit: float) -> Window | None:
    window = told.get(name)
    if not isinstance(window, dict) or not _count(window, "cnt"):
        return None
    average, p50, p99, largest = (_count(window, one) * unit for one in ("avg", "p50", "p99", "max"))
    return Window(average, p50, p99, largest)


def _tables(told: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[str, Any]]]:
    tables = told.get(name)
    return [one for one in tables.items() if isinstance(one[1], dict)] if isinstance(tables, dict) else []


def _count(told: Mapping[str, Any], name: str, otherwise: int = 0) -> int:
    found = told.get(name, otherwise)
    return found if isinstance(found, int) else otherwise
