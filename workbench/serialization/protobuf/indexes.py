"""Where a message stands in its .proto: the numbers by which Confluent's deserializers find it."""

from __future__ import annotations

from workbench.serialization.protobuf.descriptors import Descriptor


def message_indexes(message: Descriptor) -> tuple[int, ...]:
    """From the outermost message inwards, each by its position among its neighbours (MessageIndexes.java).

    The entry messages that `map` fields make count as neighbours, so a message behind a map field of its parent is
    `(0, 1)`: Java without normalize.schemas and Python count that way (ProtobufSchema.toMessageIndexes).
    """
    indexes: list[int] = []
    at: Descriptor | None = message
    while at is not None:
        siblings = at.containing_type.nested_types if at.containing_type else at.file.message_types_by_name.values()
        indexes.insert(0, [one.full_name for one in siblings].index(at.full_name))
        at = at.containing_type
    return tuple(indexes)


def behind_maps(message: Descriptor) -> bool:
    """Whether entries of map fields moved one of the indexes."""
    at = message
    while at.containing_type is not None:
        for sibling in at.containing_type.nested_types:
            if sibling.full_name == at.full_name:
                break
            if sibling.GetOptions().map_entry:
                return True
        at = at.containing_type
    return False
