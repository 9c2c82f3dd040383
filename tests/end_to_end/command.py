"""`workbench …` as a person runs it: a process of its own, its lines, its words, its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WORKBENCH = (sys.executable, "-m", "workbench")

LINES = 120_000


@dataclass(frozen=True, slots=True)
class Done:
    """A command that ended: its exit code, the JSON lines of stdout, the words of stderr."""

    code: int
    lines: list[dict[str, Any]]
    words: str


def send(bootstrap_servers: str, topic: str, *arguments: str, lines: bytes | None = None) -> Done:
    """`workbench send -b … -t …` to its end; `lines` on standard input."""
    done = subprocess.run(
        [*WORKBENCH, "send", "-b", bootstrap_servers, "-t", topic, *arguments],
        cwd=ROOT, input=lines or b"", capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    words = done.stderr.decode()
    assert "Traceback" not in words, words
    return Done(done.returncode, [json.loads(line) for line in done.stdout.splitlines()], words)


def bytes_of(topic: str, *arguments: str) -> dict[str, Any]:
    """The object that `workbench bytes --json -t …` prints."""
    done = subprocess.run(
        [*WORKBENCH, "bytes", "--json", "-t", topic, *arguments],
        cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def start_send(bootstrap_servers: str, topic: str, *arguments: str) -> subprocess.Popen[bytes]:
    """The same, still running, with its three streams open."""
    return subprocess.Popen(
        [*WORKBENCH, "send", "-b", bootstrap_servers, "-t", topic, *arguments],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def killed_send(bootstrap_servers: str, topic: str, lines: Path) -> None:
    """A send that is killed half-way: nobody reads what it prints, so it can go on for some thousand records only."""
    lines.write_bytes(b"".join(b"%d\n" % number for number in range(LINES)))
    with start_send(bootstrap_servers, topic, "-l", str(lines)) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.kill()
