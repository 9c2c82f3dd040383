"""Completes the path of a file as it is typed; the right arrow takes it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from textual.suggester import Suggester

MOST_LOOKED_AT = 10_000
"""Entries of a folder that are looked at."""


class PathSuggester(Suggester):
    """The first entry of the folder, by name, that begins as what is typed does; folders end with a slash."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, None where there is none. The folder is read in a thread."""
        return await asyncio.to_thread(completed, value) if value.strip() else None


def completed(typed: str) -> str | None:
    """The path that `typed` could become; a hidden entry only where its dot is typed."""
    folder, slash, begin = typed.rpartition("/")
    try:
        names = _names(Path(f"{folder}{slash}" or ".").expanduser(), begin)
    except (OSError, RuntimeError, ValueError):
        return None
    first = min(names, default=None)
    return None if first is None or first == begin else f"{folder}{slash}{first}"


def _names(folder: Path, begin: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for _, entry in zip(range(MOST_LOOKED_AT), entries, strict=False):
            if entry.name.startswith(begin) and (begin or not entry.name.startswith(".")):
                found.append(f"{entry.name}/" if entry.is_dir() else entry.name)
    return found
