"""A value of made-up contents that always passes: the first text of a person who has only the schema."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.avro import decimals
from workbench.serialization.avro.encoder import Datum
from workbench.serialization.avro.least import INFINITE, least
from workbench.serialization.avro.logical import decimal_bytes
from workbench.serialization.avro.model import (
    Array,
    AvroType,
    Enum,
    Fixed,
    Map,
    Primitive,
    Record,
    Union,
    branch_name,
    logical_of,
)
from workbench.serialization.avro.schema import parse
from workbench.serialization.avro.text import text_of
from workbench.serialization.json_tree import MOST_DEEP
from workbench.serialization.schema import Schema

MOST_VALUES: Final = 100_000
"""A type whose smallest datum holds more has no sample."""

_PLENTY: Final = 300
"""Values in one sample; once there are as many, the rest is as small as can be."""

_DEEP: Final = 5
_WORDS: Final = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbour")
_NOON: Final = 20_779 * 86_400 + 43_200
"""2026-11-22T12:00:00Z in seconds; its day is 20,779."""

_UNITS: Final = {"millis": 1_000, "micros": 1_000_000, "nanos": 1_000_000_000}


def sample(schema: Schema, seed: int = 0) -> str:
    """A JSON text, laid out over lines, that a serializer of the schema takes; another seed, another text.

    Raises Unserializable where there is none: a record that must hold itself, or far too much.
    """
    kind = parse(schema)
    try:
        text = text_of(kind, _Maker(Random(seed), least(kind)).datum(kind, 0))
        # Whole numbers have 64 bits at most, and what text_of writes of a float comes out of json again as it went in.
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except RecursionError:
        raise _none("its values are nested too deeply") from None


@dataclass(slots=True)
class _Maker:
    """`sizes` are the smallest data's; `made` counts up."""

    random: Random
    sizes: Mapping[int, int]
    made: int = 0

    def datum(self, kind: AvroType, depth: int) -> Datum:
        size = self.sizes[id(kind)]
        if size > MOST_VALUES:
            whose = f"{branch_name(kind)} " if isinstance(kind, Record) else "one of its types "
            raise _none(
                whose + ("has no value that ends" if size >= INFINITE else f"has more than {MOST_VALUES:,} values")
            )
        if depth >= MOST_DEEP:
            raise _none("its values are nested too deeply")
        self.made += 1
        match kind:
            case Record():
                return {each.name: self.datum(each.type, depth + 1) for each in kind.fields}
            case Union():
                index = self._branch(kind, depth)
                return index, self.datum(kind.branches[index], depth + 1)
            case Array():
                return [self.datum(kind.items, depth + 1) for _ in range(self._count(kind.items, depth))]
            case Map():
                names = self.random.sample(_WORDS, self._count(kind.values, depth))
                return {name: self.datum(kind.values, depth + 1) for name in names}
            case Enum():
                return self.random.choice(kind.symbols)
        return self._logical(kind) if logical_of(kind) else self._plain(kind)

    def _is_tight(self, depth: int) -> bool:
        return depth >= _DEEP or self.made >= _PLENTY

    def _branch(self, union: Union, depth: int) -> int:
        """A branch that says something, or where space is short the smallest one."""
        sizes = [self.sizes[id(each)] for each in union.branches]
        names = map(branch_name, union.branches)
        telling = [index for index, name in enumerate(names) if name != "null" and sizes[index] <= _PLENTY]
        return self.random.choice(telling) if telling and not self._is_tight(depth) else sizes.index(min(sizes))

    def _count(self, held: AvroType, depth: int) -> int:
        size = self.sizes[id(held)]
        return 0 if size > _PLENTY else self.random.randint(1, 2) if not self._is_tight(depth) else 0

    def _plain(self, kind: Primitive | Fixed) -> Datum:
        if isinstance(kind, Fixed):
            return self._bytes(kind.size)
        match kind.kind:
            case "null":
                return None
            case "boolean":
                return self.random.random() < 0.5
            case "int" | "long":
                return self.random.randint(1, 1_000)
            case "float" | "double":
                return self.random.randint(1, 4_000) / 4
            case "bytes":
                return self._bytes(6)
        return self.random.choice(_WORDS)

    def _logical(self, kind: Primitive | Fixed) -> Datum:
        name = logical_of(kind)
        unit = _UNITS.get(name.rpartition("-")[2], 1)
        match name:
            case "date":
                return _NOON // 86_400 + self.random.randint(-300, 300)
            case "decimal":
                return self._decimal(kind)
            case "big-decimal":
                return decimals.big_decimal(f"{self.random.randint(100, 99_999) / 100:.2f}")
            case "uuid":
                data = (
                    self.random.randbytes(6) + b"\x40" + self.random.randbytes(1) + b"\x80" + self.random.randbytes(7)
                )
                return data if isinstance(kind, Fixed) else _uuid_text(data.hex())
            case "duration":
                return struct.pack("<III", self.random.randint(0, 11), self.random.randint(0, 27), 1_000)
            case "time-millis" | "time-micros":
                return self.random.randrange(86_400) * unit
        return (_NOON + self.random.randint(-86_400, 86_400)) * unit

    def _decimal(self, kind: Primitive | Fixed) -> bytes:
        logical = kind.logical
        assert logical is not None
        digits = min(logical.precision, max(logical.scale + 2, 4), 30)
        return decimal_bytes(kind, self.random.randint(10 ** (digits - 1), 10**digits - 1))

    def _bytes(self, size: int) -> bytes:
        if size > MOST_VALUES:
            raise _none(f"one of its types has {size:,} bytes")
        return self.random.randbytes(size)


def _uuid_text(digits: str) -> str:
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _none(why: str) -> Unserializable:
    return Unserializable(Problem(f"there is no sample of this schema: {why}", "a value written by hand"))
