"""A constant of a .thrift file as the JSON text of a value of its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workbench.serialization.tagged_json import tagged
from workbench.serialization.thrift.containers import Items, Pairs
from workbench.serialization.thrift.declarations import Constant, Word
from workbench.serialization.thrift.numbers import Double, Enum, Truth
from workbench.serialization.thrift.structs import Struct
from workbench.serialization.thrift.texts import Binary
from workbench.serialization.thrift.types import Type

_MOST_WORDS: Final = 10_000


class Unfit(ValueError):
    """The constant is no value of the type; `str()` is why."""


def in_json(kind: Type, constant: Constant, look_up: Callable[[str], Constant | None]) -> object:
    """What `json.dumps` makes the value's text of; `look_up` tells what another constant's name stands for.

    Only the shape is looked at: whether numbers fit is for the type to say. Raises Unfit.
    """
    return _Converting(look_up).value(kind, constant)


class _Converting:
    """One constant; names may lead to large ones again and again."""

    def __init__(self, look_up: Callable[[str], Constant | None]) -> None:
        self._look_up, self._left = look_up, _MOST_WORDS

    def value(self, kind: Type, constant: Constant) -> object:
        self._left -= 1
        if self._left < 0:
            raise Unfit("the constant is too large")
        if isinstance(constant, Word):
            return self._word(kind, constant.name)
        if isinstance(kind, Truth) and constant in (0, 1):
            return constant == 1
        if isinstance(kind, Enum) and isinstance(constant, int):
            return next((name for name, number in kind.symbols.items() if number == constant), constant)
        if isinstance(kind, Binary) and isinstance(constant, str):
            return tagged(constant.encode())
        if isinstance(kind, Double) and isinstance(constant, float) and abs(constant) == float("inf"):
            raise Unfit("the number is too large for a double")
        if isinstance(constant, list):
            return self._items(kind, constant)
        return self._pairs(kind, constant) if isinstance(constant, tuple) else constant

    def _word(self, kind: Type, name: str) -> object:
        if isinstance(kind, Truth) and name.lower() in ("true", "false"):
            return name.lower() == "true"
        if isinstance(kind, Enum) and name in kind.symbols:
            return name
        found = self._look_up(name)
        if found is None:
            raise Unfit(f"there is no constant {name}")
        return self.value(kind, found)

    def _items(self, kind: Type, constant: list[Constant]) -> object:
        if isinstance(kind, Pairs) and not constant:
            return {} if kind.key_type.is_name else []
        if not isinstance(kind, Items):
            raise Unfit(f"a list is no {kind.name}")
        return [self.value(kind.item, one) for one in constant]

    def _pairs(self, kind: Type, constant: tuple[tuple[Constant, Constant], ...]) -> object:
        if isinstance(kind, Struct):
            return {str(name): self._member(kind, name, value) for name, value in constant}
        if isinstance(kind, Items) and not constant:
            return []
        if not isinstance(kind, Pairs):
            raise Unfit(f"a map is no {kind.name}")
        pairs = [[self.value(kind.key_type, key), self.value(kind.value_type, value)] for key, value in constant]
        return pairs if pairs or not kind.key_type.is_name else {}

    def _member(self, kind: Struct, name: Constant, value: Constant) -> object:
        field = kind.field_of(name)
        if field is None:
            raise Unfit(f"{kind.name} has no field {name}")
        return self.value(field.type, value)
