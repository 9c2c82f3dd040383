"""The serializers by name."""

from __future__ import annotations

from typing import Final

from workbench.records.escape import quoted
from workbench.serialization.binary import Base64Serializer, HexSerializer
from workbench.serialization.json import JsonSerializer
from workbench.serialization.numbers import FloatingNumber, WholeNumber
from workbench.serialization.serializer import Serializer
from workbench.serialization.small import BooleanSerializer, NullSerializer, UuidSerializer
from workbench.serialization.text import StringSerializer

_SERIALIZERS: Final[tuple[Serializer, ...]] = (
    StringSerializer(),
    WholeNumber("integer", 4),
    WholeNumber("long", 8),
    WholeNumber("short", 2),
    FloatingNumber("double", 8),
    FloatingNumber("float", 4),
    BooleanSerializer(),
    UuidSerializer(),
    JsonSerializer(),
    HexSerializer(),
    Base64Serializer(),
    NullSerializer(),
)
_BY_NAME: Final = {serializer.name: serializer for serializer in _SERIALIZERS}


def serializers() -> tuple[Serializer, ...]:
    """Every serializer, in the order in which a choice list shows them."""
    return _SERIALIZERS


def find(name: str) -> Serializer:
    """The serializer of that name. Raises LookupError with a sentence that holds the nearest names."""
    found = _BY_NAME.get(name)
    if found is None:
        raise LookupError(f"there is no serializer {quoted(name)}; {_nearest(name)}")
    return found


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), _BY_NAME, n=2, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"there are {', '.join(_BY_NAME)}"
