"""A .proto on disk and the files that it imports, by the names under which they import each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted

LARGEST: Final = 16 << 20
"""Bytes of all files together."""

MOST_FILES: Final = 2_000
_HIGHEST: Final = 12
_IMPORT = re.compile(r"""\bimport\s+(?:public\s+|weak\s+|option\s+)?["']([^"'\n]+)["']\s*;""")
_VALID: Final = "a .proto, a directory of them, or a file with a descriptor set"


def collect(path: Path) -> tuple[Mapping[str, str], str]:
    """The texts by name, and the name of the one at `path`; that is empty for a directory.

    An import is looked for beside the file, then in each directory above it: whichever has it is the root of the
    names. In a directory, a name that only fits below a subdirectory makes that one a root.
    Raises Unserializable: a file that cannot be read or is no UTF-8, too many of them, or too large.
    """
    return (_directory(path), "") if path.is_dir() else _file(path)


def unreadable(path: Path, error: OSError) -> Unserializable:
    """The sentence for a file that cannot be read."""
    return Unserializable(Problem(f"{quoted(str(path), 80)} cannot be read: {error.strerror}", _VALID))


def imports(text: str) -> tuple[str, ...]:
    """The names that a .proto imports; in comments too, which does no harm."""
    return tuple(_IMPORT.findall(text))


class _Reading:
    """The files read so far, within the limits."""

    def __init__(self) -> None:
        self._bytes = self._files = 0

    def text(self, path: Path) -> str:
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST - self._bytes + 1)
        except OSError as error:
            raise unreadable(path, error) from None
        self._bytes += len(data)
        self._files += 1
        if self._bytes > LARGEST or self._files > MOST_FILES:
            most = f"at most {MOST_FILES:,} files and {LARGEST >> 20} MiB together"
            raise Unserializable(Problem(f"with {quoted(path.name)} there are too many .proto files to compile", most))
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            what = f"{escape(str(path))} is no text: byte {error.start + 1:,} is not UTF-8"
            raise Unserializable(Problem(what, _VALID)) from None


def _file(path: Path) -> tuple[Mapping[str, str], str]:
    reading = _Reading()
    whole = path.absolute()
    roots = list(whole.parents)[:_HIGHEST]
    own, outermost = reading.text(path), 0
    texts: dict[str, str] = {}
    open_names = list(imports(own))
    while open_names:
        name = open_names.pop()
        if name in texts or not _is_below(name):
            continue
        at = next((at for at, root in enumerate(roots) if (root / name).is_file()), None)
        if at is None or roots[at] / name == whole:
            continue  # Google's own, or protoc says that it is missing
        outermost = max(outermost, at)
        texts[name] = reading.text(roots[at] / name)
        open_names += imports(texts[name])
    main = whole.relative_to(roots[outermost]).as_posix()
    return {**texts, main: own}, main


def _directory(path: Path) -> Mapping[str, str]:
    reading = _Reading()
    try:
        files = sorted(file for file in path.rglob("*.proto") if file.is_file())
    except OSError as error:
        raise unreadable(path, error) from None
    if not files:
        raise Unserializable(Problem(f"there is no .proto in {quoted(str(path), 80)}", _VALID))
    texts = {file.relative_to(path).as_posix(): reading.text(file) for file in files}
    roots = sorted(set(_roots(texts)), key=len, reverse=True)
    return {_below(name, roots): text for name, text in texts.items()}


def _roots(texts: Mapping[str, str]) -> Iterator[str]:
    """Directories that imports must be taken from: `api/` where api/shop/a.proto is imported as shop/a.proto."""
    for wanted in {name for text in texts.values() for name in imports(text)}:
        if wanted not in texts and _is_below(wanted):
            yield from (name.removesuffix(wanted) for name in texts if name.endswith(f"/{wanted}"))


def _below(name: str, roots: list[str]) -> str:
    return name.removeprefix(next((root for root in roots if name.startswith(root)), ""))


def _is_below(name: str) -> bool:
    parts = PurePosixPath(name)
    return not parts.is_absolute() and ".." not in parts.parts and "\0" not in name
