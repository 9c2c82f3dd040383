"""Sending as fast as it goes, every report in the list, while a person types, in a real terminal:
`python -m tests.benchmarks.bench_interface [records]`.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.terminal import Terminal


def main() -> None:
    """Press a key every 80 ms until the run is over; report the rate and how long keys took to be handled."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "result.json"
        command = (sys.executable, "-m", "tests.benchmarks.fast_app", str(out), str(count))
        pressed: list[float] = []
        with Terminal(*command) as terminal:
            terminal.painted(b"Deliveries")
            with contextlib.suppress(OSError):
                while not out.exists():
                    pressed.append(terminal.send(b"abcdefghij"[len(pressed) % 10 :][:1]))
                    end = time.perf_counter() + 0.08
                    while (left := end - time.perf_counter()) > 0:
                        terminal.read(left)
            result = json.loads(out.read_text())
    handled = [after - before for before, after in zip(pressed, result["keys"], strict=False)]
    during = sorted(
        (taken * 1e3 for taken, at in zip(handled, result["keys"], strict=False) if at > result["began"]),
    )
    print(f"{count:,} records, {count / result['seconds']:,.0f} reports a second")
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        print(f"key handled {name} {during[int(len(during) * share)]:6.1f} ms")
    print(f"key handled max {during[-1]:6.1f} ms of {len(during)} keys")


if __name__ == "__main__":
    main()
