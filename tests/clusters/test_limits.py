"""The topic's own limit: asked once in a while, taken when it comes, unknown where nobody answers."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from types import SimpleNamespace
from typing import Any

import pytest

from tests.brokers.cluster import RealCluster
from workbench.clusters import limits as module
from workbench.clusters.client import MetadataClient
from workbench.clusters.limits import TopicLimits
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import admin_config


@pytest.mark.kafka
def test_what_the_topic_takes(kafka: RealCluster) -> None:
    name, limits = kafka.topic(1), TopicLimits()
    limits.ask(name)
    profile = ClusterProfile("x", kafka.bootstrap_servers)
    with closing(MetadataClient(admin_config(profile))) as client:
        while limits.latest(name) is None:
            client.poll(0.01)
            client.serve_limits(limits)
    assert (limits.latest(name), limits.least_in_sync(name)) == (1_048_588, 1)


def test_a_refusal_leaves_it_unknown_and_is_not_asked_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refused(client: object, topic: str) -> Future[Any]:
        asked.append(topic)
        answer: Future[Any] = Future()
        answer.set_exception(RuntimeError("TOPIC_AUTHORIZATION_FAILED"))
        return answer

    monkeypatch.setattr(module, "ask", refused)
    limits = TopicLimits()
    for _ in range(3):
        limits.ask("orders")
        limits.serve(None)  # type: ignore[arg-type]  # nobody is asked here
    limits.serve(None)  # type: ignore[arg-type]
    assert (asked, limits.latest("orders"), limits.answered("orders")) == (["orders"], None, True)


def test_the_answer_is_taken_when_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    answer: Future[Any] = Future()
    monkeypatch.setattr(module, "ask", lambda client, topic: answer)
    limits = TopicLimits()
    limits.ask("orders")
    limits.serve(None)  # type: ignore[arg-type]
    assert (limits.latest("orders"), limits.answered("orders")) == (None, False)
    values = {"max.message.bytes": "5000", "min.insync.replicas": "2"}
    answer.set_result({name: SimpleNamespace(value=value) for name, value in values.items()})
    limits.serve(None)  # type: ignore[arg-type]
    assert (limits.latest("orders"), limits.least_in_sync("orders")) == (5_000, 2)
    assert limits.answered("orders")


def test_who_waits_is_woken_by_the_answer_and_by_the_end_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    answer: Future[Any] = Future()
    monkeypatch.setattr(module, "ask", lambda client, topic: answer)
    limits = TopicLimits()
    assert not limits.wait("orders", 0)
    limits.serve(None)  # type: ignore[arg-type]
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(limits.wait, "orders", 60)
        answer.set_result({})
        limits.serve(None)  # type: ignore[arg-type]
        assert waiting.result(60)
