"""A file's descriptor as .proto text: some clients (confluent-kafka's) register the descriptor, others read text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from google.protobuf import descriptor_pb2 as pb
    from google.protobuf.message import Message

_SCALARS: Final = {
    1: "double", 2: "float", 3: "int64", 4: "uint64", 5: "int32", 6: "fixed64", 7: "fixed32", 8: "bool", 9: "string",
    12: "bytes", 13: "uint32", 15: "sfixed32", 16: "sfixed64", 17: "sint32", 18: "sint64",
}  # fmt: skip
_STRING, _GROUP, _MESSAGE, _BYTES, _ENUM = 9, 10, 11, 12, 14
_LABELS: Final = {1: "optional ", 2: "required ", 3: "repeated "}
_HIGHEST: Final = 1 << 29
"""One more than the highest field number: `max` in a range."""


def proto_text(data: bytes) -> str:
    """The text of a serialized FileDescriptorProto. Raises ValueError where it is none.

    Custom options are left out: their definitions are in other files.
    """
    from google.protobuf import descriptor_pb2
    from google.protobuf.message import DecodeError

    try:
        file = descriptor_pb2.FileDescriptorProto.FromString(data)
    except DecodeError as error:
        raise ValueError("no FileDescriptorProto") from error
    if not (file.name or file.message_type or file.enum_type):
        raise ValueError("an empty FileDescriptorProto")
    return "\n".join(_file(file)) + "\n"


def without_spelling(data: bytes) -> bytes:
    """A serialized FileDescriptorProto without its name, comments and the JSON names that follow from the fields' own.

    Two texts of one schema give the same bytes.
    """
    from google.protobuf import descriptor_pb2

    file = descriptor_pb2.FileDescriptorProto.FromString(data)
    file.ClearField("name")
    file.ClearField("source_code_info")
    for message in _every_message(file.message_type):
        for field in message.field:
            if field.json_name == camel(field.name):
                field.ClearField("json_name")
    bare: bytes = file.SerializeToString(deterministic=True)
    return bare


def _every_message(messages: Iterable[pb.DescriptorProto]) -> Iterator[pb.DescriptorProto]:
    for message in messages:
        yield message
        yield from _every_message(message.nested_type)


def _file(file: pb.FileDescriptorProto) -> Iterator[str]:
    syntax = file.syntax or "proto2"
    yield f'edition = "{_edition(file)}";' if syntax == "editions" else f'syntax = "{syntax}";'
    if file.package:
        yield f"package {file.package};"
    yield ""
    public, weak = set(file.public_dependency), set(file.weak_dependency)
    for index, name in enumerate(file.dependency):
        yield f'import {"public " if index in public else "weak " if index in weak else ""}"{name}";'
    for option in _options(file.options):
        yield f"option {option};"
    for enum in file.enum_type:
        yield from _enum(enum, "")
    for message in file.message_type:
        yield from _message(message, "", syntax)
    yield from _extensions(file.extension, "", syntax)
    for service in file.service:
        yield from _service(service)


def _edition(file: pb.FileDescriptorProto) -> str:
    from google.protobuf import descriptor_pb2

    return str(descriptor_pb2.Edition.Name(file.edition)).removeprefix("EDITION_")


def _message(message: pb.DescriptorProto, pad: str, syntax: str, head: str = "") -> Iterator[str]:
    """Nested types stand where they are found again: a group's and a map's with their fields, the others in order."""
    yield f"{pad}{head or f'message {message.name}'} {{"
    inner = pad + "  "
    for option in _options(message.options, leaving_out=("map_entry",)):
        yield f"{inner}option {option};"
    entries = {nested.name: nested for nested in message.nested_type if nested.options.map_entry}
    groups = {field.type_name.rpartition(".")[2] for field in message.field if field.type == _GROUP}
    for enum in message.enum_type:
        yield from _enum(enum, inner)
    yield from _fields_and_types(message, entries, groups, inner, syntax)
    yield from _extensions(message.extension, inner, syntax)
    for extension in message.extension_range:
        yield f"{inner}extensions {_range(extension.start, extension.end - 1, _HIGHEST - 1)};"
    ranges = (_range(reserved.start, reserved.end - 1, _HIGHEST - 1) for reserved in message.reserved_range)
    yield from _reserved(list(ranges), list(message.reserved_name), inner)
    yield f"{pad}}}"


def _fields_and_types(
    message: pb.DescriptorProto, entries: dict[str, pb.DescriptorProto], groups: set[str], pad: str, syntax: str
) -> Iterator[str]:
    """Fields and nested types so interleaved that every nested type keeps its index, the entries of maps among them."""
    fields = list(_with_oneofs(message))
    for nested in message.nested_type:
        if nested.name in entries or nested.name in groups:
            while fields and not _makes(fields[0], nested.name):
                yield from _printed(fields.pop(0), message, entries, pad, syntax)
            if fields:
                yield from _printed(fields.pop(0), message, entries, pad, syntax)
        else:
            yield from _message(nested, pad, syntax)
    for group in fields:
        yield from _printed(group, message, entries, pad, syntax)


def _with_oneofs(message: pb.DescriptorProto) -> Iterator[list[pb.FieldDescriptorProto]]:
    """The fields in order; those of one oneof together, where its first stands."""
    done: set[int] = set()
    for field in message.field:
        if not field.HasField("oneof_index") or field.proto3_optional:
            yield [field]
        elif field.oneof_index not in done:
            done.add(field.oneof_index)
            yield [each for each in message.field if _is_of(each, field.oneof_index)]


def _is_of(field: pb.FieldDescriptorProto, oneof: int) -> bool:
    return field.HasField("oneof_index") and not field.proto3_optional and field.oneof_index == oneof


def _makes(fields: list[pb.FieldDescriptorProto], nested: str) -> bool:
    return any(field.type_name.endswith(f".{nested}") for field in fields)


def _printed(
    fields: list[pb.FieldDescriptorProto],
    message: pb.DescriptorProto,
    entries: dict[str, pb.DescriptorProto],
    pad: str,
    syntax: str,
) -> Iterator[str]:
    nested = {each.name: each for each in message.nested_type}
    first = fields[0]
    if not first.HasField("oneof_index") or first.proto3_optional:
        yield from _field(first, entries, nested, pad, syntax, _label(first, entries, syntax))
        return
    yield f"{pad}oneof {message.oneof_decl[first.oneof_index].name} {{"
    for field in fields:
        yield from _field(field, entries, nested, pad + "  ", syntax, "")
    yield f"{pad}}}"


def _label(field: pb.FieldDescriptorProto, entries: dict[str, pb.DescriptorProto], syntax: str) -> str:
    if field.label == 3:
        return "" if field.type_name.rpartition(".")[2] in entries else "repeated "
    return _LABELS[field.label] if syntax == "proto2" or field.proto3_optional else ""


def _field(
    field: pb.FieldDescriptorProto,
    entries: dict[str, pb.DescriptorProto],
    nested: dict[str, pb.DescriptorProto],
    pad: str,
    syntax: str,
    label: str,
) -> Iterator[str]:
    last = field.type_name.rpartition(".")[2]
    tail = _tail([*_default(field), *_options(field.options)])
    if field.type == _GROUP and last in nested:
        yield from _message(nested[last], pad, syntax, f"{label}group {last} = {field.number}{tail}")
        return
    kind = _type(field)
    if field.type == _MESSAGE and last in entries:
        key, value = entries[last].field
        kind = f"map<{_type(key)}, {_type(value)}>"
    yield f"{pad}{label}{kind} {field.name} = {field.number}{tail};"


def _tail(options: list[str]) -> str:
    return f" [{', '.join(options)}]" if options else ""


def _type(field: pb.FieldDescriptorProto) -> str:
    return _SCALARS.get(field.type) or field.type_name


def _default(field: pb.FieldDescriptorProto) -> Iterator[str]:
    if field.HasField("default_value"):
        text = field.default_value
        if field.type == _STRING:
            text = json.dumps(text, ensure_ascii=False)
        elif field.type == _BYTES:
            text = f'"{text}"'  # escaped in the descriptor already
        yield f"default = {text}"
    if field.HasField("json_name") and field.json_name != camel(field.name):
        yield f"json_name = {json.dumps(field.json_name)}"


def camel(name: str) -> str:
    """The JSON name that protoc gives a field: letters after an underscore become capitals, underscores go."""
    words = name.split("_")
    return words[0] + "".join(word[:1].upper() + word[1:] for word in words[1:])


def _enum(enum: pb.EnumDescriptorProto, pad: str) -> Iterator[str]:
    yield f"{pad}enum {enum.name} {{"
    for option in _options(enum.options):
        yield f"{pad}  option {option};"
    for value in enum.value:
        yield f"{pad}  {value.name} = {value.number}{_tail(list(_options(value.options)))};"
    ranges = [_range(reserved.start, reserved.end, (1 << 31) - 1) for reserved in enum.reserved_range]
    yield from _reserved(ranges, list(enum.reserved_name), pad + "  ")
    yield f"{pad}}}"


def _service(service: pb.ServiceDescriptorProto) -> Iterator[str]:
    yield f"service {service.name} {{"
    for method in service.method:
        asked = f"{'stream ' if method.client_streaming else ''}{method.input_type}"
        answered = f"{'stream ' if method.server_streaming else ''}{method.output_type}"
        yield f"  rpc {method.name} ({asked}) returns ({answered});"
    yield "}"


def _extensions(fields: Iterable[pb.FieldDescriptorProto], pad: str, syntax: str) -> Iterator[str]:
    for field in fields:
        yield f"{pad}extend {field.extendee} {{"
        yield from _field(field, {}, {}, pad + "  ", syntax, _label(field, {}, syntax))
        yield f"{pad}}}"


def _range(start: int, end: int, highest: int) -> str:
    if start == end:
        return str(start)
    return f"{start} to {'max' if end >= highest else end}"


def _reserved(ranges: list[str], names: list[str], pad: str) -> Iterator[str]:
    if ranges:
        yield f"{pad}reserved {', '.join(ranges)};"
    if names:
        yield f"{pad}reserved {', '.join(json.dumps(name) for name in names)};"


def _options(options: Message, leaving_out: tuple[str, ...] = ()) -> Iterator[str]:
    """The options that Protobuf itself has, of one word each."""
    for field, value in options.ListFields():
        if field.is_extension or field.is_repeated or field.message_type is not None or field.name in leaving_out:
            continue
        if field.enum_type is not None:
            yield f"{field.name} = {field.enum_type.values_by_number[value].name}"
        else:
            yield f"{field.name} = {json.dumps(value)}"
