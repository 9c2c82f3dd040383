"""The serializer of a Thrift struct, in the binary or the compact protocol."""

from __future__ import annotations

import json
import math
from typing import Any

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape
from workbench.serialization.json_cursor import cursor
from workbench.serialization.serializer import Note, Suggestion
from workbench.serialization.tagged_json import tagged
from workbench.serialization.thrift.kinds import (
    BINARY,
    BOOL,
    DOUBLE,
    MAP,
    STRING,
    STRUCT,
    Kind,
    Struct,
    struct_named,
)
from workbench.serialization.thrift.reading import field_at, read

_DEEP = 4


class ThriftSerializer:
    """JSON to a struct's bytes without any framing, as Thrift's TSerializer. `module` is the parsed .thrift file."""

    about = "a Thrift struct from JSON"

    def __init__(self, module: Any, type_name: str, protocol: str = "binary", spec: str = "thrift") -> None:
        self.name, self._is_compact = spec, protocol == "compact"
        self.struct = struct_named(module, type_name)

    def serialize(self, text: str) -> bytes:
        """The struct's bytes. Raises Unserializable with every problem of the text."""
        made, _ = read(self.struct, text)
        buffer = _Bytes()
        try:
            self._protocol(buffer).write_struct(made)
        except (ValueError, TypeError, OverflowError, AttributeError) as error:
            raise Unserializable(Problem(f"Thrift cannot hold this: {escape(str(error))[:120]}")) from None
        return buffer.written

    def deserialize(self, data: bytes) -> str:
        """The struct as JSON, the fields that are not set left out. Raises Unserializable where the bytes are none."""
        buffer = _Bytes(data)
        made = self.struct.made()
        for name in self.struct.fields:
            setattr(made, name, None)
        try:
            self._protocol(buffer).read_struct(made)
        except Exception as error:  # thriftpy2 raises what its parts raise
            words = escape(str(error) or type(error).__name__)[:120]
            raise Unserializable(Problem(f"these bytes are no {self.struct.name} in this protocol: {words}")) from None
        if buffer.left:
            raise Unserializable(Problem(f"{buffer.left:,} bytes are left after the struct's end"))
        try:
            return json.dumps(_shown_struct(self.struct, made), indent=2, ensure_ascii=False, allow_nan=False)
        except (ValueError, TypeError, RecursionError) as error:
            raise Unserializable(Problem(f"JSON cannot say this: {escape(str(error))[:120]}")) from None

    def notes(self, text: str) -> tuple[Note, ...]:
        """The defaults that are filled in."""
        try:
            return read(self.struct, text)[1]
        except Unserializable:
            return ()

    def sample(self, seed: int = 0) -> str:
        """A text with every field that is needed, and the others as far as they are not too deep."""
        return json.dumps(_sample(Kind(STRUCT, struct=self.struct), seed, 0), indent=2, ensure_ascii=False)

    def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
        """The names of fields that are not there yet; an enum's names."""
        place = cursor(text, at)
        struct, _, kind = field_at(self.struct, place.steps)
        made: list[Suggestion] = []
        if place.is_writable and place.is_name and struct is not None:
            colon = "" if place.has_colon else ": "
            for one in struct.fields.values():
                about = one.kind.words + (", required" if one.is_required else "")
                made.append(Suggestion(place.start, place.end, f'"{one.name}"{colon}', one.name, about))
        elif place.is_writable and kind is not None and kind.symbols:
            made = [
                Suggestion(place.start, place.end, f'"{name}"', name, str(number))
                for name, number in kind.symbols.items()
            ]
        return tuple(one for one in made if one.shown not in place.names and one.shown.startswith(place.prefix))

    def explain(self, text: str, at: int) -> str:
        """Number and type of the field under the cursor."""
        place = cursor(text, at)
        steps = (*place.steps, place.word) if place.is_name and place.word else place.steps
        _, field, _ = field_at(self.struct, steps)
        if field is None:
            return ""
        return f"{field.name}: {field.kind.words}, field {field.number}" + (", required" if field.is_required else "")

    def _protocol(self, buffer: Any) -> Any:
        from thriftpy2.protocol import binary, compact

        make: Any = compact.TCompactProtocol if self._is_compact else binary.TBinaryProtocol
        return make(buffer)


class _Bytes:
    """What the protocols write to and read from, as far as they ask for it."""

    def __init__(self, data: bytes = b"") -> None:
        self._data, self._at = bytearray(data), 0

    def write(self, data: bytes) -> None:
        """More bytes."""
        self._data += data

    def read(self, count: int) -> bytes:
        """The next bytes. Raises EOFError where there are not so many."""
        if not 0 <= count <= self.left:
            raise EOFError(f"{count:,} bytes are needed at byte {self._at:,}, and {self.left:,} are left")
        self._at += count
        return bytes(self._data[self._at - count : self._at])

    @property
    def left(self) -> int:
        """Bytes that are not read yet."""
        return len(self._data) - self._at

    @property
    def written(self) -> bytes:
        """All bytes."""
        return bytes(self._data)


def _shown_struct(struct: Struct, made: Any) -> dict[str, Any]:
    values = ((field, getattr(made, field.name, None)) for field in struct.fields.values())
    return {field.name: _shown(field.kind, value) for field, value in values if value is not None}


def _shown(kind: Kind, value: Any) -> Any:
    if kind.struct is not None:
        return _shown_struct(kind.struct, value)
    if kind.ttype == MAP and kind.key and kind.item:
        return {_name(_shown(kind.key, key)): _shown(kind.item, one) for key, one in value.items()}
    if kind.item is not None:
        return [_shown(kind.item, one) for one in value]
    if kind.symbols:
        return next((name for name, number in kind.symbols.items() if number == value), value)
    if kind.ttype == DOUBLE and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return tagged(value if kind.ttype != BINARY or isinstance(value, bytes) else value.encode())


def _name(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(key)


def _sample(kind: Kind, seed: int, depth: int) -> Any:
    if kind.struct is not None:
        fields = list(kind.struct.fields.values())
        if kind.struct.is_union:
            fields = [fields[seed % len(fields)]] if fields else []
        kept = [one for one in fields if one.is_required or kind.struct.is_union or depth < _DEEP]
        kept = [one for one in kept if one.is_required or one.kind.struct is not kind.struct]
        return {one.name: _sample(one.kind, seed + place, depth + 1) for place, one in enumerate(kept)}
    if kind.ttype == MAP and kind.key and kind.item:
        return {_name(_sample(kind.key, seed, depth + 1)): _sample(kind.item, seed, depth + 1)}
    if kind.item is not None:
        return [_sample(kind.item, seed, depth + 1)]
    if kind.symbols:
        return list(kind.symbols)[seed % len(kind.symbols)]
    simple = {BOOL: bool(seed % 2), DOUBLE: seed + 0.5, STRING: f"text {seed}", BINARY: tagged(bytes([seed % 256]))}
    return simple.get(kind.ttype, seed % 100)
