"""A file's content as a record's bytes: the text is its path."""

from __future__ import annotations

from threading import Lock

from workbench.records.errors import Problem, Unserializable
from workbench.schemas.files import Stamp, path_of, read_bytes

LARGEST = 100 * 1024 * 1024


class FileSerializer:
    """The bytes of the file that the text names, as they are. Reads a file anew only when it changed."""

    name = "file"
    about = "the content of a file, byte for byte; the text is its path, such as photos/1.png"

    def __init__(self) -> None:
        self._turn = Lock()
        self._last: tuple[Stamp, bytes] | None = None

    def serialize(self, text: str) -> bytes:
        """The file's content. Raises Unserializable where it cannot be read, or is larger than a record may be."""
        path = path_of(text)
        stamp = Stamp.of(path)
        with self._turn:
            if self._last is None or self._last[0] != stamp:
                self._last = stamp, read_bytes(path, LARGEST)
            return self._last[1]

    def deserialize(self, data: bytes) -> str:
        """The content as text where it is UTF-8. Raises Unserializable for other bytes: no path tells them."""
        try:
            return data.decode()
        except UnicodeDecodeError:
            problem = Problem(f"{len(data):,} bytes that are no text", "a look at the bytes themselves")
            raise Unserializable(problem) from None
