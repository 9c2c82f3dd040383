"""The small ones: boolean, UUID, and nothing at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.charsets import UTF_8, Charset

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLAIN = Charset(UTF_8)
_UUID_VALID = "8-4-4-4-12 hex digits, such as 12345678-1234-5678-1234-56789abcdef0"


class BooleanSerializer:
    """One byte, as Kafka's BooleanSerializer."""

    name = "boolean"
    about = "1 byte, 01 for true and 00 for false"

    def serialize(self, text: str) -> bytes:
        """`true` or `false` in any case, and nothing else."""
        match text.lower():
            case "true":
                return b"\x01"
            case "false":
                return b"\x00"
        raise Unserializable(Problem(f"{quoted(text)} is not a boolean", "true or false"))

    def deserialize(self, data: bytes) -> str:
        """`true` or `false`."""
        match data:
            case b"\x01":
                return "true"
            case b"\x00":
                return "false"
        raise Unserializable(Problem("a boolean is one byte, 00 or 01", "01 or 00"))


@dataclass(frozen=True, slots=True)
class UuidSerializer:
    """The 36 lower-case characters in the charset, not the 16 bytes, as Kafka's UUIDSerializer."""

    charset: Charset = _PLAIN
    name: str = "uuid"

    @property
    def about(self) -> str:
        """Its form."""
        return "the UUID's 36 characters in lower case, as Java's UUIDSerializer"

    def serialize(self, text: str) -> bytes:
        """The canonical form in any case; white space around it is let go."""
        return self.charset.encode(canonical_uuid(text))

    def deserialize(self, data: bytes) -> str:
        """The UUID in lower case."""
        text = self.charset.decode(data).lower()
        if not _UUID.fullmatch(text):
            raise Unserializable(Problem("these bytes are not the text of a UUID", _UUID_VALID))
        return text


class UuidBytesSerializer:
    """The UUID's 16 bytes, most significant first (RFC 9562); no serializer of Kafka's own writes them."""

    name = "uuid-bytes"
    about = "the UUID's 16 bytes"

    def serialize(self, text: str) -> bytes:
        """The canonical form in any case; white space around it is let go."""
        return bytes.fromhex(canonical_uuid(text).replace("-", ""))

    def deserialize(self, data: bytes) -> str:
        """The UUID in lower case."""
        if len(data) != 16:
            raise Unserializable(Problem(f"a UUID has 16 bytes, and these are {len(data):,}"))
        digits = data.hex()
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def canonical_uuid(text: str) -> str:
    """The UUID in lower case, without the white space around it. Raises Unserializable where it is none."""
    lowered = text.strip().lower()
    if not _UUID.fullmatch(lowered):
        raise Unserializable(Problem(f"{quoted(text, 40)} is not a UUID", _UUID_VALID))
    return lowered


class NullSerializer:
    """Null whatever the text, as Kafka's VoidSerializer."""

    name = "null"
    about = "always null, whatever the text"

    def serialize(self, text: str) -> None:
        """None."""

    def deserialize(self, data: bytes) -> str:
        """There is nothing to read: bytes are refused, as by Kafka's VoidDeserializer."""
        raise Unserializable(Problem(f"null was expected, and there are {len(data):,} bytes"))
