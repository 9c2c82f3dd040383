"""Low and high watermarks: on both tiers, of 1,000 partitions, and where a leader is missing or silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import ClassVar

import pytest

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, unused_name
from tests.tui import still
from workbench.clusters import offsets as module
from workbench.clusters.client import MetadataClient
from workbench.clusters.faults import Faults
from workbench.clusters.metadata import Topic
from workbench.clusters.offsets import OffsetQuestion, Offsets, OffsetWatch, by_leader
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.settings import admin_config


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[MetadataClient]:
    with closing(client_on(sandbox.bootstrap_servers)) as client:
        yield client


def client_on(servers: str) -> MetadataClient:
    return MetadataClient(admin_config(ClusterProfile("x", servers)))


def topic_on(client: MetadataClient, name: str) -> Topic:
    while (metadata := client.metadata(5)) is None:
        pass
    return metadata.topics[name]


def until_known(watch: OffsetWatch, client: MetadataClient, name: str, partitions: int) -> None:
    while len(watch.latest(name)) < partitions:
        client.poll(0.01)
        watch.serve(client.ask_offsets)


def test_what_is_in_each_partition(cluster: Cluster) -> None:
    name, watch = cluster.topic(3), OffsetWatch()
    for partition, count in ((0, 2), (2, 5)):
        kcat.run("-P", "-b", cluster.bootstrap_servers, "-t", name, "-p", str(partition), stdin=b"v\n" * count)
    with closing(client_on(cluster.bootstrap_servers)) as client:
        assert watch.latest(name) == {}
        watch.ask(topic_on(client, name))
        until_known(watch, client, name, 3)
    assert watch.latest(name) == {0: Offsets(0, 2), 1: Offsets(0, 0), 2: Offsets(0, 5)}


def test_a_thousand_partitions(sandbox: Sandbox, client: MetadataClient) -> None:
    name, watch = unused_name(), OffsetWatch()
    sandbox.create_topic(name, 1_000)
    watch.ask(topic_on(client, name))
    until_known(watch, client, name, 1_000)
    assert set(watch.latest(name).values()) == {Offsets(0, 0)}


def test_a_partition_without_a_leader_is_not_known_and_the_others_are(fresh_sandbox: Sandbox) -> None:
    faults, watch = Faults(fresh_sandbox), OffsetWatch()
    with closing(client_on(fresh_sandbox.bootstrap_servers)) as client:
        before = topic_on(client, "orders")
        watch.ask(before)
        until_known(watch, client, "orders", 12)
        faults.set_leader("orders", 5, None)
        # The cluster has not said so yet: the broker that was its leader refuses it.
        found, problems = client.ask_offsets("orders", range(12)).result()
        assert sorted(found) == [number for number in range(12) if number != 5]
        assert list(problems) == [5]
        # The cluster has said so: it is not asked for.
        watch._asked.clear()
        watch.ask(topic_on(client, "orders"))
        watch.serve(client.ask_offsets)
        assert 5 not in watch.latest("orders")
        until_known(watch, client, "orders", 11)
        assert 5 not in watch.latest("orders")


def test_a_silent_leader_keeps_no_other_answer_back(fresh_sandbox: Sandbox) -> None:
    watch = OffsetWatch()
    with closing(client_on(fresh_sandbox.bootstrap_servers)) as client:
        topic = topic_on(client, "orders")
        slow = topic.partitions[0].leader
        Faults(fresh_sandbox).round_trip(60_000, slow)
        watch.ask(topic)
        led = {one.id for one in topic.partitions if one.leader != slow}
        until_known(watch, client, "orders", len(led))
        assert set(watch.latest("orders")) == led


class Question:
    """An answer that comes when it is told to."""

    asked: ClassVar[list[tuple[str, tuple[int, ...]]]] = []
    answers: ClassVar[dict[str, tuple[dict[int, Offsets], dict[int, Exception]]]] = {}

    def __init__(self, topic: str, partitions: Iterable[int]) -> None:
        self.topic = topic
        self.asked.append((topic, tuple(partitions)))

    @property
    def answered(self) -> bool:
        return self.topic in self.answers

    def result(self) -> tuple[dict[int, Offsets], dict[int, Exception]]:
        return self.answers[self.topic]


@pytest.fixture
def question(monkeypatch: pytest.MonkeyPatch) -> type[Question]:
    monkeypatch.setattr(Question, "asked", [])
    monkeypatch.setattr(Question, "answers", {})
    return Question


class Clock:
    """Seconds of the monotonic clock."""

    now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def serve(watch: OffsetWatch, question: type[Question]) -> None:
    watch.serve(question)  # type: ignore[arg-type]


def test_a_topic_is_asked_for_once_a_second_and_never_twice_at_once(clock: Clock, question: type[Question]) -> None:
    watch, topic = OffsetWatch(), still.topic("audit", 1)
    for _ in range(3):
        watch.ask(topic)
        serve(watch, question)
    assert len(question.asked) == 1
    clock.now += 1.1
    watch.ask(topic)
    serve(watch, question)
    assert len(question.asked) == 1  # the first is not answered yet
    question.answers["audit"] = {0: Offsets(1, 2)}, {}
    serve(watch, question)
    assert watch.latest("audit") == {0: Offsets(1, 2)}
    assert len(question.asked) == 2


def test_what_a_partition_had_is_forgotten_with_an_error_and_with_the_partition(
    clock: Clock, question: type[Question]
) -> None:
    watch = OffsetWatch()
    question.answers["audit"] = {0: Offsets(1, 2), 1: Offsets(0, 9)}, {}
    watch.ask(still.topic("audit", 2))
    serve(watch, question)
    serve(watch, question)
    assert set(watch.latest("audit")) == {0, 1}
    question.answers["audit"] = {}, {0: Exception("no leader")}
    clock.now += 2
    watch.ask(still.topic("audit", 2))
    serve(watch, question)
    serve(watch, question)
    assert watch.latest("audit") == {1: Offsets(0, 9)}
    question.answers.clear()
    clock.now += 2
    watch.ask(still.topic("audit", 1))
    serve(watch, question)
    assert watch.latest("audit") == {}


def test_another_client_begins_anew(clock: Clock, question: type[Question]) -> None:
    watch = OffsetWatch()
    watch.ask(still.topic("audit", 1))
    serve(watch, question)
    clock.now += 2
    watch.ask(still.topic("audit", 1))

    def other(topic: str, partitions: Iterable[int]) -> Question:
        return question(topic, partitions)

    watch.serve(other)  # type: ignore[arg-type]
    assert len(question.asked) == 2


def test_each_leader_is_asked_by_itself() -> None:
    topic = still.topic("orders", 6, frozenset({2}))
    assert sorted(by_leader(topic.partitions)) == [[0, 3], [1, 4], [5]]


def test_a_question_says_what_it_asked(client: MetadataClient) -> None:
    question = client.ask_offsets("orders", [3, 1])
    assert isinstance(question, OffsetQuestion)
    assert question.partitions == (3, 1)
    assert set(question.result()[0]) == {1, 3}
    assert question.answered
