"""librdkafka's statistics: as it really writes them, and with anything missing."""

from __future__ import annotations

from dataclasses import astuple

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.records import hand_over, record
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.client_statistics import ClientStatistics, client_statistics
from workbench.delivery.log import DeliveryLog
from workbench.delivery.producer import OpenProducer

TOLD = {
    "msg_cnt": 25,
    "msg_max": 100,
    "msg_size": 900,
    "msg_size_max": 1000,
    "brokers": {
        "b:9092/bootstrap": {"nodeid": -1, "state": "UP"},
        "GroupCoordinator": {"nodeid": -1, "nodename": "b:9092", "state": "UP"},
        "b:9092/2": {
            "nodeid": 2,
            "nodename": "b:9092",
            "state": "UP",
            "waitresp_cnt": 3,
            "outbuf_cnt": 4,
            "txerrs": 1,
            "rxerrs": 2,
            "txretries": 5,
            "req_timeouts": 6,
            "txbytes": 7,
            "rxbytes": 8,
            "rtt": {"avg": 1500, "p50": 1400, "p99": 2500, "max": 3000, "cnt": 9},
            "outbuf_latency": {"avg": 1, "p50": 1, "p99": 1, "max": 1, "cnt": 1},
            "int_latency": {"avg": 0, "cnt": 0},
            "throttle": {"avg": 200, "p50": 200, "p99": 300, "max": 350, "cnt": 2},
        },
        "a:9092/1": {"nodeid": 1, "state": "INIT"},
    },
    "topics": {"orders": {"batchsize": {"avg": 721, "cnt": 1}, "batchcnt": {"avg": 10, "cnt": 1}}, "idle": {}},
}


def test_units_and_names() -> None:
    found = client_statistics(orjson.dumps(TOLD))
    assert found is not None
    assert (found.queued_records, found.most_records, found.queued_bytes, found.most_bytes) == (25, 100, 900, 1000)
    assert found.fill == 0.9
    first, second = found.brokers
    assert (first.id, first.name, first.state, first.round_trip) == (1, "a:9092/1", "INIT", None)
    assert second.round_trip is not None
    assert astuple(second.round_trip) == pytest.approx((0.0015, 0.0014, 0.0025, 0.003))
    assert second.throttle is not None
    assert astuple(second.throttle) == pytest.approx((0.2, 0.2, 0.3, 0.35))
    assert (second.name, second.in_flight, second.buffered, second.errors) == ("b:9092", 3, 4, 3)
    assert (second.retries, second.timeouts, second.sent_bytes, second.received_bytes) == (5, 6, 7, 8)
    assert (second.waiting is None, second.queued) == (False, None)
    assert [(one.name, one.batch_records, one.batch_bytes) for one in found.topics] == [
        ("idle", 0, 0),
        ("orders", 10, 721),
    ]


@pytest.mark.parametrize("text", [None, b"", b"{", b"[]", b"1"])
def test_what_is_no_statistics_is_none(text: bytes | None) -> None:
    assert client_statistics(text) is None


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.floats(allow_nan=False), st.text(max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["msg_cnt", "msg_max", "brokers", "topics", "rtt", "nodeid", "state", "batchcnt", "cnt"]),
            inner,
            max_size=5,
        ),
    ),
)


@given(st.dictionaries(st.sampled_from(["msg_cnt", "msg_max", "msg_size", "brokers", "topics"]), JSON))
def test_whatever_is_there_is_read(told: dict[str, object]) -> None:
    found = client_statistics(orjson.dumps(told))
    assert found is not None
    assert 0 <= found.fill <= 1


def test_an_empty_table_has_nothing() -> None:
    assert client_statistics(b"{}") == ClientStatistics()
    assert ClientStatistics().fill == 0


def test_librdkafkas_own(sandbox: Sandbox) -> None:
    log = DeliveryLog()
    producer = OpenProducer({"bootstrap.servers": sandbox.bootstrap_servers, "statistics.interval.ms": 50}, log)
    found = None
    while not (found and any(one.round_trip for one in found.brokers) and found.topics[0].batch_records):
        if not log.totals.in_flight:
            producer.hand(hand_over(log, record()))
        producer.poll(0.1)
        found = client_statistics(producer.statistics)
    producer.release()
    assert (found.most_records, found.most_bytes) == (100_000, 1024 * 1024 * 1024)
    assert [one.id for one in found.brokers] == [1, 2, 3]
    assert all(one.name.startswith("127.0.0.1:") for one in found.brokers)
    assert "UP" in {one.state for one in found.brokers}
    assert all(one.round_trip.largest > 0 for one in found.brokers if one.round_trip)
    assert [one.name for one in found.topics] == ["orders"]
