"""Exec to first paint, beside an empty Textual app in the same run: `python -m tests.benchmarks.bench_first_paint`."""

from __future__ import annotations

import statistics
import sys

from tests.benchmarks.terminal import Terminal

RUNS = 11
EMPTY = (
    "from textual.app import App; from textual.widgets import Static\n"
    "class Empty(App):\n    def compose(self): yield Static('Deliveries')\nEmpty().run()"
)


def first_paint(*command: str, marker: bytes = b"Deliveries") -> float:
    """Milliseconds from exec to the marker on screen."""
    with Terminal(*command) as terminal:
        return (terminal.painted(marker) - terminal.started) * 1e3


def main() -> None:
    """Median of some runs each, interleaved."""
    programs = {
        "python -c pass": (sys.executable, "-c", "print('Deliveries')"),
        "empty Textual app": (sys.executable, "-c", EMPTY),
        "workbench": (sys.executable, "-m", "workbench"),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, command in programs.items():
            times[name].append(first_paint(*command))
    for name, taken in times.items():
        print(f"{name:20} {statistics.median(taken):6.0f} ms   ({min(taken):.0f} to {max(taken):.0f})")


if __name__ == "__main__":
    main()
