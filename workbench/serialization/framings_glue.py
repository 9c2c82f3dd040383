"""AWS Glue's framing: version, compression, the schema version's UUID (SerializationDataEncoder.java).

Before a Protobuf payload stands the message's place among all names of the file in their order, an unsigned varint
(MessageIndexFinder.java, ProtobufWireFormatEncoder.java), inside of what is compressed.
"""

from __future__ import annotations

from workbench.serialization.framing_marks import Compressed, Identity, Mark, Marked, unsigned_varint


def plain(identity: Identity) -> Marked:
    """The payload as it is. Raises Unserializable without the schema version's UUID."""
    return Marked("glue", (*_marks(identity, "glue", Mark("compression", "none", b"\0")), *_message(identity)))


def compressed(identity: Identity) -> Compressed:
    """The payload packed by zlib. Raises Unserializable without the schema version's UUID."""
    outer = Marked("glue-zlib", _marks(identity, "glue-zlib", Mark("compression", "zlib", b"\5")))
    return Compressed(outer, Marked("glue-zlib", _message(identity)))


def _marks(identity: Identity, framing: str, compression: Mark) -> tuple[Mark, ...]:
    return Mark("header version", "3", b"\3"), compression, _version(identity, framing)


def _version(identity: Identity, framing: str) -> Mark:
    data = identity.guid_bytes(framing)
    return Mark("schema version id", identity.guid.lower(), data)


def _message(identity: Identity) -> tuple[Mark, ...]:
    if identity.indexes is None:
        return ()
    index = identity.indexes[-1]
    shown = f"{index} → {identity.type_name}" if identity.type_name else str(index)
    return (Mark("message index", shown, unsigned_varint(index)),)
