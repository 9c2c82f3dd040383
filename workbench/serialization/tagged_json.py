"""Values that JSON has no word for, as objects of one member: bytes, moments."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final, TypeVar

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.binary import Base64Serializer, HexSerializer
from workbench.serialization.json_tree import MOST_PROBLEMS, Node, Number, child_path, tree

BASE64, HEX, TIMESTAMP = "$base64", "$hex", "$timestamp"
TAGS: Final = (BASE64, HEX, TIMESTAMP)
VALID: Final = '{"$base64": "AAE="}, {"$hex": "0001"} or {"$timestamp": "2026-11-22T12:00:00Z"}'

MOST_NANOSECONDS: Final = 9
MOST_DIGITS: Final = 1_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_NONZERO = re.compile(r"[^eE]*[1-9]")
_HUGE: Final = 10**MOST_DIGITS
_EXAMPLE: Final = "2026-11-22T12:00:00.123456789Z"

Value = TypeVar("Value")


class Moment:
    """Seconds from 1970 and nanoseconds of the second, 0 to 999,999,999: finer than Python's datetime."""

    __slots__ = ("nanoseconds", "seconds")

    def __init__(self, seconds: int, nanoseconds: int = 0) -> None:
        self.seconds, self.nanoseconds = seconds, nanoseconds

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and (self.seconds, self.nanoseconds) == (other.seconds, other.nanoseconds)

    def __hash__(self) -> int:
        return hash((self.seconds, self.nanoseconds))

    def __str__(self) -> str:
        """ISO 8601 in UTC, with as many digits as it has; seconds from 1970 where no calendar of Python's has it."""
        fraction = f"{self.nanoseconds:09}".rstrip("0")
        try:
            base = datetime.fromtimestamp(self.seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
        except (ValueError, OverflowError, OSError):
            return f"{self.seconds}" + (f".{fraction}" if fraction else "")
        return f"{base.rjust(19, '0')}{'.' if fraction else ''}{fraction}Z"

    @classmethod
    def parse(cls, text: str) -> Moment:
        """The moment of ISO 8601 with a zone, in the years 1 to 9999 of UTC. Raises ValueError."""
        head, _, tail = text.strip().upper().partition(".")
        digits = tail[: len(tail) - len(tail.lstrip("0123456789"))]
        zone = tail[len(digits) :] if tail else ""
        if len(digits) > MOST_NANOSECONDS or (tail and not digits):
            raise ValueError(text)
        moment = datetime.fromisoformat(head + zone if tail else head)
        if moment.tzinfo is None:
            raise ValueError(text)
        try:
            whole = moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        except OverflowError as error:
            raise ValueError(text) from error
        return cls(whole.days * 86_400 + whole.seconds, int(digits.ljust(MOST_NANOSECONDS, "0") or "0"))


Plain = None | bool | int | float | str | bytes | Moment | list["Plain"] | dict[str, "Plain"]
"""What a document of MessagePack or CBOR is made of here; the exact number of a fraction is its nearest double."""


def plain(text: str, whole: tuple[int, int] | None = None) -> Plain:
    """The value of a JSON text, tagged objects made the values they stand for; whole numbers inside `whole`, both ends.

    Raises Unserializable with every problem, its path and its place.
    """
    reading = _Reading(text, whole)
    value = reading.value(tree(text), "")
    if reading.problems:
        raise Unserializable(*reading.problems)
    return value


class _Reading:
    """One text on its way; what is wrong is collected."""

    def __init__(self, text: str, whole: tuple[int, int] | None) -> None:
        self._whole_text, self._whole = text, whole
        self.problems: list[Problem] = []

    def value(self, node: Node, path: str) -> Plain:
        if node.is_array:
            return [self.value(item, child_path(path, index)) for index, item in enumerate(node.items)]
        if node.is_object:
            if len(node.members) == 1 and next(iter(node.members)).startswith("$"):
                return self._tagged(node, path)
            return {
                self._text(node.names[name], name, path): self.value(one, child_path(path, name))
                for name, one in node.members.items()
            }
        if isinstance(node.value, str):
            return self._text(node.start, node.value, path)
        return self._number(node, node.value, path) if isinstance(node.value, Number) else node.value

    def _text(self, start: int, text: str, path: str) -> str:
        if not text.isascii() and (found := _SURROGATE.search(text)):
            what = f"{quoted(found[0])} is half a character and has no UTF-8"
            self._refuse(start, path, what, "whole characters")
        return text

    def _against(self, node: Node, path: str, what: str, valid: str) -> None:
        self._refuse(node.start, path, what, valid)

    def _refuse(self, start: int, path: str, what: str, valid: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem.within(self._whole_text, start, what, valid, path))

    def _number(self, node: Node, number: Number, path: str) -> int | float:
        if not number.is_whole:
            value = float(number.text)
            if value in (float("inf"), float("-inf")):
                what = f"{quoted(number.text)} is too large for a double"
                self._against(node, path, what, "up to 1.7976931348623157e308")
            elif value == 0 and _NONZERO.match(number.text):
                what = f"{quoted(number.text)} is too small for a double and would become 0"
                self._against(node, path, what, "0, or from 5e-324 on")
            return value
        least, most = self._whole or (-_HUGE, _HUGE)
        found = int(number.text) if len(number.text) <= MOST_DIGITS else _HUGE + 1
        if not least <= found <= most:
            valid = f"{least:,} to {most:,}" if self._whole else f"at most {MOST_DIGITS:,} digits"
            self._against(node, path, f"{quoted(number.text)} is out of range", valid)
        return found

    def _tagged(self, node: Node, path: str) -> Plain:
        (name, child), *_ = node.members.items()
        read = _READERS.get(name)
        if read is None or not isinstance(child.value, str):
            what = f"{quoted(name)} is no tag" if read is None else f"{quoted(name)} stands before a text in quotes"
            self._against(node, path, what, VALID)
            return None
        try:
            return read(child.value)
        except Unserializable as error:
            for one in error.problems:
                self._against(child, path, one.what, one.valid)
        except ValueError:
            self._against(child, path, f"{quoted(child.value)} is no time with a zone", f"such as {_EXAMPLE}")
        return None


_READERS: Final[Mapping[str, Callable[[str], Plain]]] = {
    BASE64: Base64Serializer().serialize,
    HEX: HexSerializer().serialize,
    TIMESTAMP: Moment.parse,
}


def tagged(value: object) -> object:
    """The same value with bytes and moments as tagged objects: what JSON can write."""
    if isinstance(value, bytes):
        return {BASE64: binascii.b2a_base64(value, newline=False).decode()}
    if isinstance(value, Moment):
        return {TIMESTAMP: str(value)}
    if isinstance(value, list | tuple):
        return [tagged(one) for one in value]
    if isinstance(value, dict):
        return {name if isinstance(name, str) else str(name): tagged(one) for name, one in value.items()}
    return value
