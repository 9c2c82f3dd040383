"""`workbench send` of 500,000 lines against `kcat -P -l`, on one embedded cluster in a process of its own:
`python -m tests.benchmarks.bench_send [lines] [rounds]`.

The three take turns, and the best round of each counts: start to end of the process, start-up included.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.brokers import kcat

ROOT = Path(__file__).parents[2]
WORKBENCH = (sys.executable, "-m", "workbench")


def main() -> None:
    """Measure, and report seconds, records a second and the ratio to kcat."""
    count, rounds = (int(text) for text in (sys.argv[1:] + ["500000", "5"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder, sandbox() as servers:
        lines = Path(folder) / "lines.tsv"
        write_lines(lines, count)
        send = (*WORKBENCH, "send", "-b", servers, "-t", "orders", "-K", r"\t", "-l", str(lines))
        commands = {
            "kcat -P -l": (kcat.path(), "-P", "-b", servers, "-t", "orders", "-K", "\t", "-l", str(lines)),
            "workbench send --quiet": (*send, "--quiet"),
            "workbench send": send,
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(seconds(command))
    of_kcat = min(taken["kcat -P -l"])
    print(f"{count:,} lines, best of {rounds} rounds")
    for name, all_taken in taken.items():
        best = min(all_taken)
        print(f"{name:24}{best:6.2f} s{count / best:12,.0f} a second{best / of_kcat:6.1f} x kcat")


def write_lines(path: Path, count: int) -> None:
    """Key, tab, a JSON text of some 60 bytes."""
    with path.open("w") as file:
        for number in range(count):
            file.write(f'user-{number}\t{{"id": {number}, "name": "customer {number}", "country": "France"}}\n')


@contextmanager
def sandbox() -> Iterator[str]:
    """`workbench sandbox`, by its bootstrap servers."""
    command = (*WORKBENCH, "sandbox")
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip().removeprefix("bootstrap.servers=")
        finally:
            process.terminate()


def seconds(command: tuple[str, ...]) -> float:
    """How long the command took; its reports go to a file, as in use."""
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=out, check=True)
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
