"""What is used of Protobuf's descriptors and messages, as types: the library itself comes without any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, Protocol


class Kind(IntEnum):
    """A field's type, by the numbers of descriptor.proto's FieldDescriptorProto.Type."""

    DOUBLE = 1
    FLOAT = 2
    INT64 = 3
    UINT64 = 4
    INT32 = 5
    FIXED64 = 6
    FIXED32 = 7
    BOOL = 8
    STRING = 9
    GROUP = 10
    MESSAGE = 11
    BYTES = 12
    UINT32 = 13
    ENUM = 14
    SFIXED32 = 15
    SFIXED64 = 16
    SINT32 = 17
    SINT64 = 18


class FileDescriptor(Protocol):
    name: str
    package: str
    dependencies: Sequence[FileDescriptor]
    message_types_by_name: Mapping[str, Descriptor]
    serialized_pb: bytes


class EnumValue(Protocol):
    name: str
    number: int


class EnumDescriptor(Protocol):
    name: str
    full_name: str
    is_closed: bool
    values: Sequence[EnumValue]
    values_by_name: Mapping[str, EnumValue]
    values_by_number: Mapping[int, EnumValue]


class OneofDescriptor(Protocol):
    name: str
    full_name: str
    fields: Sequence[FieldDescriptor]


class FieldDescriptor(Protocol):
    name: str
    json_name: str
    full_name: str
    number: int
    type: int
    is_repeated: bool
    is_required: bool
    is_packed: bool
    is_extension: bool
    has_presence: bool
    has_default_value: bool
    default_value: Any
    message_type: Descriptor
    enum_type: EnumDescriptor
    containing_type: Descriptor
    containing_oneof: OneofDescriptor | None


class Descriptor(Protocol):
    name: str
    full_name: str
    file: FileDescriptor
    fields: Sequence[FieldDescriptor]
    fields_by_name: Mapping[str, FieldDescriptor]
    fields_by_number: Mapping[int, FieldDescriptor]
    oneofs: Sequence[OneofDescriptor]
    nested_types: Sequence[Descriptor]
    containing_type: Descriptor | None

    def GetOptions(self) -> Any: ...  # noqa: N802


class DescriptorPool(Protocol):
    def FindMessageTypeByName(self, full_name: str) -> Descriptor: ...  # noqa: N802
    def FindExtensionByName(self, full_name: str) -> FieldDescriptor: ...  # noqa: N802
    def FindExtensionByNumber(self, message: Descriptor, number: int) -> FieldDescriptor: ...  # noqa: N802


class Message(Protocol):
    """An instance of a message's class; its fields are attributes."""

    DESCRIPTOR: Descriptor
    Extensions: Any


def is_message(field: FieldDescriptor) -> bool:
    """Whether its values are messages; groups are."""
    return field.type in (Kind.MESSAGE, Kind.GROUP)


def is_map(field: FieldDescriptor) -> bool:
    return field.is_repeated and field.type == Kind.MESSAGE and bool(field.message_type.GetOptions().map_entry)


def type_words(field: FieldDescriptor) -> str:
    """The field's type as a .proto writes it: `repeated shop.Item`, `map<string, int64>`, `int32`."""
    if is_map(field):
        entry = field.message_type.fields_by_name
        return f"map<{_one(entry['key'])}, {_one(entry['value'])}>"
    label = "repeated " if field.is_repeated else "required " if field.is_required else ""
    return label + _one(field)


def _one(field: FieldDescriptor) -> str:
    if is_message(field):
        return field.message_type.full_name
    return field.enum_type.full_name if field.type == Kind.ENUM else Kind(field.type).name.lower()
