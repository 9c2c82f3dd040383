"""What Maven Central has, put into a folder: once for each pom, however many test processes ask."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

ENVIRONMENT = dict(os.environ)
"""The tester's own: maven's settings and repository are found through it."""

_CACHE = Path(__file__).parents[2] / ".cache"


class NotToBeHad(Exception):
    """Why this machine cannot start a program, and what would help."""


def tool(name: str, what: str) -> str:
    """The path of a command that `what` needs. Raises NotToBeHad."""
    found = shutil.which(name, path=ENVIRONMENT.get("PATH"))
    if found is None:
        raise NotToBeHad(f"{what} is not to be had: no {name} on the PATH (Java 17 and Maven start it)")
    return found


def fetched(pom: Path, what: str, *goal: str) -> Path:
    """The folder that the goals filled, archives unpacked; it is made anew when the pom changes. Raises NotToBeHad."""
    cache = _CACHE / what.lower().replace(" ", "-")
    target = cache / hashlib.sha256(pom.read_bytes()).hexdigest()[:16]
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            _fill(target, pom, what, goal)
    return target


def _fill(target: Path, pom: Path, what: str, goal: tuple[str, ...]) -> None:
    """All or nothing: the folder gets its name when the last file is there."""
    partial = target.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    done = subprocess.run(
        [tool("mvn", what), "-q", "-B", "-f", str(pom), *goal, f"-DoutputDirectory={partial}"],
        env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise NotToBeHad(f"maven could not fetch {what}: {(done.stdout + done.stderr).strip()[-2000:]}")
    for archive in partial.glob("*.tar.gz"):
        with tarfile.open(archive) as packed:
            packed.extractall(partial, filter="data")
        archive.unlink()
    partial.rename(target)
