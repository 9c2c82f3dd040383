"""Confluent's framings: a magic byte and the schema's id before the payload, or its GUID in a header.

SchemaId.java and MessageIndexes.java of the schema registry's repository.
"""

from __future__ import annotations

from workbench.serialization.framing_marks import Identity, Mark, Marked, unsigned_varint

_FIRST = (0,)


def prefix(identity: Identity) -> Marked:
    """A zero byte, the id in four, Protobuf's message indexes. Raises Unserializable without an id."""
    marks = [Mark("magic byte", "0", b"\0"), Mark("schema id", identity.id_shown, identity.id_bytes("confluent", 4))]
    if identity.indexes is not None:
        marks.append(Mark("message indexes", _shown(identity), indexes(identity.indexes)))
    return Marked("confluent", tuple(marks), is_confluent=True)


def header(identity: Identity) -> Marked:
    """`__key_schema_id` or `__value_schema_id`: a one, the GUID, the indexes. Raises Unserializable without a GUID."""
    name = f"__{identity.side('confluent-header')}_schema_id"
    tail = b"" if identity.indexes is None else indexes(identity.indexes)
    value = b"\1" + identity.guid_bytes("confluent-header") + tail
    return Marked("confluent-header", headers=((name, value),), is_confluent=True)


def indexes(path: tuple[int, ...]) -> bytes:
    """Zigzag varints: how many, then each; the first message of the file, `[0]`, is one zero byte."""
    return b"\0" if path == _FIRST else b"".join([unsigned_varint(number << 1) for number in (len(path), *path)])


def _shown(identity: Identity) -> str:
    path = str(list(identity.indexes or ()))
    return f"{path}, the first message, as one byte" if identity.indexes == _FIRST else path
