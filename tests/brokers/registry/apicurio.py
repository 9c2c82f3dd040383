"""Apicurio Registry itself, from Maven Central: in memory, asked through its Confluent-compatible API."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.brokers.maven import fetched, tool

WHAT = "Apicurio Registry"
_POM = Path(__file__).with_name("pom.xml")
_JAVA_OPTIONS = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_SETTINGS = {
    "quarkus.http.host": "127.0.0.1",
    "apicurio.rest.deletion.artifact.enabled": "true",
    "apicurio.rest.deletion.artifact-version.enabled": "true",
}
_READY_WITHIN = 120.0
_TRIES = 3  # another program may take the port between choosing it and listening on it


class DidNotStart(Exception):
    """The registry was there and failed: its own last words."""


@dataclass(frozen=True, slots=True)
class Running:
    """A registry that answers. `url` is its Confluent-compatible API, `own_url` where Apicurio's own serializers go."""

    own_url: str

    @property
    def url(self) -> str:
        return f"{self.own_url}/apis/ccompat/v7"

    def get(self, path: str) -> Any:
        """What it answers to a question of its own API, such as `apis/registry/v3/system/info`."""
        with urllib.request.urlopen(f"{self.own_url}/{path}", timeout=20) as answer:
            return json.loads(answer.read())


@contextmanager
def apicurio_registry(folder: Path) -> Iterator[Running]:
    """A registry of our own; its log lies in `folder`. Killed on every way out. Raises NotToBeHad."""
    java, application = tool("java", WHAT), fetched(_POM, WHAT, "dependency:get", "resources:copy-resources")
    for attempt in range(1, _TRIES + 1):
        log, port = folder / f"registry-{attempt}.log", _free_port()
        process = _started(java, application, port, log)
        try:
            running = Running(f"http://127.0.0.1:{port}")
            if _is_ready(running, process):
                yield running
                return
        finally:
            process.kill()
            process.wait()
        if "already in use" not in _tail(log):
            break
    raise DidNotStart(f"{WHAT} did not start; the end of its log:\n{_tail(log)}")


def _started(java: str, application: Path, port: int, log: Path) -> subprocess.Popen[bytes]:
    runner = next(application.glob("apicurio-registry-app-*-runner.jar"))
    settings = [f"-D{name}={value}" for name, value in {**_SETTINGS, "quarkus.http.port": port}.items()]
    classes = f"{runner}:{application}/lib/*"
    with log.open("wb") as output:
        return subprocess.Popen(
            [java, *_JAVA_OPTIONS, *settings, "-cp", classes, "io.quarkus.runner.GeneratedMain"],
            cwd=log.parent, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip


def _is_ready(running: Running, process: subprocess.Popen[bytes]) -> bool:
    """Ready is when it answers; a process that ended is never ready."""
    end = time.monotonic() + _READY_WITHIN
    while process.poll() is None and time.monotonic() < end:
        try:
            return bool(running.get("apis/ccompat/v7/subjects") == [])
        except OSError:
            time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _tail(log: Path, lines: int = 40) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
