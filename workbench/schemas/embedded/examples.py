"""The schemas that a first start finds: two versions for each of the embedded cluster's topics that has any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType

from workbench.schemas.embedded.avro_text import canonical
from workbench.schemas.embedded.entries import Given
from workbench.schemas.embedded.store import Store
from workbench.serialization.schema import SchemaType

EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "orders": ("orders-value-v1.avsc", "orders-value-v2.avsc"),
        "payments": ("payments-value-v1.proto", "payments-value-v2.proto"),
    }
)
"""The shipped files of a topic's value, oldest first."""


def filled(topics: Iterable[str] | None = None) -> Store:
    """A store with the examples of these topics, or with all of them. They are taken as they are, without a check."""
    store, wanted = Store(), None if topics is None else set(topics)
    for topic, names in EXAMPLES.items():
        if wanted is None or topic in wanted:
            for name in names:
                store.add(f"{topic}-value", _given(name), id=None)
    return store


def _given(name: str) -> Given:
    text = files("workbench.schemas.embedded.shipped").joinpath(name).read_text(encoding="utf-8")
    if name.endswith(".avsc"):
        return Given(SchemaType.AVRO, canonical(text))
    return Given(SchemaType.PROTOBUF, text)
