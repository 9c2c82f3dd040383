"""What was asked to be sent, in its order: each waits for its topic's partitions as they are now, and its schemas."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from workbench.records.draft import RecordDraft
from workbench.records.record import ProducerRecord
from workbench.session import Session

WITHIN = 1.0
"""Seconds that a send waits for the cluster's answer; then it goes by what was last heard of the topic."""


@dataclass(frozen=True, slots=True)
class Press:
    """The record as it stood when it was to be sent, and how many times; `shown` is what was on show of it then."""

    draft: RecordDraft
    count: int
    shown: ProducerRecord | None = None

    def is_of_other(self, record: ProducerRecord | None) -> bool:
        """Whether the bytes on show were others than these: its schema has changed."""
        if self.shown is None or record is None:
            return False
        then = self.shown
        return (then.key, then.value, then.headers) != (record.key, record.value, record.headers)


class Sends:
    """Hands presses over in their order, none of them lost: `hand_over` gets each with whether the cluster answered.

    All of it but the question to the cluster runs on the event loop, which never waits.
    """

    def __init__(self, session: Session, hand_over: Callable[[Press, bool], None]) -> None:
        self._session = session
        self._hand_over = hand_over
        self._waiting: deque[Press] = deque()

    def press(self, press: Press) -> bool:
        """Hand it over at once where there is nothing to wait for; else it waits: True for the first."""
        if not self._waiting and self._session.is_fresh(press.draft.topic) and self._session.is_ready(press.draft):
            self._hand_over(press, True)
            return False
        self._waiting.append(press)
        return len(self._waiting) == 1

    async def drain(self) -> None:
        """Ask for what waits, one topic after the other, and hand it over."""
        while self._waiting:
            first = self._waiting[0].draft
            answered = await asyncio.to_thread(self._prepare, first)
            while self._waiting and self._goes_with(first, self._waiting[0].draft):
                self._hand_over(self._waiting.popleft(), answered)

    def flush(self) -> None:
        """Hand over all that waits, by what is known now: something is about to change that it must come before."""
        while self._waiting:
            self._hand_over(self._waiting.popleft(), True)

    def _prepare(self, draft: RecordDraft) -> bool:
        """In a thread: the partitions, then the schemas. Whether the cluster answered."""
        answered = self._session.freshen(draft.topic, WITHIN)
        self._session.ready_for(draft)
        return answered

    def _goes_with(self, first: RecordDraft, draft: RecordDraft) -> bool:
        return draft is first or (draft.topic == first.topic and self._session.is_ready(draft))
