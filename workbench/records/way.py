"""The three ways to send (Kafka: The Definitive Guide, chapter 3)."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How the answer to a record is awaited."""

    ASYNC = "async"
    SYNC = "sync"
    FORGET = "forget"

    @property
    def words(self) -> str:
        """What it does."""
        return _WORDS[self]


_WORDS = {
    Way.ASYNC: "all under way together; each reported when its answer comes",
    Way.SYNC: "the next is handed over when the one before has its answer",
    Way.FORGET: "handed over, and nobody asks what became of it",
}
