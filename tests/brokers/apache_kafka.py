"""Apache Kafka itself: one KRaft node, broker and controller in one process, from Maven Central's jars."""

from __future__ import annotations

import base64
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.brokers.maven import fetched, tool
from tests.brokers.topics import metadata

_POM = Path(__file__).with_name("kafka") / "pom.xml"
_JAVA_OPTIONS = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
)
_READY_WITHIN = 120.0
_TRIES = 3  # another program may take a port between choosing it and listening on it

RACK = "rack-a"

_PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.quorum.bootstrap.servers=127.0.0.1:{controller}
log.dirs={data}
# Records of the tests bear any timestamp; those of 2023 would be deleted at the first look for old ones.
log.retention.ms=-1
# On, as Kafka's own default is: that looking at a topic never creates it is tested for real.
auto.create.topics.enable=true
broker.rack={rack}
group.initial.rebalance.delay.ms=0
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
"""


class DidNotStart(Exception):
    """The broker was there and failed: its own last words."""


@dataclass(frozen=True, slots=True)
class Running:
    """A broker that answers: where, and its process, None where it is not ours."""

    bootstrap_servers: str
    process: int | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """The files and ports of one broker."""

    folder: Path
    port: int
    controller: int

    @classmethod
    def new(cls, folder: Path, settings: Mapping[str, str] | None = None, controller: int | None = None) -> Node:
        """An empty folder, two ports that are free now, its properties written: `settings` on top of ours.

        `controller` is the port of another node that is the controller.
        """
        folder.mkdir(parents=True)
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            second.bind(("127.0.0.1", 0))
            node = cls(folder, first.getsockname()[1], controller or second.getsockname()[1])
        text = _PROPERTIES.format(port=node.port, controller=node.controller, data=folder / "data", rack=RACK)
        lines = dict(line.split("=", 1) for line in text.splitlines() if not line.startswith("#"))
        lines.update(settings or {})
        if controller is not None:
            lines["listeners"] = lines["advertised.listeners"]
        node.properties.write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
        return node

    @property
    def properties(self) -> Path:
        return self.folder / "server.properties"

    @property
    def log(self) -> Path:
        return self.folder / "broker.log"

    @property
    def bootstrap_servers(self) -> str:
        return f"127.0.0.1:{self.port}"

    def tail(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@contextmanager
def apache_kafka(folder: Path) -> Iterator[Running]:
    """A broker of our own; its data and its log lie under `folder`. Killed on every way out."""
    java, jars = tool("java", "Apache Kafka"), copied_jars()
    for attempt in range(1, _TRIES + 1):
        node = Node.new(folder / f"attempt-{attempt}")
        format_storage(java, jars, node, new_cluster_id())
        process = run_java(java, jars, "kafka.Kafka", str(node.properties), log=node.log)
        try:
            if is_ready(node, process):
                yield Running(node.bootstrap_servers, process.pid)
                return
        finally:
            process.kill()
            process.wait()
        if "BindException" not in node.tail():
            break
    raise DidNotStart(f"Apache Kafka did not start; the end of its log:\n{node.tail()}")


def copied_jars() -> Path:
    """The folder with the pom's jars. Raises NotToBeHad."""
    return fetched(_POM, "Apache Kafka", "dependency:copy-dependencies", "-DincludeScope=runtime")


def new_cluster_id() -> str:
    """What every broker of a cluster is formatted with."""
    return base64.urlsafe_b64encode(b"\x04" + uuid.uuid4().bytes[1:]).decode().rstrip("=")


def format_storage(java: str, jars: Path, node: Node, cluster_id: str, *, controls: bool = True) -> None:
    """KRaft's storage must be formatted before the first start."""
    arguments = ("format", *(["--standalone"] if controls else []), "-t", cluster_id, "-c", str(node.properties))
    process = run_java(java, jars, "kafka.tools.StorageTool", *arguments, log=node.log)
    if process.wait(timeout=60) != 0:
        raise DidNotStart(f"Apache Kafka's storage could not be formatted:\n{node.tail()}")


def run_java(java: str, jars: Path, main: str, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
    """A program of Kafka's jars; what it says is appended to `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [java, *_JAVA_OPTIONS, "-cp", f"{jars}/*", main, *arguments],
            cwd=log.parent, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip


def is_ready(node: Node, process: subprocess.Popen[bytes]) -> bool:
    """Ready is when it answers a metadata request; a process that ended is never ready."""
    from confluent_kafka import KafkaException

    end = time.monotonic() + _READY_WITHIN
    while process.poll() is None and time.monotonic() < end:
        with suppress(KafkaException):
            return bool(metadata(node.bootstrap_servers, timeout=1).brokers)
    return False
