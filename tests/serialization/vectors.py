"""Known answers: what the Java classes themselves gave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_VECTORS = Path(__file__).parents[1] / "vectors"
_JAVA = {
    "java/StringSerializer UTF-8": "string",
    "java/IntegerSerializer": "integer",
    "java/LongSerializer": "long",
    "java/ShortSerializer": "short",
    "java/FloatSerializer": "float",
    "java/DoubleSerializer": "double",
    "java/BooleanSerializer": "boolean",
    "java/UUIDSerializer": "uuid",
    "java/VoidSerializer": "null",
}


def kafka_answers() -> list[tuple[str, str, bytes | None]]:
    """Serializer, text and bytes (None is null) of Kafka's own serializers."""
    rows: list[dict[str, Any]] = json.loads((_VECTORS / "serializer_vectors.json").read_text())
    return [
        (
            _JAVA[row["serializer"]],
            row["value"].replace("<lone D800>", "\ud800"),
            None if row["hex"] is None else bytes.fromhex(row["hex"]),
        )
        for row in rows
        if row["serializer"] in _JAVA
    ]


def java_answers(method: str) -> list[tuple[str, str]]:
    """What was given to a method of the JDK, and what it gave, in hex."""
    rows = json.loads((_VECTORS / "java_text.json").read_text())["answers"]
    return [(row["given"], row["hex"]) for row in rows if row["java"] == method]


def charset_answers() -> list[tuple[str, str, str]]:
    """Charset, text and bytes in hex of Kafka's own StringSerializer."""
    rows: list[dict[str, Any]] = json.loads((_VECTORS / "serializer_vectors.json").read_text())
    named = [(row["serializer"].partition("java/StringSerializer ")[2], row) for row in rows]
    return [(charset, row["value"].replace("<lone D800>", "\ud800"), row["hex"]) for charset, row in named if charset]


def vector(serializer: str, value: str) -> bytes:
    """The bytes that one of the real serializers gave for that value."""
    rows: list[dict[str, Any]] = json.loads((_VECTORS / "serializer_vectors.json").read_text())
    [found] = [row["hex"] for row in rows if (row["serializer"], str(row["value"])) == (serializer, value)]
    return bytes.fromhex(found)
