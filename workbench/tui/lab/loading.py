"""Keys to be spread: where they come from, and the run that reads them in a thread of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.partitioning.rules import Partitioner
from workbench.records.escape import quoted
from workbench.serialization.serializer import Serializer
from workbench.session import Session
from workbench.tui.figures import plural

if TYPE_CHECKING:
    from workbench.lab.keys import KeyBlock
    from workbench.lab.spreading import SpreadRun
    from workbench.tui.lab.inquiry import Inquiry

TEMPLATE, FILE, DELIVERIES, TOPIC = "template", "file", "deliveries", "topic"
MOST_KEYS = 100_000_000
DEFAULT_TEMPLATE = "user-{n}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where keys come from: a template's text or a file's path, and how many of them (records of a topic)."""

    kind: str = TEMPLATE
    text: str = DEFAULT_TEMPLATE
    count: int = 10_000

    @property
    def words(self) -> str:
        """The keys in a few words, for what is made of them."""
        if self.kind == TEMPLATE:
            return f"{plural(self.count, 'key')} of the template {quoted(self.text)}"
        if self.kind == FILE:
            return f"the keys in {quoted(self.text, 60)}"
        if self.kind == DELIVERIES:
            return "the keys delivered so far"
        return f"the newest {plural(self.count, 'record')} of the topic"

    def blocks(self, session: Session, topic: str, serializer: Serializer) -> Iterator[KeyBlock]:
        """The keys, block by block. Raises KeysError (a ValueError), at once or while it is read."""
        from workbench.lab import keys

        if self.kind == TEMPLATE:
            return keys.from_template(self.text, self.count, 1, serializer)
        if self.kind == FILE:
            return keys.from_file(self.text, serializer)
        if self.kind == DELIVERIES:
            return keys.from_deliveries(session.log, topic)
        return keys.from_topic(session.profile, topic, self.count)


def read_source(kind: str, text: str, count: str) -> tuple[Source | None, str]:
    """The source as it is typed; None and a sentence where something is missing."""
    digits = count.strip().replace(",", "").replace("_", "")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else 0
    if kind in (TEMPLATE, TOPIC) and not 1 <= number <= MOST_KEYS:
        return None, f"how many is a number from 1 to {MOST_KEYS:,}, such as 10,000"
    if kind == FILE and not text.strip():
        return None, "type the path of a file with one key a line"
    if kind == TEMPLATE and not text:
        return None, "type a template such as user-{n}, {uuid} or eu-{int:1-1000}"
    return Source(kind, text.strip() if kind == FILE else text, number), ""


@dataclass(slots=True)
class Loading:
    """The keys that are being read or were read last, and over what they were spread."""

    session: Session
    source: Source | None = None
    run: SpreadRun | None = None
    client: str = ""
    serializer: str = ""
    partitions: int = 0
    problem: str = ""
    began: float = 0.0
    stopped: bool = False

    def start(self, source: Source, asked: Inquiry) -> None:
        """Read these keys from their beginning; what was being read is let go."""
        self.stop()
        self.source, self.run, self.problem, self.began = source, None, "", time.monotonic()
        self.client, self.partitions, self.stopped = "", 0, False
        if asked.partitions is None or asked.serializer is None:
            self.problem = asked.problem
            return
        self.client, self.partitions = asked.partitioner.name, asked.partitions
        self.serializer = asked.draft.serializer
        self._open(source, asked.topic_name, asked.partitioner, asked.serializer)

    def _open(self, source: Source, topic: str, partitioner: Partitioner, serializer: Serializer) -> None:
        from workbench.lab.spreading import SpreadRun

        try:
            blocks = source.blocks(self.session, topic, serializer)
        except ValueError as error:  # a KeysError, whose text is a sentence
            self.problem = str(error)
            return
        self.run = SpreadRun(blocks, partitioner, self.partitions)
        self.run.start()

    def stop(self) -> bool:
        """Let go of what is being read; True if something was."""
        if self.run is None or self.run.done:
            return False
        self.run.stop()
        self.stopped = True
        return True

    @property
    def words(self) -> str:
        """What was read, in a few words: not all of the source where it was stopped."""
        if self.source is None:
            return ""
        if self.stopped and self.run is not None:
            return f"stopped after {plural(self.run.spread.total, 'key')} of: {self.source.words}"
        return self.source.words

    @property
    def is_running(self) -> bool:
        """Whether keys are still being read."""
        return self.run is not None and not self.run.done

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.began

    @property
    def trouble(self) -> str:
        """Why there are no keys, or not all of them."""
        return self.problem or (self.run.problem if self.run is not None else "")

    def answers(self, asked: Inquiry) -> bool:
        """Whether what was spread is what is asked now."""
        its = (asked.partitioner.name, asked.draft.serializer, asked.partitions)
        return (self.client, self.serializer, self.partitions) == its
