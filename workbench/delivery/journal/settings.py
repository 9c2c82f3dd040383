"""Where the journal is and what it keeps. Nothing here loads SQLite."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DAYS = 30.0
MEGABYTES = 512.0


@dataclass(frozen=True, slots=True)
class JournalSettings:
    """`path` of the file. Without `payloads` nothing of a record is kept but its sizes. Sends that began more than
    `days` ago leave it, and the oldest ones once it has more than `megabytes`.
    """

    path: Path
    payloads: bool = True
    days: float = DAYS
    megabytes: float = MEGABYTES


def default_path() -> Path:
    """`workbench/journal.db` in the user's state folder (XDG Base Directory)."""
    given = os.environ.get("XDG_STATE_HOME", "")
    folder = Path(given) if Path(given).is_absolute() else Path("~/.local/state").expanduser()
    return folder / "workbench" / "journal.db"
