"""Thrift's plain types by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.serialization.thrift.numbers import WHOLE, Double, Truth
from workbench.serialization.thrift.texts import Binary, Text, Uuid
from workbench.serialization.thrift.types import Type

SCALARS: Final[Mapping[str, Type]] = {
    **WHOLE,
    "byte": WHOLE["i8"],
    "bool": Truth(),
    "double": Double(),
    "string": Text(),
    "slist": Text(),
    "binary": Binary(),
    "uuid": Uuid(),
}
"""By the names that a .thrift file uses."""
