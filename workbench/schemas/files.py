"""Files that a person names: read whole, within limits, with a sentence where that cannot be."""

from __future__ import annotations

import os
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path
from stat import S_ISREG

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

LARGEST_SCHEMA = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file or folder as it was when it was read; another `modified` (ns) or size says that it changed."""

    path: str
    modified: int = -1
    size: int = -1

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp as it is now; one of its own kind where there is nothing to be seen."""
        try:
            seen = path.stat()
        except (OSError, ValueError):
            return cls(str(path))
        return cls(str(path), seen.st_mtime_ns, seen.st_size)

    @property
    def is_current(self) -> bool:
        """Whether the file is still as it was."""
        return Stamp.of(Path(self.path)) == self


def path_of(text: str) -> Path:
    """The path of what was typed, `~` expanded. Raises Unserializable where it cannot be one."""
    if not text.strip() or "\0" in text:
        raise Unserializable(Problem("a file's path is missing" if not text.strip() else "a path has no U+0000"))
    try:
        path = Path(text.strip()).expanduser()
        os.fsencode(path)
    except (RuntimeError, OSError, UnicodeEncodeError):
        raise Unserializable(Problem(f"{quoted(text, 80)} cannot be a path", "the path of a file")) from None
    return path


def read_bytes(path: Path, largest: int) -> bytes:
    """The content. Raises Unserializable: no such file, a pipe (it would block), too large, unreadable."""
    try:
        ordinary = S_ISREG(path.stat().st_mode)
        data = _read(path, largest + 1) if ordinary else b""
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise Unserializable(Problem(f"cannot read {shown(path)}: {cause}", "the path of a file")) from None
    if not ordinary:
        raise Unserializable(Problem(f"{shown(path)} is no ordinary file", "the path of a file"))
    if len(data) > largest:
        raise Unserializable(Problem(f"{shown(path)} has more than {largest:,} bytes", "a smaller file"))
    return data


def read_text(path: Path) -> str:
    """The text of a schema's file, a byte order mark taken away. Raises Unserializable, also where it is not UTF-8."""
    data = read_bytes(path, LARGEST_SCHEMA)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(f"{shown(path)} is not UTF-8: 0x{data[error.start]:02x} in line {line}", "a text in UTF-8")
        raise Unserializable(problem) from None


def _read(path: Path, most: int) -> bytes:
    """Without waiting, should it have become a pipe by now."""
    with FileIO(path, opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        return BufferedReader(file).read(most)


def shown(path: Path) -> str:
    """The path for a sentence."""
    return quoted(str(path), 100)
