"""kcat, the client that checks ours: it shares no line of the workbench and reads a topic byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.brokers.rule import need

_CONFIGURED = os.environ.get("KCAT")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A record as it stands in its partition; `timestamp` is epoch milliseconds."""

    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...] = ()


def path() -> str:
    """Where kcat is: `KCAT`, else the PATH. Without one the test skips (or fails, in CI)."""
    found = shutil.which(_CONFIGURED or "kcat")
    if found is None:
        need(f"kcat is not to be had: no {_CONFIGURED or 'kcat'} on the PATH; install it or set KCAT to its path")
    return found


def run(*arguments: str, stdin: bytes = b"", timeout: float = 60) -> bytes:
    """What kcat prints when run with these arguments; its own words if it fails."""
    done = subprocess.run([path(), *arguments], input=stdin, capture_output=True, timeout=timeout, check=False)
    assert done.returncode == 0, f"kcat {' '.join(arguments)}: {done.stderr.decode(errors='replace')}"
    return done.stdout


def read_back(bootstrap_servers: str, topic: str, *flags: str) -> list[Arrived]:
    """Every record of a topic, ordered by partition and offset. Ends at the end of every partition."""
    printed = run(
        "-C",
        "-b",
        bootstrap_servers,
        "-t",
        topic,
        "-o",
        "beginning",
        "-e",
        "-q",
        "-J",
        "-X",
        "check.crcs=true",
        "-X",
        "fetch.wait.max.ms=20",  # or the broker thinks for half a second before it says that no more is there
        *flags,
    )
    return sorted(
        (_arrived(line) for line in printed.splitlines()),
        key=lambda record: (record.partition, record.offset),
    )


def topics(bootstrap_servers: str) -> set[str]:
    """The names of the topics there are, asked for without naming one, so that asking creates none."""
    listed = json.loads(run("-L", "-J", "-b", bootstrap_servers))
    return {topic["topic"] for topic in listed["topics"]}


def _arrived(line: bytes) -> Arrived:
    """One line of `-J`: kcat escapes control bytes and writes all others raw, so Latin-1 keeps every byte."""
    fields: dict[str, Any] = json.loads(line.decode("latin-1"), strict=False)
    names_and_values = fields.get("headers", [])
    return Arrived(
        partition=fields["partition"],
        offset=fields["offset"],
        timestamp=fields["ts"],
        key=_raw(fields["key"]),
        value=_raw(fields["payload"]),
        headers=tuple(_headers(names_and_values[::2], names_and_values[1::2])),
    )


def _headers(names: Iterable[str], values: Iterable[str | None]) -> Iterable[tuple[str, bytes | None]]:
    for name, value in zip(names, values, strict=True):
        yield name.encode("latin-1").decode(), _raw(value)


def _raw(text: str | None) -> bytes | None:
    return None if text is None else text.encode("latin-1")
