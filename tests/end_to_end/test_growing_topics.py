"""A topic that grows is shown right within a second of asking, and sent to by the partitions it has then."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterable

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, unused_name
from tests.clusters.connecting import PATIENCE, connected
from tests.end_to_end.command import start_send
from tests.end_to_end.delivering import open_session
from tests.tui.driving import Driver, driving
from workbench.clusters.client import MetadataClient
from workbench.clusters.connection import ConnectionState
from workbench.clusters.faults import Faults
from workbench.clusters.metadata import Metadata
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.partitioning.partitioners import DEFAULT, find
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.session import Session


def place(key: str, partitions: int) -> int:
    found = find(DEFAULT).partition(key.encode(), partitions)
    assert found is not None
    return found


KEY = next(key for key in map(str, range(100)) if place(key, 12) >= 3)
"""A key that lies on one of the new partitions once a topic of 3 has 12."""


def stale(session: Session, topic: str) -> None:
    """Wait until what is known of a topic is not what the cluster has now any more."""
    while session.is_fresh(topic):
        time.sleep(0.01)


# The connection.


def test_a_topic_that_grew_is_fresh_within_the_call(cluster: Cluster) -> None:
    name = cluster.topic(3)
    with connected(cluster.bootstrap_servers) as connection:
        before = connection.fresh(PATIENCE)
        cluster.grow(name, 7)
        asked = time.monotonic()
        found = connection.fresh_topic(name, PATIENCE)
        assert found is not None and len(found.partitions) == 7
        assert connection.status.metadata.topics[name] is found
        assert connection.status.asked_for(name) >= asked
        assert connection.status.asked == before.asked  # of the others nothing newer is known
        assert connection.is_fresh(name, PATIENCE)


def test_a_topic_that_went_is_gone_and_one_that_came_is_found_and_none_is_made(cluster: Cluster) -> None:
    gone, unknown = cluster.topic(), unused_name()
    with connected(cluster.bootstrap_servers, allow_auto_create_topics="true") as connection:
        connection.fresh(PATIENCE)
        came = cluster.topic(4)
        cluster.delete(gone)
        assert connection.fresh_topic(gone, PATIENCE) is None
        assert gone not in connection.status.metadata.topics
        found = connection.fresh_topic(came, PATIENCE)
        assert found is not None and len(found.partitions) == 4
        assert connection.fresh_topic(unknown, PATIENCE) is None
        for _ in range(3):
            connection.look_at(unknown)
            connection.look_at(gone)
            connection.fresh(PATIENCE)
    assert not {gone, unknown} & cluster.names()


def test_who_looks_at_a_topic_has_its_partitions_soon_after(cluster: Cluster) -> None:
    name = cluster.topic(3)
    with connected(cluster.bootstrap_servers) as connection:
        connection.fresh(PATIENCE)
        cluster.grow(name, 7)
        while connection.is_fresh(name):
            pass
        connection.look_at(name)
        status = connection.until(lambda status: len(status.metadata.topics[name].partitions) == 7, PATIENCE)
        assert len(status.metadata.topics[name].partitions) == 7


def test_a_question_about_a_topic_waits_for_no_other_answer(
    fresh_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, over = threading.Event(), threading.Event()
    ask = MetadataClient.metadata

    def slow(client: MetadataClient, seconds: float) -> Metadata | None:
        if connection.status.state is ConnectionState.UP:
            asking.set()
            over.wait(PATIENCE)
        return ask(client, seconds)

    with connected(fresh_sandbox.bootstrap_servers) as connection:
        connection.wait(PATIENCE)
        monkeypatch.setattr(MetadataClient, "metadata", slow)
        connection.refresh()
        assert asking.wait(PATIENCE)
        fresh_sandbox.delete_topic("orders")
        fresh_sandbox.create_topic("orders", 24)
        found = connection.fresh_topic("orders", PATIENCE)
        over.set()
    assert found is not None and len(found.partitions) == 24


def test_an_answer_that_does_not_come_takes_no_longer_than_it_may(fresh_sandbox: Sandbox) -> None:
    with connected(fresh_sandbox.bootstrap_servers) as connection:
        known = connection.wait(PATIENCE).metadata.topics["orders"]
        Faults(fresh_sandbox).round_trip(60_000)
        asked = time.monotonic()
        assert connection.fresh_topic("orders", 0.2) is known
        assert connection.status.asked_for("orders") < asked


# The session and the commands.


def test_a_record_goes_where_it_lies_in_the_topic_that_grew(cluster: Cluster) -> None:
    name = cluster.topic(3)
    draft = RecordDraft(name, FieldDraft(text=KEY), FieldDraft(text="v"))
    with open_session(cluster.bootstrap_servers) as session:
        assert session.freshen(name)
        session.send(draft)
        while not session.log.totals.delivered:
            time.sleep(0.01)
        cluster.grow(name, 12)
        stale(session, name)
        assert session.freshen(name)
        composed = session.send(draft)
        assert composed.placement is not None
        assert (composed.placement.partitions, composed.placement.partition) == (12, place(KEY, 12))
    reports = [session.log.row(number) for number in (1, 2)]
    assert [one and one.partition for one in reports] == [place(KEY, 3), place(KEY, 12)]
    assert session.log.totals.delivered == 2
    assert (place(KEY, 12), KEY.encode()) in landed(cluster, name)


def test_send_follows_a_topic_that_grows_while_lines_come(cluster: Cluster) -> None:
    name, line = cluster.topic(3), f"{KEY}:v\n".encode()
    with start_send(cluster.bootstrap_servers, name, "-K", ":") as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(line)
        process.stdin.flush()
        assert f'"partition": {place(KEY, 3)},' in process.stdout.readline().decode()
        cluster.grow(name, 12)
        end, shown = time.monotonic() + PATIENCE, ""
        while f'"partition": {place(KEY, 12)},' not in shown and time.monotonic() < end:
            process.stdin.write(line)
            process.stdin.flush()
            shown = process.stdout.readline().decode()
        assert f'"partition": {place(KEY, 12)},' in shown
        assert '"state": "delivered"' in shown
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def landed(cluster: Cluster, name: str) -> Iterable[tuple[int, bytes | None]]:
    return {(one.partition, one.key) for one in kcat.read_back(cluster.bootstrap_servers, name)}


# The screen.


async def on_screen(driver: Driver, name: str, partitions: int) -> None:
    await driver.sees("✓ up", f"{partitions} partitions", f"→ {name}-{place(KEY, partitions)}")


def draft_of(topic: str, partition: str = "auto") -> RecordDraft:
    return RecordDraft(topic, FieldDraft(text=KEY), FieldDraft(text="v"), partition=partition)


async def test_f5_composes_by_the_partitions_that_the_topic_has_then(cluster: Cluster) -> None:
    name = cluster.topic(3)
    async with driving(ClusterProfile.of(cluster.bootstrap_servers), draft=draft_of(name)) as driver:
        await on_screen(driver, name, 3)
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 1, "the first is delivered")
        await asyncio.to_thread(cluster.grow, name, 12)
        await driver.until(lambda: not driver.session.is_fresh(name), "time passed")
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 2, "the second is delivered")
        assert [driver.report(number).partition for number in (1, 2)] == [place(KEY, 3), place(KEY, 12)]
        await on_screen(driver, name, 12)


async def test_a_topic_that_is_typed_is_shown_as_it_is_now(cluster: Cluster) -> None:
    name = cluster.topic(3)
    async with driving(ClusterProfile.of(cluster.bootstrap_servers), draft=draft_of("")) as driver:
        await driver.sees("✓ up")
        await asyncio.to_thread(cluster.grow, name, 12)
        await driver.until(lambda: not driver.session.is_fresh(name), "time passed")
        driver.app.screen.query_one("#topic").focus()
        await driver.type(name)
        await on_screen(driver, name, 12)


async def test_a_topic_that_came_since_is_found_when_it_is_typed(cluster: Cluster) -> None:
    async with driving(ClusterProfile.of(cluster.bootstrap_servers), draft=draft_of("")) as driver:
        await driver.sees("✓ up")
        name = await asyncio.to_thread(cluster.topic, 12)
        driver.app.screen.query_one("#topic").focus()
        await driver.type(name)
        await on_screen(driver, name, 12)


async def test_the_list_of_topics_takes_what_the_cluster_says_now(cluster: Cluster) -> None:
    name = cluster.topic(3)
    async with driving(ClusterProfile.of(cluster.bootstrap_servers), draft=draft_of("")) as driver:
        await driver.sees("✓ up")
        await asyncio.to_thread(cluster.grow, name, 12)
        await driver.press("f8")
        await driver.type(name)
        await driver.sees("12 partitions")
        await driver.press("enter")
        await on_screen(driver, name, 12)


async def test_a_topic_that_shrank_refuses_the_partition_and_keeps_the_form(cluster: Cluster) -> None:
    name = cluster.topic(12)
    async with driving(ClusterProfile.of(cluster.bootstrap_servers), draft=draft_of(name, "9")) as driver:
        await driver.sees("✓ up", f"→ {name}-9")
        await asyncio.to_thread(cluster.remake, name, 3)
        await driver.until(lambda: not driver.session.is_fresh(name), "time passed")
        await driver.press("f5")
        await driver.sees("not sent", "there is no partition 9", "0 to 2")
        assert driver.app._main.composer.draft == draft_of(name, "9")
        await asyncio.to_thread(cluster.delete, name)
        await driver.until(lambda: not driver.session.is_fresh(name), "time passed")
        await driver.press("f5")
        await driver.sees("not sent", "there is no such topic")
        assert driver.app._main.composer.draft == draft_of(name, "9")
        assert driver.totals.handed_over == 0
    assert name not in cluster.names()
