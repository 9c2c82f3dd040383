"""The Serializer protocol: what every serializer can do."""

from __future__ import annotations

from typing import Protocol


class Serializer(Protocol):
    """Text to bytes and back. Null and empty never reach a serializer: they are states of the field."""

    @property
    def name(self) -> str:
        """The one word for it on screen, in flags and in files, such as `integer`."""

    @property
    def about(self) -> str:
        """A few words for the choice list: what the bytes are, and what a text looks like."""

    def serialize(self, text: str) -> bytes | None:
        """The bytes of `text`; None only for the null serializer. Raises Unserializable with every problem found."""

    def deserialize(self, data: bytes) -> str:
        """What a consumer with the matching deserializer reads, as text. Raises Unserializable."""
