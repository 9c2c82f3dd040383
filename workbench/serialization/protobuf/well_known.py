"""Google's well-known types, which have a JSON of their own: moments, wrappers, Struct, Any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from workbench.records.escape import quoted
from workbench.serialization.json_tree import Node, child_path
from workbench.serialization.protobuf.descriptors import Message
from workbench.serialization.protobuf.moments import duration, field_mask, timestamp
from workbench.serialization.protobuf.pool import descriptor_of, message_names, new_message, serialized
from workbench.serialization.protobuf.scalars import Refused, floating, lost, text

if TYPE_CHECKING:
    from workbench.serialization.protobuf.reading import Reading

VALUE: Final = "google.protobuf.Value"
NULL_VALUE: Final = "google.protobuf.NullValue"
ANY: Final = "google.protobuf.Any"
_ANY_VALID: Final = '{"@type": "type.googleapis.com/shop.Order", and the fields of that message}'


def _as_text(set_fields: Callable[[Any, str], None], valid: str) -> Callable[[Reading, Any, Node, str], None]:
    """For types whose JSON is one text."""

    def fill(reading: Reading, into: Any, node: Node, path: str) -> None:
        if not isinstance(node.value, str):
            reading.refuse(node.start, path, f"{node.kind} is no {into.DESCRIPTOR.name}", valid)
            return
        try:
            set_fields(into, node.value)
        except Refused as refused:
            reading.refuse(node.start, path, refused.what, refused.valid)

    return fill


def _timestamp(into: Any, written: str) -> None:
    into.seconds, into.nanos = timestamp(written)


def _duration(into: Any, written: str) -> None:
    into.seconds, into.nanos = duration(written)


def _field_mask(into: Any, written: str) -> None:
    into.paths.extend(field_mask(written))


def _wrapper(reading: Reading, into: Any, node: Node, path: str) -> None:
    for value in reading.plain(into.DESCRIPTOR.fields_by_name["value"], node, path):
        into.value = value


def _struct(reading: Reading, into: Any, node: Node, path: str) -> None:
    if not node.is_object:
        reading.refuse(node.start, path, f"{node.kind} is no Struct", "an object, { … }")
        return
    for name, member in node.members.items():
        inner = child_path(path, name)
        try:
            _value(reading, into.fields[text(name)], member, inner)
        except Refused as refused:
            reading.refuse(node.names[name], inner, refused.what, refused.valid)


def _list(reading: Reading, into: Any, node: Node, path: str) -> None:
    if not node.is_array:
        reading.refuse(node.start, path, f"{node.kind} is no ListValue", "an array, [ … ]")
        return
    for index, item in enumerate(node.items):
        _value(reading, into.values.add(), item, child_path(path, index))


def _value(reading: Reading, into: Any, node: Node, path: str) -> None:
    if node.is_object:
        into.struct_value.SetInParent()
        _struct(reading, into.struct_value, node, path)
    elif node.is_array:
        into.list_value.SetInParent()
        _list(reading, into.list_value, node, path)
    elif node.value is None:
        into.null_value = 0
    elif isinstance(node.value, bool):
        into.bool_value = node.value
    else:
        _text_or_number(reading, into, node, path)


def _text_or_number(reading: Reading, into: Any, node: Node, path: str) -> None:
    try:
        if isinstance(node.value, str):
            into.string_value = text(node.value)
            return
        number = floating(node.value, is_double=True)
    except Refused as refused:
        reading.refuse(node.start, path, refused.what, refused.valid)
        return
    into.number_value = number
    if words := lost(node.value, number):
        reading.note(words, path, is_warning=True)


def _any(reading: Reading, into: Any, node: Node, path: str) -> None:
    """The message that `@type` names, its fields beside it; a well-known type's JSON stands in `value`."""
    named = node.members.get("@type")
    if not node.is_object or (node.members and (named is None or not isinstance(named.value, str))):
        reading.refuse(node.start, path, "an Any names the type of its message", _ANY_VALID)
        return
    if named is None:
        return
    held = _held_by_any(reading, str(named.value), named, child_path(path, "@type"))
    if held is None:
        return
    if descriptor_of(held).full_name in WELL_KNOWN:
        _well_known_in_any(reading, held, node, path)
    else:
        reading.members(held, node, path, without="@type")
    if not reading.problems:
        into.type_url, into.value = str(named.value), serialized(held)


def _held_by_any(reading: Reading, url: str, node: Node, path: str) -> Message | None:
    prefix, slash, name = url.rpartition("/")
    try:
        if not slash or not prefix:
            raise KeyError(url)
        return new_message(reading.pool.finder.FindMessageTypeByName(name))
    except KeyError:
        names = ", ".join(f"type.googleapis.com/{one}" for one in message_names(reading.pool)[:4])
        reading.refuse(node.start, path, f"{quoted(url, 80)} is no type of the schema", names)
        return None


def _well_known_in_any(reading: Reading, held: Message, node: Node, path: str) -> None:
    for name in node.members:
        if name not in ("@type", "value"):
            valid = f"@type and value, the JSON of {descriptor_of(held).full_name}"
            reading.refuse(node.names[name], child_path(path, name), "there is no such field", valid)
    if "value" not in node.members:
        reading.refuse(node.start, path, "value is missing", f'"value": the JSON of {descriptor_of(held).full_name}')
    else:
        reading.message(held, node.members["value"], child_path(path, "value"))


_WRAPPED: Final = ("Double", "Float", "Int64", "UInt64", "Int32", "UInt32", "Bool", "String", "Bytes")

WELL_KNOWN: Final[Mapping[str, Callable[[Reading, Any, Node, str], None]]] = MappingProxyType(
    {
        "google.protobuf.Timestamp": _as_text(_timestamp, "a moment such as 2026-11-22T12:00:00Z, in quotes"),
        "google.protobuf.Duration": _as_text(_duration, 'seconds such as "1.5s", in quotes'),
        "google.protobuf.FieldMask": _as_text(_field_mask, 'paths such as "userName,address.zip", in quotes'),
        "google.protobuf.Struct": _struct,
        "google.protobuf.ListValue": _list,
        VALUE: _value,
        ANY: _any,
        **{f"google.protobuf.{name}Value": _wrapper for name in _WRAPPED},
    }
)
"""How each is filled from its JSON. Empty is an ordinary message."""
