"""The serializer of a layout: an object in JSON to the bytes that the layout declares."""

from __future__ import annotations

import json
from contextlib import suppress

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.anatomy import Span
from workbench.serialization.json_cursor import cursor
from workbench.serialization.json_tree import tree
from workbench.serialization.layout.declaration import Layout, parse
from workbench.serialization.layout.part import Part, Reading, Writing
from workbench.serialization.layout.shapes import Array, Constant, Enum, Field, Optional, Struct
from workbench.serialization.serializer import Note, Suggestion


class LayoutSerializer:
    """Bytes by a declared list of fields; `toml` is the declaration. Raises Unserializable for one that is wrong."""

    about = "a list of fields in TOML"

    def __init__(self, toml: str, spec: str = "layout") -> None:
        self.name = spec
        self._layout: Layout = parse(toml)
        self._last: tuple[str, bytes | None, tuple[Note, ...]] | None = None

    def serialize(self, text: str) -> bytes | None:
        """The bytes; None for the text `null` where the layout takes it. Raises Unserializable with every problem."""
        return self._written(text)[0]

    def notes(self, text: str) -> tuple[Note, ...]:
        """What was filled up."""
        try:
            return self._written(text)[1]
        except Unserializable:
            return ()

    def _written(self, text: str) -> tuple[bytes | None, tuple[Note, ...]]:
        """The bytes and the notes; those of the last text are kept, since one is asked for after the other."""
        last = self._last
        if last is not None and last[0] == text:
            return last[1:]
        root = tree(text)
        writing, data = Writing(text), None
        if root.kind != "null" or not self._layout.takes_null:
            data = self._layout.root.write(writing, root, "")
        if writing.problems:
            raise Unserializable(*writing.problems)
        self._last = text, data, tuple(writing.notes)
        return self._last[1:]

    def deserialize(self, data: bytes) -> str:
        """The object as JSON, laid out. Raises Unserializable where the bytes are not this."""
        reading = Reading(data)
        value = self._layout.root.read(reading, "")
        if reading.left:
            raise Unserializable(Problem(f"{reading.left:,} bytes are left after the last field"))
        return json.dumps(value, indent=2, ensure_ascii=False)

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """Every field, as far as the bytes can be read."""
        reading = Reading(data)
        with suppress(Unserializable, RecursionError):
            self._layout.root.read(reading, "")
        return tuple(reading.spans)

    def sample(self, seed: int = 0) -> str:
        """An object with every field."""
        return json.dumps(self._layout.root.sample(seed), indent=2, ensure_ascii=False)

    def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
        """The names of the fields that are missing, the names of an enum."""
        here = cursor(text, at)
        part = _part_at(self._layout.root, here.steps) if here.is_writable else None
        prefix = here.prefix
        colon = "" if here.has_colon else ": "
        if here.is_name and isinstance(part, Struct):
            left = (one for one in part.fields if one.name not in here.names and not isinstance(one.part, Constant))
            return tuple(
                Suggestion(here.start, here.end, json.dumps(one.name, ensure_ascii=False) + colon, one.name, one.doc)
                for one in left
                if one.name.startswith(prefix)
            )
        if not here.is_name and isinstance(part, Enum):
            return tuple(
                Suggestion(here.start, here.end, json.dumps(name), name, str(number))
                for name, number in part.symbols.items()
                if name.startswith(prefix)
            )
        return ()

    def explain(self, text: str, at: int) -> str:
        """The field's type and its doc."""
        steps = cursor(text, at).steps
        field = _field_at(self._layout.root, steps)
        if field is None:
            return ""
        kind = getattr(field.part, "name", type(field.part).__name__.lower())
        return f"{quoted(field.name)}: {kind}" + (f". {field.doc}" if field.doc else "")


def _inside(part: Part) -> Part:
    return _inside(part.part) if isinstance(part, Optional) else part


def _part_at(root: Part, steps: tuple[str | int, ...]) -> Part | None:
    part: Part | None = _inside(root)
    for step in steps:
        if isinstance(step, int):
            part = _inside(part.item) if isinstance(part, Array) else None
        else:
            fields = part.fields if isinstance(part, Struct) else ()
            part = next((_inside(one.part) for one in fields if one.name == step), None)
        if part is None:
            return None
    return part


def _field_at(root: Part, steps: tuple[str | int, ...]) -> Field | None:
    names = [place for place, step in enumerate(steps) if isinstance(step, str)]
    if not names:
        return None
    holder = _part_at(root, steps[: names[-1]])
    fields = holder.fields if isinstance(holder, Struct) else ()
    return next((one for one in fields if one.name == steps[names[-1]]), None)
