"""Who is told of every record before the producer sees it, and of what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from workbench.delivery.batch import Batch
    from workbench.delivery.sending import Sending


class BooksError(Exception):
    """The books cannot be written; the text is a sentence for a person."""


class Books(Protocol):
    """All of it is called in the worker's thread."""

    def hand_over(self, sending: Sending, batch: Batch) -> None:
        """Records that have their rows (`batch.chunk`, `batch.start`) and that the producer has not seen.

        After BooksError the worker takes nothing more of any feed until it is told to go on without books, or to stop.
        Then it still calls, and takes no notice of that error.
        """

    def look(self) -> None:
        """Some times a second, and at the end: write what became of records. Raises nothing."""

    def finished(self, sending: Sending) -> None:
        """Every record of it has its outcome. Raises nothing."""


class NoBooks:
    """Nobody is told."""

    def hand_over(self, sending: Sending, batch: Batch) -> None:
        """Nothing."""

    def look(self) -> None:
        """Nothing."""

    def finished(self, sending: Sending) -> None:
        """Nothing."""
