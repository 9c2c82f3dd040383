"""Key stroke to painted preview, 4 KB JSON value, a topic of 1,000 partitions, in a real terminal:
`python -m tests.benchmarks.bench_keystroke`.
"""

from __future__ import annotations

import json
import statistics
import sys

from tests.benchmarks.terminal import Terminal
from workbench.clusters.sandbox import Sandbox
from workbench.partitioning.hashes import murmur2

STROKES = 200
PAUSE = 0.06
LONGEST = 24


def main() -> None:
    """Type a key letter by letter; each stroke's own hash tells when its preview is there."""
    value = json.dumps({f"field {number}": "x" * 30 for number in range(85)})
    times: list[float] = []
    with (
        Sandbox(topics={"huge": 1_000}) as sandbox,
        Terminal(sys.executable, "-m", "workbench", "-b", sandbox.bootstrap_servers, "-t", "huge") as terminal,
    ):
        terminal.painted(b"1,000 partitions")
        for keys in (b"\t\t\t", b"\x05\x15", b"\x1b[200~" + value.encode() + b"\x1b[201~", b"\x1b[Z\x1b[Z\x1b[Z"):
            terminal.send(keys)
            terminal.quiet(0.3)
        key = b""
        for stroke in range(STROKES):
            letter = b"abcdefghijklmnopqrstuvwxyz"[stroke % 26 :][:1]
            if len(key) == LONGEST:
                key = b""
                terminal.send(b"\x05\x15")
                terminal.quiet(PAUSE)
            key += letter
            pressed = terminal.send(letter)
            times.append((terminal.painted(f"0x{murmur2(key):08x}".encode()) - pressed) * 1e3)
            terminal.quiet(PAUSE)
    times.sort()
    print(f"value {len(value):,} B, {len(times)} strokes")
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        print(f"{name} {times[int(len(times) * share)]:6.1f} ms")
    print(f"max {times[-1]:6.1f} ms, mean {statistics.fmean(times):.1f} ms")


if __name__ == "__main__":
    main()
