"""Whether a Protobuf schema reads what another wrote, by Confluent's rules (SchemaDiff.java).

The registry takes messages and fields by name and number, not by what could be decoded with luck. Removing a field is
fine; another kind of value, a removed message, another package, fields that became exclusive are not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.protobuf.descriptors import (
    Descriptor,
    FieldDescriptor,
    Kind,
    OneofDescriptor,
    is_map,
    is_message,
    type_words,
)
from workbench.serialization.protobuf.pool import pool_of
from workbench.serialization.schema import Schema

_GROUPS: Final = {
    **dict.fromkeys((Kind.INT32, Kind.INT64, Kind.UINT32, Kind.UINT64, Kind.BOOL, Kind.ENUM), "number"),
    **dict.fromkeys((Kind.SINT32, Kind.SINT64), "signed"),
    **dict.fromkeys((Kind.STRING, Kind.BYTES), "text"),
    **dict.fromkeys((Kind.FIXED32, Kind.SFIXED32), "fixed32"),
    **dict.fromkeys((Kind.FIXED64, Kind.SFIXED64), "fixed64"),
}
"""Scalars that the registry takes for each other (FieldSchemaDiff.java)."""


def incompatibilities(reader: Schema, writer: Schema) -> tuple[Incompatibility, ...]:
    """What keeps `reader` from reading what `writer` wrote, in the order of the writer's file; none when all is well.

    The kinds are the registry's words. Both schemas carry their descriptors. Raises Unserializable where they do not.
    """
    old, new = pool_of(writer.descriptors).files[-1], pool_of(reader.descriptors).files[-1]
    diff = _Diff()
    if old.package != new.package:
        diff.say("PACKAGE_CHANGED", f"the package was {old.package or 'none'} and is {new.package or 'none'}", "")
    diff.messages(old.message_types_by_name.values(), new.message_types_by_name.values())
    diff.finish()
    return tuple(dict.fromkeys(diff.found))


@dataclass(slots=True)
class _Diff:
    found: list[Incompatibility] = field(default_factory=list)
    waiting: deque[tuple[Descriptor, Descriptor]] = field(default_factory=deque)
    broken: dict[tuple[str, str], bool] = field(default_factory=dict)
    imported: list[tuple[FieldDescriptor, tuple[str, str]]] = field(default_factory=list)

    def say(self, kind: str, what: str, path: str) -> None:
        self.found.append(Incompatibility(kind, what, path))

    def messages(self, old: Iterable[Descriptor], new: Iterable[Descriptor]) -> None:
        by_name = {one.name: one for one in new}
        for message in old:
            if message.GetOptions().map_entry:
                continue
            if message.name in by_name:
                self.message(message, by_name[message.name])
            else:
                self.say("MESSAGE_REMOVED", f"the message {message.full_name} is gone", _local(message))

    def message(self, old: Descriptor, new: Descriptor) -> None:
        """Compare them later, once: a schema may have thousands in a row."""
        if (old.full_name, new.full_name) not in self.broken:
            self.broken[old.full_name, new.full_name] = False
            self.waiting.append((old, new))

    def finish(self) -> None:
        """Compare what waits; then name the fields whose imported type is broken."""
        while self.waiting:
            old, new = self.waiting.popleft()
            found = len(self.found)
            self.members(old, new)
            self.broken[old.full_name, new.full_name] = len(self.found) > found
        for shown, types in self.imported:
            if self.broken[types]:
                self.say("FIELD_NAMED_TYPE_CHANGED", f"{type_words(shown)} of {_named(shown)} changed", _path(shown))

    def members(self, old: Descriptor, new: Descriptor) -> None:
        for oneof in _oneofs(new):
            self.exclusive(old, new, oneof)
        deleted = _deleted(old, new)
        for number in sorted({one.number for one in (*old.fields, *new.fields)}):
            self.member(old.fields_by_number.get(number), new.fields_by_number.get(number), deleted)
        self.messages(old.nested_types, new.nested_types)

    def exclusive(self, old: Descriptor, new: Descriptor, oneof: OneofDescriptor) -> None:
        """Fields that could be set together, and in this oneof no longer can."""
        before = [old.fields_by_number[one.number] for one in oneof.fields if one.number in old.fields_by_number]
        free = [one.name for one in before if _oneof(one) is None]
        groups = {held.name for one in before if (held := _oneof(one)) is not None}
        if len(free) + len(groups) < 2:
            return
        path = f"{_local(new)}.{oneof.name}"
        what = f"{', '.join(one.name for one in before)} could be set together and are now one of {oneof.name}"
        self.say("MULTIPLE_FIELDS_MOVED_TO_ONEOF" if len(free) > 1 else "FIELD_MOVED_TO_EXISTING_ONEOF", what, path)

    def member(self, old: FieldDescriptor | None, new: FieldDescriptor | None, deleted: set[str]) -> None:
        if old is None:
            if new is not None and new.is_required:
                self.say("REQUIRED_FIELD_ADDED", f"{_named(new)} is new and required", _path(new))
        elif new is not None:
            self.types(old, new, old, new)
        elif (oneof := _oneof(old)) is not None:
            if oneof.name not in deleted:
                self.say("ONEOF_FIELD_REMOVED", f"{_named(old)} of the oneof {oneof.name} is gone", _path(old))
        elif old.is_required:
            self.say("REQUIRED_FIELD_REMOVED", f"{_named(old)} was required and is gone", _path(old))

    def types(
        self, old: FieldDescriptor, new: FieldDescriptor, shown_old: FieldDescriptor, shown: FieldDescriptor
    ) -> None:
        """Compare two types; the shown fields are those that a person knows, around a map's key and value."""
        changed = f"{_named(shown)} was {type_words(shown_old)} and is {type_words(shown)}"
        if (is_map(old), is_message(old)) != (is_map(new), is_message(new)):
            self.say("FIELD_KIND_CHANGED", changed, _path(shown))
        elif is_map(old):
            one, other = old.message_type.fields_by_name, new.message_type.fields_by_name
            self.types(one["key"], other["key"], shown_old, shown)
            self.types(one["value"], other["value"], shown_old, shown)
        elif not is_message(old):
            if _GROUPS.get(Kind(old.type), old.type) != _GROUPS.get(Kind(new.type), new.type):
                self.say("FIELD_SCALAR_KIND_CHANGED", changed, _path(shown))
            elif old is shown_old and _label_matters(old, new):
                self.say("FIELD_NUMERIC_LABEL_CHANGED", changed, _path(shown))
        elif _local(old.message_type) != _local(new.message_type):
            self.say("FIELD_NAMED_TYPE_CHANGED", changed, _path(shown))
        else:
            self.message(old.message_type, new.message_type)
            if new.message_type.file.name != shown.containing_type.file.name:
                self.imported.append((shown, (old.message_type.full_name, new.message_type.full_name)))


def _local(message: Descriptor) -> str:
    """The name without the package, which has a sentence of its own."""
    package = message.file.package
    return message.full_name.removeprefix(f"{package}.") if package else message.full_name


def _path(member: FieldDescriptor) -> str:
    return f"{_local(member.containing_type)}.{member.name}"


def _named(member: FieldDescriptor) -> str:
    return f"{member.name} (field {member.number})"


def _oneof(member: FieldDescriptor) -> OneofDescriptor | None:
    """The oneof that a person wrote: proto3's `optional` makes one for itself alone."""
    oneof = member.containing_oneof
    if oneof is None or (len(oneof.fields) == 1 and oneof.name == f"_{member.name}"):
        return None
    return oneof


def _deleted(old: Descriptor, new: Descriptor) -> set[str]:
    """Oneofs that vanished with all their members, which is fine."""
    staying = {oneof.name for oneof in _oneofs(new)}
    gone = (one for one in _oneofs(old) if one.name not in staying)
    return {one.name for one in gone if not any(field.number in new.fields_by_number for field in one.fields)}


def _label_matters(old: FieldDescriptor, new: FieldDescriptor) -> bool:
    """Whether the two labels, both written out, differ, and the type is one where that matters: a number."""
    labels = {_label(old), _label(new)}
    return len(labels) == 2 and "" not in labels and _GROUPS.get(Kind(old.type)) != "text"


def _label(member: FieldDescriptor) -> str:
    """The label as it is written; proto3 leaves it out for a field without presence, as every oneof does."""
    if member.is_repeated or member.is_required:
        return "repeated" if member.is_repeated else "required"
    return "optional" if member.has_presence and _oneof(member) is None else ""


def _oneofs(message: Descriptor) -> Iterator[OneofDescriptor]:
    return (one for one in message.oneofs if _oneof(one.fields[0]) is not None)
