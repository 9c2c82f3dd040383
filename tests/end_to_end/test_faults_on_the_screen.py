"""The faults that last (test_faults.py), with a person at the keys: every key is handled while they last."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from string import ascii_lowercase
from threading import Timer

import pytest
from textual.events import Key

from tests.brokers import topics
from tests.brokers.apache_kafka import Running
from tests.brokers.cluster import Cluster, EmbeddedCluster, RealCluster, unused_name
from tests.brokers.own_kafka import OwnBroker
from tests.end_to_end.accounting import Halt, agrees, numbered
from tests.end_to_end.test_faults import OUTAGE
from tests.tui.driving import Driver, driving
from workbench.clusters.faults import Faults
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.report import Totals
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.tui.widgets.editor import Editor

KEYS = 20
"""Keys at least that are pressed while a fault lasts."""


@asynccontextmanager
async def at_the_keys(cluster: Cluster, topic: str, **properties: str) -> AsyncIterator[Driver]:
    """The app on a cluster that has answered, with the cursor in an empty value."""
    named = {name.replace("_", "."): value for name, value in properties.items()}
    profile = ClusterProfile("test", cluster.bootstrap_servers, properties=named)
    async with driving(profile, draft=RecordDraft(topic, FieldDraft(text="k"), FieldDraft(text=""))) as driver:
        await driver.sees("✓ up")
        driver.app.screen.query_one("#value-text").focus()
        yield driver


async def half_way(driver: Driver, half: Halt) -> None:
    """Wait until the feed is there, and something was delivered."""
    await driver.until(lambda: half.reached.is_set() and driver.totals.delivered > 0, "half way")


async def keys_while(driver: Driver, lasts: Callable[[], bool]) -> None:
    """Type as long as it lasts: what a key does is there before the next is pressed."""
    editor, text = driver.app.screen.query_one("#value-text", Editor), ""
    while lasts():
        text += (key := ascii_lowercase[len(text) % 26])
        driver.app.post_message(Key(key, key))  # the pilot waits until the process is idle, which it is not now
        await driver.until(lambda: editor.text == text, f"key {len(text)}")  # noqa: B023
    assert len(text) >= KEYS
    await driver.sees(f"{len(text)} B")  # its words are broken where the field ends


def times(count: int) -> Callable[[], bool]:
    """True so many times."""
    left = iter(range(count))
    return lambda: next(left, None) is not None


async def test_broker_down_for_5_s(fresh_sandbox: Sandbox) -> None:
    cluster, faults, half = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox), Halt.new()
    topic = cluster.topic(12)
    async with at_the_keys(cluster, topic) as driver:
        sending = driver.session.worker.send(half.within(numbered(topic, 40_000, 12), before=20_000))
        await half_way(driver, half)
        faults.broker_down(1)
        back = Timer(OUTAGE, faults.broker_up, [1])
        back.start()
        half.over.set()
        await keys_while(driver, back.is_alive)
        await driver.until(lambda: sending.answered, "answered")
        assert agrees(driver.session.log, cluster, topic, 40_000, once=False) == Totals(delivered=40_000)


async def test_all_brokers_down(fresh_sandbox: Sandbox) -> None:
    cluster, faults, half = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox), Halt.new()
    topic = cluster.topic(12)
    async with at_the_keys(cluster, topic) as driver:
        sending = driver.session.worker.send(half.within(numbered(topic, 20_000, 12), before=10_000))
        await half_way(driver, half)
        for broker in fresh_sandbox.brokers:
            faults.broker_down(broker)
        half.over.set()
        await keys_while(driver, times(KEYS))
        await driver.sees("✗ down")
        assert not sending.answered
        for broker in fresh_sandbox.brokers:
            faults.broker_up(broker)
        await driver.until(lambda: sending.answered, "answered")
        assert agrees(driver.session.log, cluster, topic, 20_000, once=False) == Totals(delivered=20_000)


async def test_500_ms_round_trip(fresh_sandbox: Sandbox) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic = cluster.topic(12)
    async with at_the_keys(cluster, topic, queue_buffering_max_messages="5000") as driver:
        faults.round_trip(500)
        sending = driver.session.worker.send(numbered(topic, 20_000, 12))
        await keys_while(driver, lambda: not sending.answered)
        faults.round_trip(0)
        assert agrees(driver.session.log, cluster, topic, 20_000) == Totals(delivered=20_000)


async def test_producer_queue_full(fresh_sandbox: Sandbox) -> None:
    cluster, faults, half = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox), Halt.new()
    topic = cluster.topic(3)
    async with at_the_keys(cluster, topic, queue_buffering_max_messages="1000") as driver:
        sending = driver.session.worker.send(half.within(numbered(topic, 20_000, 3), before=3))
        await half_way(driver, half)
        for broker in fresh_sandbox.brokers:
            faults.broker_down(broker)
        half.over.set()
        await driver.until(lambda: driver.totals.in_flight >= 1_000, "the queue is full")
        await keys_while(driver, times(KEYS))
        assert not sending.done
        for broker in fresh_sandbox.brokers:
            faults.broker_up(broker)
        await driver.until(lambda: sending.answered, "answered")
        assert agrees(driver.session.log, cluster, topic, 20_000, once=False) == Totals(delivered=20_000)


@pytest.mark.kafka
async def test_apache_kafka_killed_with_9_and_started_again(own: OwnBroker) -> None:
    cluster, topic, half = RealCluster(Running(own.bootstrap_servers)), unused_name(), Halt.new()
    topics.create(own.bootstrap_servers, topic, 3)
    async with at_the_keys(cluster, topic) as driver:
        sending = driver.session.worker.send(half.within(numbered(topic, 50_000, 3), before=25_000))
        await half_way(driver, half)
        own.kill()
        half.over.set()
        starting = asyncio.create_task(asyncio.to_thread(own.start))
        await keys_while(driver, lambda: not starting.done())
        await starting
        await driver.until(lambda: sending.answered, "answered")
        assert agrees(driver.session.log, cluster, topic, 50_000) == Totals(delivered=50_000)
