"""Key stroke to painted placement, 4 KB JSON value, a topic of 1,000 partitions, in a real terminal; on the main screen
and in the lab, both with the key under every client on show: `python -m tests.benchmarks.bench_keystroke`.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable

from tests.benchmarks.terminal import Terminal
from workbench.clusters.sandbox import Sandbox
from workbench.partitioning.hashes import murmur2
from workbench.partitioning.partitioners import find

PARTITIONS = 1_000
STROKES = 200
PAUSE = 0.06
LONGEST = 24
CLEAR = b"\x05\x15"
"""To the end of the line, and away with it."""


def main() -> None:
    """Type a key letter by letter; what only this key gives tells when its placement is there."""
    value = json.dumps({f"field {number}": "x" * 30 for number in range(85)})
    with (
        Sandbox(topics={"huge": PARTITIONS}) as sandbox,
        Terminal(sys.executable, "-m", "workbench", "-b", sandbox.bootstrap_servers, "-t", "huge") as terminal,
    ):
        terminal.painted(b"1,000 partitions")
        for keys in (b"\t\t\t", CLEAR, b"\x1b[200~" + value.encode() + b"\x1b[201~", b"\x1b[Z\x1b[Z\x1b[Z"):
            terminal.send(keys)
            terminal.quiet(0.3)
        report(f"main screen, value {len(value):,} B", typed(terminal, hashed))
        terminal.send(b"\x0c")
        terminal.painted(b"Every client")
        terminal.quiet(0.3)
        report("lab, every client", typed(terminal, landed))


def hashed(key: bytes) -> bytes:
    """What the working says of a key."""
    return f"0x{murmur2(key):08x}".encode()


def landed(key: bytes) -> bytes:
    """What the lab says of a key."""
    return f"Java: partition {find('java').partition(key, PARTITIONS)}".encode()


def typed(terminal: Terminal, shown: Callable[[bytes], bytes]) -> list[float]:
    """Milliseconds from each stroke to its paint."""
    times: list[float] = []
    key, before = b"", b""
    terminal.send(CLEAR)
    terminal.quiet(PAUSE)
    for stroke in range(STROKES):
        letter = b"abcdefghijklmnopqrstuvwxyz"[stroke % 26 :][:1]
        if len(key) == LONGEST:
            key = b""
            terminal.send(CLEAR)
            terminal.quiet(PAUSE)
        key += letter
        pressed = terminal.send(letter)
        if shown(key) != before:  # what stays as it was is not painted
            times.append((terminal.painted(shown(key)) - pressed) * 1e3)
        before = shown(key)
        terminal.quiet(PAUSE)
    return times


def report(what: str, times: list[float]) -> None:
    """The figures of one screen."""
    times.sort()
    print(f"{what}: {len(times)} strokes")
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        print(f"{name} {times[int(len(times) * share)]:6.1f} ms")
    print(f"max {times[-1]:6.1f} ms, mean {statistics.fmean(times):.1f} ms")


if __name__ == "__main__":
    main()
