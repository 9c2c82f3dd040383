"""What a filter asks of a row: one frozen value a kind of question. No clock, no columns, no text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from workbench.delivery.filters.moments import Moment
from workbench.delivery.report import DeliveryState


@dataclass(frozen=True, slots=True)
class KeyText:
    """Any of these texts is in the key, of which the first 256 bytes are kept. A null key has no text.

    `exact`: upper and lower case differ. Else the texts are held in lower case and found in either.
    """

    texts: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class States:
    """The record is in one of these states."""

    states: frozenset[DeliveryState]


@dataclass(frozen=True, slots=True)
class Topics:
    """The topic is one of these; a `*` in one stands for any characters."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Errors:
    """One of these texts is in the error's name or in its words, in upper or lower case. No error, no match."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers from `low` to `high`, both included; None is open."""

    low: int | None
    high: int | None


class Column(Enum):
    """Columns of whole numbers; the value is the field's name. What is not known yet never matches."""

    PARTITION = "partition"
    OFFSET = "offset"
    SIZE = "size"
    """Bytes of key, value and headers together."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The column's number lies in one of these ranges."""

    column: Column
    ranges: tuple[Whole, ...]


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from handing over to the answer, between two bounds; None is open. No answer, no match."""

    low: Decimal | None
    high: Decimal | None
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True)
class Times:
    """The record was handed over between two moments, each as long as it is written: 12:05 is that whole minute.

    `after` and `before` leave the moment itself out; None is open.
    """

    low: Moment | None
    high: Moment | None
    low_included: bool = True
    high_included: bool = True


Condition: TypeAlias = KeyText | States | Topics | Errors | Numbers | Latency | Times


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition, or its opposite: then every row matches that does not meet it, those without a value too."""

    condition: Condition
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Rows that meet every clause; with none, all rows."""

    clauses: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses)
