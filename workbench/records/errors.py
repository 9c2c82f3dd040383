"""An error and its address: where in the record it is, what is wrong, what would be valid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of a record that a person fills in."""

    TOPIC = "topic"
    KEY = "key"
    VALUE = "value"
    HEADER = "header"
    PARTITION = "partition"
    TIMESTAMP = "timestamp"


@dataclass(frozen=True, slots=True)
class Address:
    """A place in the record: its part, the header's position (from 0), line and column of the text (from 1)."""

    part: Part
    header: int | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        words = str(self.part) if self.header is None else f"{self.part} {self.header + 1}"
        if self.line is None:
            return words
        return f"{words}, line {self.line}" + ("" if self.column is None else f" column {self.column}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text and what would be valid, with the place in that text where it is known."""

    what: str
    valid: str = ""
    line: int | None = None
    column: int | None = None

    def at(self, part: Part, header: int | None = None) -> RecordError:
        """The same problem, with the address of the field it was found in."""
        return RecordError(Address(part, header, self.line, self.column), self.what, self.valid)

    @classmethod
    def within(cls, text: str, index: int, what: str, valid: str = "") -> Problem:
        """A problem with the character at `index` (from 0) of `text`."""
        return cls(what, valid, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


@dataclass(frozen=True, slots=True)
class RecordError:
    """A problem at its address; `str()` is the whole sentence for a person."""

    address: Address
    what: str
    valid: str = ""

    @property
    def words(self) -> str:
        """The sentence without the part's name, for the screen where it stands beside the field."""
        place = "" if self.address.line is None else f" (line {self.address.line}, column {self.address.column or 1})"
        return f"{self.what}{place}" + (f"; valid: {self.valid}" if self.valid else "")

    def __str__(self) -> str:
        return f"{self.address}: {self.what}" + (f"; valid: {self.valid}" if self.valid else "")


class Unserializable(ValueError):
    """Raised by a serializer: every problem it found in the text."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems


class Unplaceable(Unserializable):
    """Raised by a partitioner that cannot place a key over that many partitions; `str()` is the sentence."""


class InvalidRecord(Unserializable):
    """Raised where a record is made in bulk: every error with its address, as `compose` returns them."""

    def __init__(self, *errors: RecordError) -> None:
        super().__init__(*(Problem(e.what, e.valid, e.address.line, e.address.column) for e in errors))
        self.errors = errors

    def __str__(self) -> str:
        return "; ".join(map(str, self.errors))
