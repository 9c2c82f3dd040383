"""Which workbenches are at work: each holds a lock on a file of its own, and the kernel lets go of it when it dies."""

from __future__ import annotations

import os
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from secrets import token_hex


def beside(journal: Path) -> Path:
    """The folder of the locks of those who write into a journal."""
    return journal.with_name(f"{journal.name}.writers")


class Presence:
    """The lock of one who writes into a journal, until `close`. Raises OSError."""

    def __init__(self, journal: Path) -> None:
        self.name = f"{os.getpid()}-{token_hex(8)}"
        self._path = _file(journal, self.name)
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            flock(self._descriptor, LOCK_EX | LOCK_NB)
        except OSError:
            os.close(self._descriptor)
            raise

    def close(self) -> None:
        """Be gone."""
        with suppress(OSError):
            self._path.unlink()
        os.close(self._descriptor)


def is_present(journal: Path, name: str) -> bool:
    """Whether that writer is still at work. The file of one that died is removed."""
    path = _file(journal, name)
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return True
    else:
        path.unlink(missing_ok=True)
        return False
    finally:
        os.close(descriptor)


def _file(journal: Path, name: str) -> Path:
    return beside(journal) / name
