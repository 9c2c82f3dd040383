"""A schema's text over lines, for the eyes."""

from __future__ import annotations

import json
from typing import Final

from workbench.serialization.schema import SchemaType

LONGEST: Final = 200_000
"""Characters of a schema that are laid out; of a longer one the text as it came is shown."""


def laid_out(kind: SchemaType, text: str, width: int) -> str:
    """JSON over lines, what fits in one line on one; Protobuf as it is."""
    if kind is SchemaType.PROTOBUF or len(text) > LONGEST:
        return text
    try:
        return _json(json.loads(text), "", width)
    except (ValueError, RecursionError):
        return text


def _json(value: object, indent: str, width: int) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) < width or not isinstance(value, dict | list):
        return flat
    inner = indent + "  "
    if isinstance(value, dict):
        names = ((f"{json.dumps(name, ensure_ascii=False)}: ", one) for name, one in value.items())
        rows = [f"{inner}{name}{_json(one, inner, width - len(name))}" for name, one in names]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _json(one, inner, width) for one in value) + f"\n{indent}]"
