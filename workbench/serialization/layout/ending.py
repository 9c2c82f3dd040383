"""Whether a layout can be read back: what takes all bytes that are left is the last, and there are not too many."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.serialization.json_tree import child_path
from workbench.serialization.layout.part import Part
from workbench.serialization.layout.shapes import Array, Optional, Struct
from workbench.serialization.layout.strings import REST, Bytes, Text

MOST_PARTS = 100_000
"""Fields and items that every record of a layout has at least."""


def least_parts(part: Part) -> int:
    """How many fields and items there are at least."""
    if isinstance(part, Struct):
        return sum(least_parts(field.part) for field in part.fields)
    if isinstance(part, Array):
        return least_parts(part.item) * part.count if isinstance(part.count, int) else 1
    return 1


def misplaced(part: Part, path: str = "", *, is_last: bool = True) -> Iterator[str]:
    """The paths of the parts that take the rest and are not the last; `path` is the part's own."""
    if isinstance(part, Struct):
        for place, field in enumerate(part.fields):
            is_end = is_last and place == len(part.fields) - 1
            yield from misplaced(field.part, child_path(path, field.name), is_last=is_end)
    elif isinstance(part, Optional):
        yield from misplaced(part.part, path, is_last=is_last)
    elif isinstance(part, Array):
        yield from misplaced(part.item, child_path(path, "of"), is_last=False)
        if part.count == REST and not is_last:
            yield path
    elif isinstance(part, Text | Bytes) and part.extent.length == REST and not is_last:
        yield path
