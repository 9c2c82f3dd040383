"""What a rule looks for in a key. Each says itself in the words of the rule file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from workbench.partitioning.expression import Expression
from workbench.partitioning.key_fields import KeyFormat, Unreadable, lookup
from workbench.records.escape import escape

Value = str | int | float | bool
"""What a field can be compared with."""

LONGEST = 4_096
"""Characters of a key in which an expression is looked for: in a megabyte the worst take 20 s."""


class Matcher(Protocol):
    """Tells whether a rule is about a key."""

    @property
    def words(self) -> str:
        """As in the rule file, such as `key = "Banana"`."""

    def matches(self, key: bytes) -> bool:
        """Whether this key, neither null nor empty, is meant."""

    def unreadable(self, key: bytes) -> str:
        """Why the key cannot be looked into, in the words after "the key"; empty where it can."""


@dataclass(frozen=True, slots=True)
class NoKey:
    """A key that is null, or one that is empty: `which` is the word. No other matcher sees those two."""

    which: str

    @property
    def words(self) -> str:
        """null = true"""
        return f"{self.which} = true"

    def matches(self, key: bytes) -> bool:
        """Never a key that is there."""
        return False

    def unreadable(self, key: bytes) -> str:
        """Nothing is read."""
        return ""


@dataclass(frozen=True, slots=True)
class Exactly:
    """One of these keys."""

    keys: tuple[bytes, ...]

    @property
    def words(self) -> str:
        """key = "Banana" """
        return f"key = {_one_of([key.decode() for key in self.keys])}"

    def matches(self, key: bytes) -> bool:
        """Whether it is one of them."""
        return key in self.keys

    def unreadable(self, key: bytes) -> str:
        """Bytes are compared, nothing is read."""
        return ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A key that begins with one of these."""

    prefixes: tuple[bytes, ...]

    @property
    def words(self) -> str:
        """prefix = "EU-" """
        return f"prefix = {_one_of([prefix.decode() for prefix in self.prefixes])}"

    def matches(self, key: bytes) -> bool:
        """Whether it begins so."""
        return key.startswith(self.prefixes)

    def unreadable(self, key: bytes) -> str:
        """Bytes are compared, nothing is read."""
        return ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A key in whose text the expression is found, anywhere unless it says ^ and $."""

    expression: Expression

    @property
    def words(self) -> str:
        """regex = '^EU-'"""
        return f"regex = '{_short(self.expression.pattern)}'"

    def matches(self, key: bytes) -> bool:
        """Whether it is found. A key that is no UTF-8, or too long, does not match."""
        return not self.unreadable(key) and self.expression.found_in(key)

    def unreadable(self, key: bytes) -> str:
        """Why no expression is looked for in this key."""
        try:
            long = len(key.decode()) > LONGEST
        except UnicodeDecodeError:
            return "is no UTF-8"
        return f"is longer than {LONGEST:,} characters" if long else ""


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A key in JSON or Avro whose field has one of these values, of the same type: the number 1 is not "1", nor 1.0."""

    format: KeyFormat
    path: tuple[str, ...]
    values: tuple[Value, ...]

    @property
    def words(self) -> str:
        """json customer.name = "Banana" """
        path = f" {_short('.'.join(self.path))}" if self.path else ""
        return f"{self.format.name}{path} = {_one_of(self.values)}"

    def matches(self, key: bytes) -> bool:
        """Whether the field is there and has one of the values. A key that cannot be read does not match."""
        try:
            found = lookup(self.format.read(key), self.path)
        except Unreadable:
            return False
        return any(type(found) is type(value) and found == value for value in self.values)

    def unreadable(self, key: bytes) -> str:
        """Why the key is not of that format."""
        try:
            self.format.read(key)
        except Unreadable as error:
            return str(error)
        return ""


def _one_of(values: Sequence[Value]) -> str:
    more = f" or {len(values) - 1:,} more" if len(values) > 1 else ""
    return _written(values[0]) + more


def _written(value: Value) -> str:
    """As TOML writes it, escaped for the screen."""
    if isinstance(value, str):
        return f'"{_short(value)}"'
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(text: str, limit: int = 24) -> str:
    return escape(text if len(text) <= limit else f"{text[: limit - 1]}…")
