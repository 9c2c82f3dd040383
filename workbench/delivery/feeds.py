"""The sends that are under way: those whose feeds may have more, and those that await answers."""

from __future__ import annotations

from workbench.delivery.batch import Batch
from workbench.delivery.sending import Sending


class Feeds:
    """In the order in which they were begun. For the worker's thread; `more` may be looked at from any."""

    def __init__(self) -> None:
        self._feeding: list[Sending] = []
        self._unanswered: list[Sending] = []
        self._held: list[Sending] = []

    @property
    def more(self) -> bool:
        """Whether a feed is not at its end."""
        return bool(self._feeding)

    def add(self, sending: Sending) -> None:
        """Take from this one too."""
        self._feeding.append(sending)
        self._unanswered.append(sending)

    def next(self, room: int) -> tuple[Sending, Batch] | None:
        """Records of the first feed that has some now, `room` at most."""
        for sending in tuple(self._feeding):
            batch = sending.batch(room)
            if not sending.more:
                self._feeding.remove(sending)
            if batch is not None:
                return sending, batch
        return None

    def stop(self) -> None:
        """Take nothing more of any."""
        for sending in self._feeding:
            sending.stop()
        self._feeding.clear()

    def ended(self, *, hold: bool) -> list[Sending]:
        """Those that are at their end since the last time, later while they are to be held: of what nobody asks about,
        a send is at its end once librdkafka has nothing left of it.
        """
        self._held += self._answered()
        if hold:
            return []
        ended, self._held = self._held, []
        return ended

    def forget(self) -> None:
        """Those that are held have no end."""
        self._held.clear()

    def _answered(self) -> list[Sending]:
        for sending in self._unanswered:
            sending.look()
        answered = [sending for sending in self._unanswered if sending.answered]
        if answered:
            self._unanswered = [sending for sending in self._unanswered if not sending.answered]
        return answered
