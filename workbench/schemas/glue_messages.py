"""Which message of a file it is, as AWS Glue counts them."""

from __future__ import annotations

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.schema import Schema


def place_of(schema: Schema, type_name: str) -> int:
    """The message's place among the full names of all messages of its file in their order, from 0.

    The entries of map fields are messages too (MessageIndexFinder.java). Raises Unserializable where the message is of
    another file: Glue has no imports.
    """
    from google.protobuf.descriptor_pb2 import FileDescriptorSet

    file = FileDescriptorSet.FromString(schema.descriptors).file[-1]
    names, waiting = [], [(file.package, message) for message in file.message_type]
    while waiting:
        space, message = waiting.pop()
        names.append(f"{space}.{message.name}" if space else message.name)
        waiting += [(names[-1], nested) for nested in message.nested_type]
    if type_name not in names:
        raise Unserializable(Problem(f"{type_name} is of an imported file, which glue framing has no number for"))
    return sorted(names).index(type_name)
