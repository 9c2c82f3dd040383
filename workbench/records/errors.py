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
    """What is wrong with a text and what would be valid, with the place in that text where it is known.

    `path` is the field inside a structured text, such as `items[2].price`; empty for the whole of it. `is_pending`:
    nothing is wrong, something is being fetched.
    """

    what: str
    valid: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""
    is_pending: bool = False

    def at(self, part: Part, header: int | None = None) -> RecordError:
        """The same problem, with the address of the field it was found in."""
        place = Address(part, header, self.line, self.column)
        return RecordError(place, self.what, self.valid, self.path, self.is_pending)

    @classmethod
    def within(cls, text: str, index: int, what: str, valid: str = "", path: str = "") -> Problem:
        """A problem with the character at `index` (from 0) of `text`."""
        return cls(what, valid, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index), path)


@dataclass(frozen=True, slots=True)
class RecordError:
    """A problem at its address; `str()` is the whole sentence for a person. `is_pending`: it goes away by itself."""

    address: Address
    what: str
    valid: str = ""
    path: str = ""
    is_pending: bool = False

    @property
    def words(self) -> str:
        """The sentence without the part's name, for the screen where it stands beside the field."""
        place = "" if self.address.line is None else f" (line {self.address.line}, column {self.address.column or 1})"
        return f"{self._what}{place}" + (f"; valid: {self.valid}" if self.valid else "")

    @property
    def _what(self) -> str:
        return f"{self.path}: {self.what}" if self.path else self.what

    def __str__(self) -> str:
        return f"{self.address}: {self._what}" + (f"; valid: {self.valid}" if self.valid else "")


class Unserializable(ValueError):
    """Raised by a serializer: every problem it found in the text."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems


class Pending(Unserializable):
    """Raised where the bytes wait for something that is being fetched, such as a schema; ask again in a moment."""


class Unplaceable(Unserializable):
    """Raised by a partitioner that cannot place a key over that many partitions; `str()` is the sentence."""


class InvalidRecord(Unserializable):
    """Raised where a record is made in bulk: every error with its address, as `compose` returns them."""

    def __init__(self, *errors: RecordError) -> None:
        super().__init__(*(Problem(e.what, e.valid, e.address.line, e.address.column, e.path) for e in errors))
        self.errors = errors

    def __str__(self) -> str:
        return "; ".join(map(str, self.errors))
