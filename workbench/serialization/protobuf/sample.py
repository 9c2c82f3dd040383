"""A message of made-up values that always passes: the first text of a person who has only the schema."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from random import Random
from types import MappingProxyType
from typing import Final

from workbench.serialization.protobuf.descriptors import Descriptor, FieldDescriptor, Kind, is_map, is_message
from workbench.serialization.protobuf.well_known import NULL_VALUE

_DEEPEST: Final = 4
_HOPELESS: Final = 60
"""Required messages inside each other from where on there is no end to them."""

_MOST: Final = 300
"""Values in one sample; once there are as many, only required fields follow."""

_WORDS: Final = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbour")
_TEXTS: Final = MappingProxyType(
    {
        "google.protobuf.Timestamp": ("2026-11-22T12:00:00Z", "2026-11-22T12:00:00.250Z", "1999-12-31T23:59:59Z"),
        "google.protobuf.Duration": ("1.5s", "60s", "0.000000001s"),
        "google.protobuf.FieldMask": ("name", "name,address.city", "id"),
    }
)


def sample(message: Descriptor, seed: int) -> str:
    """A JSON text that the serializer of the message takes; another seed, another text."""
    return json.dumps(_Maker(Random(seed)).message(message, 0), ensure_ascii=False, indent=2)


class _Maker:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._made = 0
        self._open: list[str] = []

    def message(self, descriptor: Descriptor, depth: int) -> object:
        special = self._well_known(descriptor, depth)
        if special is not None:
            return special
        self._open.append(descriptor.full_name)
        made = {one.name: self._field(one, depth) for one in self._chosen(descriptor, depth)}
        self._open.pop()
        return made

    def _chosen(self, descriptor: Descriptor, depth: int) -> Iterable[FieldDescriptor]:
        """All fields, but one of each oneof, messages only so far down, and no message inside its own kind."""
        left_out = set()
        for oneof in descriptor.oneofs:
            fits = [one for one in oneof.fields if not self._is_too_deep(one, depth)]
            chosen = self._random.choice(fits or list(oneof.fields)).number
            left_out |= {one.number for one in oneof.fields} - {chosen}
        for one in descriptor.fields:
            if (one.is_required and depth < _HOPELESS) or (
                one.number not in left_out and not self._is_too_deep(one, depth)
            ):
                yield one

    def _is_too_deep(self, field: FieldDescriptor, depth: int) -> bool:
        held = field.message_type.fields_by_name.get("value") if is_map(field) else field
        if held is None or not is_message(held):
            return self._made >= _MOST
        return self._made >= _MOST or depth >= _DEEPEST or held.message_type.full_name in self._open

    def _field(self, field: FieldDescriptor, depth: int) -> object:
        if is_map(field):
            entry = field.message_type.fields_by_name
            return {self._key(entry["key"]): self._one(entry["value"], depth)}
        if field.is_repeated:
            return [self._one(field, depth) for _ in range(self._random.randint(1, 2))]
        return self._one(field, depth)

    def _key(self, field: FieldDescriptor) -> str:
        value = self._scalar(field)
        return json.dumps(value) if not isinstance(value, str) else value

    def _one(self, field: FieldDescriptor, depth: int) -> object:
        self._made += 1
        return self.message(field.message_type, depth + 1) if is_message(field) else self._scalar(field)

    def _scalar(self, field: FieldDescriptor) -> object:
        kind, random = Kind(field.type), self._random
        if kind is Kind.ENUM:
            if field.enum_type.full_name == NULL_VALUE:
                return None
            return random.choice([one.name for one in field.enum_type.values])
        if kind is Kind.STRING:
            return random.choice(_WORDS)
        if kind is Kind.BYTES:
            return b64encode(random.randbytes(6)).decode()
        if kind is Kind.BOOL:
            return random.random() < 0.5
        return random.randint(1, 1000) / 4 if kind in (Kind.DOUBLE, Kind.FLOAT) else random.randint(1, 1000)

    def _well_known(self, descriptor: Descriptor, depth: int) -> object:
        name = descriptor.full_name
        if name in _TEXTS:
            return self._random.choice(_TEXTS[name])
        if not name.startswith("google.protobuf."):
            return None
        made = {
            "Struct": {self._random.choice(_WORDS): self._random.randint(1, 1000)},
            "ListValue": [self._random.randint(1, 1000), self._random.choice(_WORDS)],
            "Value": self._random.choice(_WORDS),
            "Any": {},
        }.get(name.removeprefix("google.protobuf."))
        if made is None and name.endswith("Value") and "value" in descriptor.fields_by_name:
            return self._one(descriptor.fields_by_name["value"], depth)
        return made
