"""What a serializer can do: the Serializer protocol, and what some can do besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from workbench.records.errors import Part
from workbench.records.record import Header
from workbench.serialization.anatomy import Span


class Serializer(Protocol):
    """Text to bytes and back. Null and empty never reach a serializer: they are states of the field."""

    @property
    def name(self) -> str:
        """The one word for it on screen, in flags and in files, such as `integer`."""

    @property
    def about(self) -> str:
        """A few words for the choice list: what the bytes are, and what a text looks like."""

    def serialize(self, text: str) -> bytes | None:
        """The bytes of `text`; None where the text stands for null. Raises Unserializable with every problem found."""

    def deserialize(self, data: bytes) -> str:
        """What a consumer with the matching deserializer reads, as text. Raises Unserializable."""


Find = Callable[[str, str, Part], Serializer]
"""A serializer's spec as written, the record's topic, the part of the record: its serializer, ready to use.

Raises Unserializable with a sentence; Pending, one of them, while something is being fetched."""


@runtime_checkable
class Framed(Protocol):
    """A serializer whose records carry headers besides the bytes, such as a schema's GUID."""

    @property
    def headers(self) -> tuple[Header, ...]:
        """The headers of every record that it serializes the key or the value of."""


@runtime_checkable
class Noting(Protocol):
    """A serializer with something to say of a text: a character lost, a union's branch, a default filled in."""

    def notes(self, text: str) -> tuple[Note, ...]:
        """The notes; none where the text cannot be serialized."""


@runtime_checkable
class Labelled(Protocol):
    """A serializer that can name the parts of its bytes."""

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """The parts of `data`, in order; bytes that cannot be read are not named. Never raises."""


@runtime_checkable
class Guiding(Protocol):
    """A serializer that knows what may be written: it has a schema."""

    def sample(self, seed: int = 0) -> str:
        """A text that it serializes; another seed, another text. Laid out over lines."""

    def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
        """What could be written where the cursor is (an index into `text`), best first. Never raises."""

    def explain(self, text: str, at: int) -> str:
        """Type and documentation of the field under the cursor in a sentence or two, or empty. Never raises."""


@runtime_checkable
class Evolving(Protocol):
    """A serializer whose bytes a consumer may read with another schema."""

    def read(self, data: bytes, writer: Serializer) -> str:
        """What a consumer on this serializer's schema makes of `writer`'s bytes. Raises Unserializable: why not.

        `writer` is of the same class with another schema.
        """


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing about a text that serializes. `is_warning`: something will not arrive as it was typed."""

    what: str
    path: str = ""
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.what}" if self.path else self.what


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to put in place of the characters from `start` to `end`; `shown` and `about` stand in the list."""

    start: int
    end: int
    text: str
    shown: str
    about: str = ""
