"""What stands around a payload so that a consumer finds its schema: bytes before it, headers beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Protocol

from workbench.records.errors import Part, Problem, Unserializable
from workbench.records.escape import quoted
from workbench.records.record import Header
from workbench.serialization import framings_apicurio, framings_azure, framings_confluent, framings_glue
from workbench.serialization.anatomy import Span
from workbench.serialization.framing_marks import Compressed, Identity, Marked
from workbench.serialization.schema import Registered, SchemaType


class Framing(Protocol):
    """How a payload and its schema's identity travel together."""

    @property
    def name(self) -> str:
        """The word for it in specs: `confluent`, `glue`, `none`."""

    @property
    def headers(self) -> tuple[Header, ...]:
        """The headers that travel with every record; none for most framings."""

    @property
    def payload_at(self) -> int:
        """Where the payload begins in the framed bytes; -1 where it is compressed in them."""

    @property
    def remark(self) -> str:
        """What a person should know of it; empty for nothing."""

    @property
    def is_registry(self) -> bool:
        """Whether a consumer finds the schema by it. False for `none` alone."""

    @property
    def is_confluent(self) -> bool:
        """Whether Confluent's serializers write it: they leave out the length where a schema is just `bytes`."""

    def wrap(self, payload: bytes) -> bytes:
        """The bytes that travel."""

    def unwrap(self, data: bytes) -> bytes:
        """The payload. Raises Unserializable where `data` is framed in another way, or for another schema."""

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """The framing's own bytes in `data`, named; never the payload's. Never raises."""


BARE: Final[Framing] = Marked("none", is_registry=False)
"""The payload alone: a consumer must know the schema already."""

_MAKERS: Final[Mapping[str, Callable[[Identity], Marked | Compressed]]] = {
    "confluent": framings_confluent.prefix,
    "confluent-header": framings_confluent.header,
    "glue": framings_glue.plain,
    "glue-zlib": framings_glue.compressed,
    "apicurio-v2": framings_apicurio.v2,
    "apicurio-v2-headers": framings_apicurio.v2_headers,
    "apicurio-v3": framings_apicurio.v3,
    "apicurio-v3-headers": framings_apicurio.v3_headers,
    "azure": framings_azure.content_type,
}

NAMES: Final = (*_MAKERS, BARE.name)
"""Every framing, in the order in which a choice list shows them."""


def framing(
    name: str,
    part: Part,
    *,
    registered: Registered | None = None,
    id: int | None = None,
    guid: str = "",
    indexes: tuple[int, ...] | None = None,
    type_name: str = "",
    schema_type: SchemaType | None = None,
) -> Framing:
    """The framing of that name for the key, the value or a header's value.

    What is given by hand (`id`, `guid`) goes before what the registry knows. `indexes` and `type_name` are the
    message's, for Protobuf alone; under Glue `indexes` is one number, its place among the sorted names.
    Raises Unserializable where there is none of that name, or something that it needs is not known.
    """
    if name == BARE.name:
        return BARE
    if name not in _MAKERS:
        raise Unserializable(Problem(f"there is no framing {quoted(name)}", ", ".join(NAMES)))
    known_as, given = "", bool(guid) or (id is not None and name == "azure")
    if registered is not None:
        known_as = str(registered) if registered.subject and id in (None, registered.id) else ""
        id = registered.id if id is None and registered.id >= 0 else id
        guid = guid or registered.guid
        schema_type = schema_type or registered.schema.type
    made = _MAKERS[name](Identity(part, id, guid, known_as, indexes, type_name, schema_type))
    return replace(made, remark=_foreign(name, registered)) if registered and not given else made


def _foreign(name: str, registered: Registered) -> str:
    """What to say where an id of one kind of registry stands where consumers look for one of another's."""
    if name.startswith("glue") and registered.guid:
        what, whose = f"the schema version id {registered.guid}", "Glue"
    elif name == "azure":
        what, whose = f"the schema's id {registered.guid or registered.id}", "Azure"
    else:
        return ""
    return f"{what} is the one that this registry gave {registered}, and not {whose}'s; guid= names {whose}'s own"
