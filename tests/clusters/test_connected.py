"""What is asked of a cluster: the last answers, at once; and what to say while there are none."""

from __future__ import annotations

import pytest

from tests.tui.still import DOWN, UP, metadata, topic
from workbench.clusters.connected import Connected
from workbench.clusters.connection import ClusterConnection, ConnectionState, ConnectionStatus
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.clusters.settings import admin_config

FAILING = ConnectionStatus(ConnectionState.UP, metadata=metadata(topic("orders", 1)))


class Still(Connected):
    """As last heard of: always the same."""

    def __init__(self, status: ConnectionStatus) -> None:
        self.profile, self.connection, self._still = ClusterProfile("still", "127.0.0.1:1"), None, status

    @property
    def status(self) -> ConnectionStatus:
        return self._still


def test_before_there_is_a_connection_nothing_is_known_and_nobody_is_asked() -> None:
    none = Connected()
    none.profile, none.connection = ClusterProfile("none", "127.0.0.1:1"), None
    assert none.status.state is ConnectionState.CONNECTING
    assert (none.topic("orders"), none.partitions("orders"), none.topic_limit("orders")) == (None, None, None)
    assert none.offsets("orders") == {}
    assert none.is_fresh("orders")
    assert none.freshen("orders")
    none.look_at("orders")
    none.freshen_all()
    none.ask_offsets("orders")


@pytest.mark.parametrize(
    ("status", "name", "what"),
    [(UP, "ordres", "no such topic"), (DOWN, "orders", "is down"), (FAILING, "audit", "no such topic")],
)
def test_why_no_record_can_go_to_a_topic(status: ConnectionStatus, name: str, what: str) -> None:
    problem = Still(status).topic_problem(name)
    assert problem is not None
    assert what in problem.what
    assert Still(UP).topic_problem("orders") is None


def test_a_cluster_that_answers(sandbox: Sandbox) -> None:
    live = Connected()
    live.profile = ClusterProfile("live", sandbox.bootstrap_servers)
    live.connection = ClusterConnection(admin_config(live.profile))
    live.connection.start()
    try:
        assert live.connection.wait(20).state is ConnectionState.UP
        assert live.partitions("orders") == 12
        assert live.freshen("orders", 20)
        live.freshen_all(20)
    finally:
        live.connection.close()
