"""Key stroke to painted placement in the lab's views, 1,000 partitions, in a real terminal; how long the lab takes to
open; and the strokes again while a thread spreads keys: `python -m tests.benchmarks.bench_lab`.
"""

from __future__ import annotations

import sys
from zlib import crc32

from tests.benchmarks.bench_keystroke import CLEAR, PARTITIONS, landed, report, typed
from tests.benchmarks.terminal import Terminal
from workbench.clusters.sandbox import Sandbox
from workbench.partitioning.partitioners import find

LAB, CLIENTS, DOCTOR, TABLE, ESCAPE = b"\x0c", b"\x1bOQ", b"\x1bOR", b"\x1bOS", b"\x1b"
SPREAD, START = b"\x1b[17~", b"\x1b[20~"
OPENINGS = 5


def main() -> None:
    """Open the lab a few times, then type the same keys in its views."""
    with (
        Sandbox(topics={"huge": PARTITIONS}) as sandbox,
        Terminal(sys.executable, "-m", "workbench", "-b", sandbox.bootstrap_servers, "-t", "huge") as terminal,
    ):
        terminal.painted(b"1,000 partitions")
        terminal.quiet(0.5)
        opened = [open_once(terminal) for _ in range(OPENINGS)]
        print(f"opened in {opened[0]:.0f} ms at first, then {min(opened[1:]):.0f} to {max(opened[1:]):.0f} ms")
        terminal.send(LAB)
        terminal.painted(b"Every client")
        terminal.quiet(0.5)
        report("clients, the working of librdkafka's default", typed(terminal, hashed))
        report("clients, the count", typed(terminal, landed))
        for name, key, shown in (("key doctor", DOCTOR, written), ("partitions", TABLE, numbered)):
            terminal.send(key)
            terminal.quiet(0.5)
            report(name, typed(terminal, shown))
        for keys in (SPREAD, b"\t\t\t", CLEAR, b"20000000", START, b"\x1b[Z" * 3, CLIENTS):
            terminal.send(keys)
            terminal.quiet(0.3)
        report("clients, while twenty million keys are spread", typed(terminal, landed))


def open_once(terminal: Terminal) -> float:
    """Milliseconds from the key to the whole comparison; back again afterwards."""
    pressed = terminal.send(LAB)
    milliseconds = (terminal.painted(b"as Java") - pressed) * 1e3
    terminal.quiet(0.3)
    terminal.send(ESCAPE)
    terminal.quiet(0.5)
    return milliseconds


def hashed(key: bytes) -> bytes:
    """What the working of the client under the cursor says of a key."""
    return f"0x{crc32(key):08x}".encode()


def written(key: bytes) -> bytes:
    """What the key doctor says of it."""
    return f"on partition {find('java').partition(key, PARTITIONS)},".encode()


def numbered(key: bytes) -> bytes:
    """The number of the partition's row, as its column has it."""
    return f"{find('java').partition(key, PARTITIONS):>9,}  ".encode()


if __name__ == "__main__":
    main()
