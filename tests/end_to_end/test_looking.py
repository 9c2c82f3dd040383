"""Looking never changes anything: whatever is typed, shown, asked or compared, no topic is there that was not before.

On both tiers, with auto-creation on: Apache Kafka's own default, and librdkafka's mock cluster makes every topic that
a metadata request names and allows to be made. `-X allow.auto.create.topics=true` is given as well.
"""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, unused_name
from tests.end_to_end.command import ROOT, WORKBENCH, send
from tests.end_to_end.delivering import open_session
from tests.tui.driving import Driver, driving
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.reading import ReadError, read_keys
from workbench.clusters.settings import admin_config
from workbench.records.draft import FieldDraft, RecordDraft

ALLOWED = ("allow.auto.create.topics=true",)
DRAFT = RecordDraft("", FieldDraft(text="user-42"), FieldDraft(text="v"))


@contextmanager
def nothing_made(cluster: Cluster, *but: str) -> Iterator[None]:
    """The cluster has the topics that it had, by its own word and by kcat's."""
    before = cluster.names()
    yield
    assert cluster.names() == before | set(but)
    assert kcat.topics(cluster.bootstrap_servers) == before | set(but)


def test_this_cluster_would_make_a_topic_that_is_asked_for_in_another_way(cluster: Cluster) -> None:
    from confluent_kafka.admin import AdminClient

    name = unused_name()
    asking = AdminClient({"bootstrap.servers": cluster.bootstrap_servers, "allow.auto.create.topics": True})
    asking.list_topics(name, timeout=10)
    while name not in cluster.names():
        asking.list_topics(name, timeout=10)
    cluster.delete(name)


async def heard(driver: Driver) -> None:
    """Wait for an answer about all topics to a question put from now on."""
    connection = driver.session.connection
    assert connection is not None
    await asyncio.to_thread(connection.fresh, 30)


@pytest.mark.parametrize("partition", ["auto", "3"])
async def test_a_name_typed_letter_by_letter(cluster: Cluster, partition: str) -> None:
    name, known = unused_name(), cluster.topic(2)
    with nothing_made(cluster):
        profile = ClusterProfile.of(cluster.bootstrap_servers, ALLOWED)
        async with driving(profile, draft=DRAFT) as driver:
            await driver.sees("✓ up")
            driver.app.screen.query_one("#topic").focus()
            for typed, letter in enumerate(name, 1):
                await driver.type(letter)
                if typed % 6 == 0:
                    await heard(driver)
            await driver.sees("no such topic")
            driver.app.screen.query_one("#partition-text").focus()
            await driver.press("end", "ctrl+u", *partition)
            await driver.press("f5", "f6", "f8", "escape", "f3")
            await driver.sees("✓ up", "no such topic")
            await driver.press("f5")
            await driver.sees("not sent")
            driver.app._main.composer.topic = known
            await driver.sees("2 partitions")
            driver.app._main.composer.topic = name
            await heard(driver)
            driver.session.ask_offsets(name)
            assert driver.session.offsets(name) == {}
            assert driver.totals.handed_over == 0


async def test_the_lab_with_a_topic_that_is_not_there(cluster: Cluster) -> None:
    draft = RecordDraft(unused_name(), DRAFT.key, DRAFT.value)
    with nothing_made(cluster):
        async with driving(ClusterProfile.of(cluster.bootstrap_servers, ALLOWED), draft=draft) as driver:
            await driver.sees("✓ up")
            await driver.press("f11")
            for view in "12345":
                await driver.press(f"alt+{view}", view)
                await heard(driver)
            await driver.press("escape")


def test_asking_the_session_in_every_way_there_is(cluster: Cluster) -> None:
    name = unused_name()
    draft = RecordDraft(name, DRAFT.key, DRAFT.value)
    with nothing_made(cluster), open_session(cluster.bootstrap_servers) as session:
        for _ in range(3):
            session.look_at(name)
            session.freshen(name)
            session.freshen_all(10)
            session.ask_offsets(name)
            assert session.compose(draft).errors and session.send(draft, 3).errors
        assert (session.topic(name), session.offsets(name)) == (None, {})


def test_reading_the_keys_of_a_topic_joins_no_group_and_makes_nothing(cluster: Cluster) -> None:
    config = admin_config(ClusterProfile.of(cluster.bootstrap_servers, ALLOWED))
    known = cluster.topic(3)
    kcat.run("-P", "-b", cluster.bootstrap_servers, "-t", known, "-K", ":", stdin=b"k:v\n" * 10)
    with nothing_made(cluster):
        assert sum(len(block.keys) for block in read_keys(config, known, None, 100)) == 10
        with pytest.raises(ReadError):
            list(read_keys(config, unused_name(), None, 100))
        with pytest.raises(ReadError):
            list(read_keys(config, unused_name(), [0, 1], 100))


@pytest.mark.parametrize(
    "arguments",
    [
        ("partition", "user-42"),
        ("partition", "user-42", "--compare", "--client", "java,sarama"),
        ("partition", "--spread", "--from-topic"),
        ("partition", "user-42", "--spread"),
        ("partition", "user-42", "--doctor"),
    ],
    ids=["placing", "comparing", "spread from a topic", "spread", "doctor"],
)
def test_the_partition_command(cluster: Cluster, arguments: tuple[str, ...]) -> None:
    with nothing_made(cluster):
        done = subprocess.run(
            [*WORKBENCH, *arguments, "-b", cluster.bootstrap_servers, "-X", *ALLOWED, "-t", unused_name()],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert "no topic" in done.stderr


def test_the_send_command(cluster: Cluster) -> None:
    with nothing_made(cluster):
        for arguments in (("--value", "v"), ("--value", "v", "-p", "3"), ("-l", "-")):
            done = send(cluster.bootstrap_servers, unused_name(), *arguments, "-X", *ALLOWED)
            assert (done.code, done.lines) == (2, []), done.words
