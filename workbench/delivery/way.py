"""The three ways to send (Kafka: The Definitive Guide, chapter 3)."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How the answer to a record is awaited."""

    ASYNC = "async"
    """All are under way together, and each is reported when its answer comes."""
    SYNC = "sync"
    """The next record is handed over when the one before has its answer."""
    FORGET = "forget"
    """Handed over, and nobody asks what became of it."""
