"""Apache Kafka of a test's own, to be killed and started again: one node or two, from the shared one's jars."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.brokers.apache_kafka import (
    DidNotStart,
    Node,
    copied_jars,
    format_storage,
    is_ready,
    new_cluster_id,
    run_java,
)
from tests.brokers.maven import tool

_SECOND = {
    "process.roles": "broker",
    "node.id": "2",
    # What the first node needs to see soon that the second is gone.
    "broker.session.timeout.ms": "2000",
    "broker.heartbeat.interval.ms": "500",
}


class OwnBroker:
    """One process of Kafka's. Its folder and its ports stay the same from start to start."""

    def __init__(self, node: Node, cluster_id: str, *, controls: bool = True) -> None:
        self.node = node
        self.bootstrap_servers = node.bootstrap_servers
        self._java, self._jars = tool("java", "Apache Kafka"), copied_jars()
        self._process: subprocess.Popen[bytes] | None = None
        format_storage(self._java, self._jars, node, cluster_id, controls=controls)

    def start(self) -> None:
        """Until it answers."""
        self._process = run_java(self._java, self._jars, "kafka.Kafka", str(self.node.properties), log=self.node.log)
        if not is_ready(self.node, self._process):
            self.kill()
            raise DidNotStart(f"Apache Kafka did not start; the end of its log:\n{self.node.tail()}")

    def kill(self) -> None:
        """With -9. Does nothing to one that is dead."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()


@contextmanager
def own_kafka(folder: Path, brokers: int = 1, settings: Mapping[str, str] | None = None) -> Iterator[list[OwnBroker]]:
    """Brokers that answer, the first of them the controller too. Killed on every way out. Raises NotToBeHad."""
    cluster_id, given = new_cluster_id(), {"broker.session.timeout.ms": "2000", **(settings or {})}
    with ExitStack() as ending:
        first = OwnBroker(Node.new(folder / "1", given), cluster_id)
        nodes = [first]
        if brokers == 2:
            second = Node.new(folder / "2", given | _SECOND, first.node.controller)
            nodes.append(OwnBroker(second, cluster_id, controls=False))
        for node in nodes:
            ending.callback(node.kill)
            node.start()
        yield nodes
