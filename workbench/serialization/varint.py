"""Numbers of 1 to 10 bytes: zigzag as Kafka's own protocol writes them, and unsigned LEB128."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.numbers import read_whole

_MOST_BYTES = 10


@dataclass(frozen=True, slots=True)
class VarintSerializer:
    """64 bits in groups of seven, the lowest first (ByteUtils.java `writeVarlong`, Protobuf's sint64 and uint64)."""

    is_zigzag: bool = True
    name: str = "varint"

    @property
    def about(self) -> str:
        """Sign and range."""
        kind = "zigzag, signed" if self.is_zigzag else "unsigned LEB128"
        return f"1 to 10 bytes, {kind}, {self._range}"

    def serialize(self, text: str) -> bytes:
        """Decimal, or hex after `0x`, with a sign if wanted; white space around it is let go."""
        number = read_whole(text)
        if number is None:
            raise self._refusal(f"{quoted(text)} is not a whole number")
        least, most = self._limits
        if not least <= number <= most:
            raise self._refusal(f"{quoted(text.strip())} is out of range for {self.name}")
        return unsigned(number << 1 ^ number >> 63 if self.is_zigzag else number)

    def deserialize(self, data: bytes) -> str:
        """The number in decimal. Raises Unserializable where the bytes are no varint, or more than one."""
        raw = 0
        for place, byte in enumerate(data):
            raw |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                if place + 1 < len(data) or raw >= 1 << 64:
                    break
                return str(raw >> 1 ^ -(raw & 1) if self.is_zigzag else raw)
            if place + 1 == _MOST_BYTES:
                break
        raise Unserializable(Problem(f"these {len(data):,} bytes are no varint of 64 bits"))

    @property
    def _limits(self) -> tuple[int, int]:
        return (-(1 << 63), (1 << 63) - 1) if self.is_zigzag else (0, (1 << 64) - 1)

    @property
    def _range(self) -> str:
        least, most = self._limits
        return f"{least:,} to {most:,}"

    def _refusal(self, what: str) -> Unserializable:
        return Unserializable(Problem(what, f"{self._range}, written such as 42 or 0x2a"))


def unsigned(number: int) -> bytes:
    """A number of 0 or more in groups of seven bits, the lowest first."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)
