"""Fixtures of every test: the tester's own machine cut out, and the clusters to run on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.brokers import apache_kafka
from tests.brokers.cluster import Cluster, EmbeddedCluster, RealCluster
from tests.brokers.maven import NotToBeHad
from tests.brokers.registry import apicurio
from tests.brokers.rule import need

if TYPE_CHECKING:
    from workbench.clusters.sandbox import Sandbox

_OTHER_CLUSTER = os.environ.get("WORKBENCH_TEST_BOOTSTRAP")
_XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_SCREEN = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES")
_OURS = ("WORKBENCH_", "TEXTUAL", "KCAT_")
_KEPT = "TEXTUAL_SNAPSHOT_TEMPDIR"  # pytest-textual-snapshot's own, set when the run starts

# No test fails for being slow: the clock is the benchmarks' business.
settings.register_profile("workbench", deadline=None, print_blob=True)
settings.load_profile("workbench")


def pytest_configure() -> None:
    """Ctrl-C reaches what the tests start also where they run in the background: a shell's `&` has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def apart_from_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No file, variable or time zone of the tester's reaches a test."""
    for name in os.environ:
        if (name.startswith(_OURS) and name != _KEPT) or name in _SCREEN:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    for name in _XDG:
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The embedded cluster that tests share: make topics of your own in it, leave its brokers alone."""
    from workbench.clusters.sandbox import Sandbox

    with Sandbox() as running:
        yield running


@pytest.fixture
def fresh_sandbox() -> Iterator[Sandbox]:
    """An embedded cluster of the test's own, to break."""
    from workbench.clusters.sandbox import Sandbox

    with Sandbox() as running:
        yield running


@pytest.fixture(scope="session")
def running_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[apache_kafka.Running]:
    """Apache Kafka, started once; or the cluster that `WORKBENCH_TEST_BOOTSTRAP` names."""
    if _OTHER_CLUSTER:
        yield apache_kafka.Running(_OTHER_CLUSTER)
        return
    try:
        with apache_kafka.apache_kafka(tmp_path_factory.mktemp("kafka")) as running:
            yield running
    except NotToBeHad as reason:
        need(str(reason))


@pytest.fixture(scope="session")
def apicurio_registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[apicurio.Running]:
    """A schema registry that is not ours, started once."""
    try:
        with apicurio.apicurio_registry(tmp_path_factory.mktemp("registry")) as running:
            yield running
    except NotToBeHad as reason:
        need(str(reason))


@pytest.fixture(params=["embedded", pytest.param("apicurio", marks=pytest.mark.kafka)])
def registry_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A schema registry of each tier in turn. The embedded one is empty; use names of your own in the other."""
    if request.param == "apicurio":
        yield request.getfixturevalue("apicurio_registry").url
        return
    from workbench.schemas.embedded.registry import EmbeddedRegistry

    with EmbeddedRegistry(topics=()) as running:
        yield running.url


@pytest.fixture
def embedded(sandbox: Sandbox) -> EmbeddedCluster:
    """The fast tier."""
    return EmbeddedCluster(sandbox)


@pytest.fixture
def kafka(running_kafka: apache_kafka.Running) -> Iterator[RealCluster]:
    """The real tier; the topics made in it are deleted after the test."""
    cluster = RealCluster(running_kafka)
    yield cluster
    cluster.delete_topics()


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def cluster(request: pytest.FixtureRequest) -> Cluster:
    """Each tier in turn: a test that takes it runs on both."""
    running: Cluster = request.getfixturevalue(request.param)
    return running


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist, which reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With pytest-xdist, one worker gets all of the real tier, so that one broker is started."""
    for item in items:
        if item.get_closest_marker("kafka"):
            item.add_marker(pytest.mark.xdist_group("kafka"))
