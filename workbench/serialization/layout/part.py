"""What a layout is made of: parts that write a value and read it back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.anatomy import Span
from workbench.serialization.json_tree import Node
from workbench.serialization.serializer import Note


class Part(Protocol):
    """A field's type, or one of the shapes around it."""

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """The value's bytes. What is wrong goes to `writing`; the bytes mean nothing then."""

    def read(self, reading: Reading, path: str) -> object:
        """The next bytes as JSON has them. Raises Unserializable where they are not this."""

    def sample(self, seed: int) -> object:
        """A value that can be written, as JSON has it."""


@dataclass(slots=True)
class Writing:
    """One text on its way to bytes: every problem found, at its place."""

    text: str
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def note(self, path: str, what: str, *, is_warning: bool = False) -> None:
        """Something worth knowing."""
        self.notes.append(Note(what, path, is_warning))

    def refuse(self, node: Node, path: str, what: str, valid: str = "") -> bytes:
        """Note a problem with a value; gives no bytes, for whoever needs some."""
        self.refuse_at(node.start, path, what, valid)
        return b""

    def refuse_at(self, start: int, path: str, what: str, valid: str = "") -> None:
        """Note a problem with what begins at `start`."""
        self.problems.append(Problem.within(self.text, start, what, valid, path))


@dataclass(slots=True)
class Reading:
    """Bytes on their way back: how far they are read, and what each of them was."""

    data: bytes
    at: int = 0
    spans: list[Span] = field(default_factory=list)

    @property
    def left(self) -> int:
        """Bytes that are not read yet."""
        return len(self.data) - self.at

    def take(self, count: int, label: str, path: str) -> bytes:
        """The next bytes, which are a `label`. Raises Unserializable where there are not so many."""
        if not 0 <= count <= self.left:
            what = f"{label} needs {count:,} bytes at byte {self.at:,}, and {self.left:,} are left"
            raise Unserializable(Problem(what, path=path))
        start, self.at = self.at, self.at + count
        if count:
            self.spans.append(Span(start, self.at, label, "", path))
        return self.data[start : self.at]

    def name_last(self, value: object) -> None:
        """What the bytes that were taken last stand for."""
        if self.spans:
            last = self.spans[-1]  # dataclasses.replace takes three times as long
            self.spans[-1] = Span(last.start, last.end, last.label, str(value), last.path)

    def name_as(self, label: str) -> None:
        """What the bytes that were taken last are, where that is only known now."""
        if self.spans:
            self.spans[-1] = replace(self.spans[-1], label=label)

    def join(self, start: int) -> None:
        """Make one span of all that begin at `start` or after it."""
        while len(self.spans) > 1 and self.spans[-2].start >= start:
            last = self.spans.pop()
            self.spans[-1] = replace(self.spans[-1], end=last.end)
