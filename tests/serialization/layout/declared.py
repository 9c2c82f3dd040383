"""Layouts for the tests, and every kind of field in one of them."""

from __future__ import annotations

import pytest

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.layout.serializer import LayoutSerializer

EVERYTHING = """
doc = "every kind of field"
[[field]]
name = "magic"
type = "constant"
bytes = "cafe"
[[field]]
name = "small"
type = "int24"
endian = "little"
[[field]]
name = "count"
type = "zigzag"
[[field]]
name = "ratio"
type = "float32"
[[field]]
name = "open"
type = "bool"
[[field]]
name = "status"
type = "enum"
of = "uint16"
symbols = { NEW = 1, PAID = 300 }
[[field]]
name = "code"
type = "string"
length = 4
encoding = "US-ASCII"
[[field]]
name = "note"
type = "string"
length = "int16"
null = "-1"
[[field]]
name = "path"
type = "string"
length = "nul"
[[field]]
name = "who"
type = "uuid"
optional = true
[[field]]
name = "lines"
type = "array"
count = "uint8"
of = { type = "struct", field = [
  { name = "sku", type = "string", length = "varint" },
  { name = "amount", type = "int64" },
] }
[[field]]
name = "rest"
type = "bytes"
length = "rest"
"""

TEXT = """{"small": -2, "count": -1, "ratio": 1.5, "open": true, "status": "PAID", "code": "AB", "note": null,
"path": "/a", "who": null, "lines": [{"sku": "x", "amount": 9007199254740993}], "rest": {"$base64": "AP8="}}"""

BYTES = "cafe feffff 01 3fc00000 01 012c 41420000 ffff 2f6100 00 01 01 78 0020000000000001 00ff"


def layout(*fields: str, head: str = "") -> LayoutSerializer:
    """A layout of these fields, each `name = …` lines of TOML in one."""
    return LayoutSerializer(head + "".join(f"\n[[field]]\n{one}\n" for one in fields))


def refusals(found: LayoutSerializer, text: str) -> tuple[Problem, ...]:
    """Why a text is not taken."""
    with pytest.raises(Unserializable) as refused:
        found.serialize(text)
    return refused.value.problems


def mistakes(toml: str) -> list[tuple[str, str]]:
    """Path and sentence of every mistake in a declaration."""
    with pytest.raises(Unserializable) as refused:
        LayoutSerializer(toml)
    return [(problem.path, problem.what) for problem in refused.value.problems]
