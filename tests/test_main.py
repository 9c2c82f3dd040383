"""`python -m workbench` is `workbench`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_it_runs_as_a_module_and_hands_the_exit_code_on() -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "workbench", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    good, bad = run("partition", "--partitions", "12", "--json", "user-42"), run("sned")
    assert (good.returncode, '"partition": 4' in good.stdout) == (0, True)
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.startswith("workbench: ")
