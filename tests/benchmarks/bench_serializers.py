"""Serializers: records a second in bulk on one thread, and what one key stroke in a 4 KB value costs. Asserts nothing.

`python -m tests.benchmarks.bench_serializers`
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from workbench.records.errors import Part, Unserializable
from workbench.serialization.avro.serializer import AvroSerializer
from workbench.serialization.catalogue import find
from workbench.serialization.framing import framing
from workbench.serialization.schema import Schema, SchemaType

ROUNDS, RECORDS = 7, 20_000
USER: Any = {
    "type": "record",
    "name": "User",
    "fields": [
        {"name": "id", "type": "long"},
        {"name": "name", "type": ["null", "string"], "default": None},
        {"name": "active", "type": "boolean"},
    ],
}
SUIT: Any = {"type": "enum", "name": "Suit", "symbols": ["HEARTS", "SPADES"]}
PRICE: Any = {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}
ORDER: Any = {
    "type": "record",
    "name": "Order",
    "fields": [
        *USER["fields"],
        {"name": "suit", "type": SUIT},
        {"name": "weight", "type": "double"},
        {"name": "price", "type": PRICE},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
    ],
}
SMALL = '{"id": 1234567, "name": "홍길동", "active": true}'
LARGER = (
    '{"id": 1234567, "name": {"string": "홍길동"}, "active": true, "suit": "SPADES", "weight": 1.5, "price": "19.99",'
    ' "at": "2026-11-22T12:00:00Z", "tags": ["a", "b"]}'
)


def main() -> None:
    """Bulk first, then key strokes."""
    bulk("json, as written", find("json").serialize, SMALL)
    bulk(f"avro, {len(USER['fields'])} fields", confluent(USER).serialize, SMALL)
    bulk("avro, 3 fields, a default filled in", confluent(USER).serialize, '{"id": 1234567, "active": true}')
    bulk(f"avro, {len(ORDER['fields'])} fields with a decimal and a time", confluent(ORDER).serialize, LARGER)
    bulk("avro, the exact way (a decimal as a number)", confluent(ORDER).serialize, LARGER.replace('"19.99"', "19.99"))
    orders = confluent({"type": "array", "items": ORDER})
    text = f"[{', '.join([LARGER] * (4096 // len(LARGER) + 1))}]"
    strokes(f"avro value of {len(text):,} characters", orders, text)
    text = f"[{','.join(['[1, 2]'] * 600)}]"
    strokes(f"avro value of {len(text):,} characters, an error in each item", orders, text)


def confluent(schema: Any) -> AvroSerializer:
    """A serializer as a registry has it."""
    return AvroSerializer(Schema(SchemaType.AVRO, json.dumps(schema)), framing("confluent", Part.VALUE, id=42))


def bulk(what: str, serialize: Callable[[str], bytes | None], text: str) -> None:
    """Records a second, and the size of one."""
    rates = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for _ in range(RECORDS):
            serialize(text)
        rates.append(RECORDS / (time.perf_counter() - started))
    size = len(serialize(text) or b"")
    print(f"{what:55} {statistics.median(rates):10,.0f}/s  best {max(rates):10,.0f}/s  {size:,} bytes")


def strokes(what: str, serializer: AvroSerializer, text: str) -> None:
    """Milliseconds for all that a key stroke asks of a serializer: bytes or errors, notes, parts, and read back.

    Every stroke is another text, half of them no JSON: a character goes and comes back at one place after the other.
    """
    times = []
    for at in range(0, len(text), max(1, len(text) // 300)):
        for typed in (text[:at] + text[at + 1 :], text):
            started = time.perf_counter()
            asked(serializer, typed)
            times.append((time.perf_counter() - started) * 1000)
    times.sort()
    late = times[int(len(times) * 0.99)]
    print(f"{what:55} median {statistics.median(times):6.2f} ms  99 of 100 {late:6.2f} ms  worst {times[-1]:6.2f} ms")


def asked(serializer: AvroSerializer, text: str) -> None:
    """What the screen asks at a key stroke."""
    try:
        data = serializer.serialize(text)
    except Unserializable:
        return
    serializer.notes(text)
    serializer.spans(data)
    serializer.deserialize(data)


if __name__ == "__main__":
    main()
