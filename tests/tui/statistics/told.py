"""Figures for the tests of the statistics screen."""

from __future__ import annotations

from workbench.delivery.client_statistics import BrokerFigures, ClientStatistics, TopicFigures, Window
from workbench.delivery.latencies import Bar, Latencies
from workbench.delivery.partition_figures import PartitionFigures
from workbench.delivery.rates import Rates
from workbench.delivery.report import Totals
from workbench.tui.statistics.gathered import Figures

TIME = Window(0.0018, 0.0015, 0.0042, 0.25)
BROKERS = (
    BrokerFigures(1, "127.0.0.1:39091", "UP", TIME, queued=TIME, in_flight=3, sent_bytes=1_200_000),
    BrokerFigures(2, "\x1b[31m\u202eb:9092", "TRY_CONNECT", throttle=TIME, errors=2, timeouts=1, retries=4),
    BrokerFigures(1_003, "kafka-3.a-rather-long-name.example:9092", "DOWN", Window(5e-5, 4.6e-5, 9e-5, 9e-5)),
)
PARTITIONS = (
    PartitionFigures("orders", 0, 3_000, 0, 150_000),
    PartitionFigures("orders", 1, 1_000, 7, 50_000),
    PartitionFigures("\x1b[31mtopic", 11, 0, 2, 0),
)
LATENCIES = Latencies(
    4_000,
    0.0018,
    0.0021,
    0.25,
    0.3,
    1.25,
    (Bar(0.001, 0.002, 3_000), Bar(0.002, 0.005, 999), Bar(0.5, 1.0, 0), Bar(1.0, 2.0, 1)),
)
CLIENT = ClientStatistics(12_000, 100_000, 3_000, 1_000_000, BROKERS, (TopicFigures("orders", 7_210, 10),))
FIGURES = Figures(
    Totals(4_000, 0, 9, 0, 12_000),
    16_009,
    Rates(3, (0.0, 1_000.0, 3_000.0), (0.0, 9.0, 0.0)),
    latencies=LATENCIES,
    partitions=PARTITIONS,
    client=CLIENT,
)
