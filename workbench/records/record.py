"""A record as bytes, ready to hand to a producer."""

from __future__ import annotations

from typing import NamedTuple

Header = tuple[str, bytes | None]


class ProducerRecord(NamedTuple):
    """One record. `partition` None leaves the choice to the producer; `timestamp` is epoch ms, None is now.

    A named tuple because it is made once a record in bulk: 0.6 µs where a frozen dataclass takes 1.6.
    """

    topic: str
    key: bytes | None = None
    value: bytes | None = None
    headers: tuple[Header, ...] = ()
    partition: int | None = None
    timestamp: int | None = None

    @property
    def key_size(self) -> int:
        """Bytes of the key, 0 for null."""
        return len(self.key) if self.key is not None else 0

    @property
    def value_size(self) -> int:
        """Bytes of the value, 0 for null."""
        return len(self.value) if self.value is not None else 0

    @property
    def headers_size(self) -> int:
        """Bytes of all header names (UTF-8) and values."""
        return sum(len(name.encode()) + len(value or b"") for name, value in self.headers)

    @property
    def size(self) -> int:
        """Bytes of key, value and headers; what the broker adds around them is not counted."""
        return self.key_size + self.value_size + self.headers_size
