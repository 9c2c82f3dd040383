"""A JSON Schema as the registry sees it: one kind of thing at each place, or a combination of such.

Confluent's registry compares schemas as the Everit library loads them (its SchemaLoader and extractors): a `type` makes
a string, a number, an object …; `enum`, `const`, `not` and the combinations are kinds of their own; where one place has
several of them they are taken as an `allOf`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

ANY, NOTHING, REFERENCE, COMBINED = "any", "nothing", "reference", "combined"
_CRITERIA: Final = ("allOf", "anyOf", "oneOf")
_WORDS: Final = (
    ("array", ("items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains")),
    (
        "object",
        (
            *("properties", "required", "minProperties", "maxProperties", "additionalProperties"),
            *("patternProperties", "dependencies", "dependentRequired", "dependentSchemas", "propertyNames"),
        ),
    ),
    ("number", ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")),
    ("string", ("minLength", "maxLength", "pattern", "format")),
)
"""Words that tell the kind of a schema without a type; the first that has one of its words."""

_IGNORES_SIBLINGS: Final = ("draft-03", "draft-04", "draft-06", "draft-07")


@dataclass(frozen=True, slots=True)
class Shape:
    """What one place is. `schema` is what the place says, `type` the one of its types that this is.

    `criterion` and `parts` are a combination's: a part is a schema of its own, or the shape of one of several things
    that the place says at once.
    """

    kind: str
    schema: Mapping[str, Any]
    type: str = ""
    criterion: str = ""
    parts: tuple[Any, ...] = ()

    @property
    def key(self) -> tuple[int, str, str, str]:
        """What tells it from the others of the same document, as long as that lives."""
        return id(self.schema), self.kind, self.type, self.criterion if self.kind == COMBINED else ""


IS_ANY: Final = Shape(ANY, {})
IS_NOTHING: Final = Shape(NOTHING, {})


def shape(schema: Any, draft: str = "") -> Shape:
    """The shape of a schema. `draft` is the document's `$schema`: old ones pass over what stands beside a `$ref`."""
    if not isinstance(schema, dict):
        return IS_NOTHING if schema is False else IS_ANY
    if "$ref" in schema and any(one in draft for one in _IGNORES_SIBLINGS):
        return Shape(REFERENCE, schema)
    parts = tuple(_parts(schema))
    if not parts:
        return Shape(ANY, schema)
    if len(parts) == 1:
        return parts[0]
    return Shape(COMBINED, schema, "all it says", "allOf", parts)


def _parts(schema: Mapping[str, Any]) -> Iterator[Shape]:
    if "$ref" in schema:
        yield Shape(REFERENCE, schema)
    if isinstance(schema.get("enum"), list):
        yield Shape("enum", schema)
    if "const" in schema:
        yield Shape("const", schema)
    for criterion in _CRITERIA:
        inner = schema.get(criterion)
        if isinstance(inner, list) and inner:
            yield Shape(COMBINED, schema, "", criterion, tuple(inner))
    if "not" in schema:
        yield Shape("not", schema)
    if "if" in schema:
        yield Shape("conditional", schema)
    yield from _typed(schema)


def _typed(schema: Mapping[str, Any]) -> Iterator[Shape]:
    given = schema.get("type")
    if isinstance(given, str):
        yield Shape(_kind(given), schema, given)
    elif isinstance(given, list) and given:
        types = tuple(Shape(_kind(str(one)), schema, str(one)) for one in given)
        yield Shape(COMBINED, schema, "types", "anyOf", types)
    else:
        found = next((kind for kind, words in _WORDS if any(word in schema for word in words)), None)
        if found:
            yield Shape(found, schema)


def _kind(name: str) -> str:
    return "number" if name == "integer" else name
