"""A schema with references, choices, formats and limits."""

from __future__ import annotations

import json
from typing import Any

from workbench.serialization.schema import Schema, SchemaType

CUSTOMER = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
ORDER: dict[str, Any] = {
    "type": "object",
    "title": "An order",
    "properties": {
        "id": {"type": "integer", "minimum": 1, "description": "Counts up"},
        "status": {"enum": ["NEW", "PAID"]},
        "when": {"type": "string", "format": "date-time"},
        "code": {"type": "string", "pattern": r"^[A-Z]{2}-\d{4}$"},
        "lines": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/line"}},
        "paid": {"oneOf": [{"type": "object", "required": ["card"], "properties": {"card": {}}}, {"type": "null"}]},
        "customer": {"$ref": "customer.json"},
    },
    "required": ["id", "lines"],
    "additionalProperties": False,
    "$defs": {
        "line": {
            "type": "object",
            "properties": {"sku": {"type": "string", "minLength": 2}, "part": {"$ref": "#/$defs/line"}},
            "required": ["sku"],
        }
    },
}


def schema(document: Any, **others: Any) -> Schema:
    """A JSON Schema with those it refers to, `customer` as customer.json."""
    resolved = tuple((f"{name}.json", schema(other)) for name, other in others.items())
    return Schema(SchemaType.JSON, json.dumps(document), resolved=resolved)


ORDERS = schema(ORDER, customer=CUSTOMER)
