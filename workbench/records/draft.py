"""What a person composes, before it is bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

AUTO = "auto"
"""The partition text that leaves the choice to the partitioner."""

NOW = "now"
"""The timestamp text that leaves the time to the moment of sending."""


class Presence(StrEnum):
    """The three states of a key, a value and a header value; never guessed from an empty text."""

    NULL = "null"
    EMPTY = "empty"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """A key, a value or a header value: its serializer's name, its state, and its text while that is TEXT."""

    serializer: str = "string"
    presence: Presence = Presence.TEXT
    text: str = ""


@dataclass(frozen=True, slots=True)
class HeaderDraft:
    """One header row; names may repeat and order is kept."""

    name: str
    value: FieldDraft = FieldDraft()


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """A record as typed. Partition and timestamp stay text until `compose` reads them."""

    topic: str = ""
    key: FieldDraft = FieldDraft()
    value: FieldDraft = FieldDraft(serializer="json")
    headers: tuple[HeaderDraft, ...] = ()
    partition: str = AUTO
    timestamp: str = NOW
