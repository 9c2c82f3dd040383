"""A JSON text to a message, exactly: every mistake with path and place, and notes on what arrives otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.json_tree import Node, Number, child_path, tree
from workbench.serialization.listing import listed
from workbench.serialization.protobuf.descriptors import (
    Descriptor,
    FieldDescriptor,
    Kind,
    Message,
    is_map,
    is_message,
    type_words,
)
from workbench.serialization.protobuf.pool import Pool, descriptor_of, new_message, set_present
from workbench.serialization.protobuf.scalars import Refused, lost, map_key, scalar
from workbench.serialization.protobuf.well_known import NULL_VALUE, VALUE, WELL_KNOWN
from workbench.serialization.serializer import Note
from workbench.serialization.tagged_json import BASE64, HEX, plain


@dataclass(slots=True)
class Reading:
    """One text on its way into a message: what was found wrong so far, and what is worth a note."""

    text: str
    pool: Pool
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _fields: dict[str, dict[str, FieldDescriptor]] = field(default_factory=dict)

    def refuse(self, at: int, path: str, what: str, valid: str = "") -> None:
        self.problems.append((at, Problem(what, valid, path=path)))

    def note(self, what: str, path: str, is_warning: bool = False) -> None:
        self.notes.append(Note(what, path, is_warning))

    def message(self, into: Message, node: Node, path: str) -> None:
        """Fill a message, well-known or not, from its JSON."""
        special = WELL_KNOWN.get(descriptor_of(into).full_name)
        if special is not None:
            special(self, into, node, path)
        else:
            self.members(into, node, path)

    def members(self, into: Message, node: Node, path: str, without: str = "") -> None:
        """Fill an ordinary message from an object; the member `without` is not a field."""
        descriptor = descriptor_of(into)
        if not node.is_object:
            valid = f"{{ … }}, a {descriptor.full_name}"
            self.refuse(node.start, path, f"{_article(node.kind)} stands where an object belongs", valid)
            return
        given: dict[int, str] = {}
        oneofs: dict[str, str] = {}
        for name, member in node.members.items():
            if name == without:
                continue
            at, inner = node.names[name], child_path(path, name)
            found = self._field(descriptor, name)
            if found is None:
                self.refuse(at, inner, f"{descriptor.full_name} has no field {quoted(name)}", _near(descriptor, name))
            elif found.number in given:
                self.refuse(at, inner, f"the field is given already, as {quoted(given[found.number])}", "it once")
            elif not _is_absent(found, member):
                given[found.number] = name
                self._one_of(oneofs, found, at, inner)
                self._fill(into, found, member, inner)
        for needed in descriptor.fields:
            if needed.is_required and needed.number not in given:
                self.refuse(node.start, child_path(path, needed.name), "the field is required", type_words(needed))

    def _one_of(self, oneofs: dict[str, str], found: FieldDescriptor, at: int, path: str) -> None:
        oneof = found.containing_oneof
        if oneof is None:
            return
        other = oneofs.setdefault(oneof.name, found.name)
        if other != found.name:
            self.refuse(at, path, f"{other} is given too, and both are of the oneof {oneof.name}", "one of the two")

    def _field(self, descriptor: Descriptor, name: str) -> FieldDescriptor | None:
        if name.startswith("[") and name.endswith("]"):
            try:
                extension = self.pool.finder.FindExtensionByName(name[1:-1])
            except KeyError:
                return None
            return extension if extension.containing_type.full_name == descriptor.full_name else None
        known = self._fields.get(descriptor.full_name)
        if known is None:
            known = self._fields[descriptor.full_name] = fields_by_any_name(descriptor)
        return known.get(name)

    def _fill(self, into: Message, found: FieldDescriptor, node: Node, path: str) -> None:
        if is_map(found):
            self._map(into, found, node, path)
        elif found.is_repeated:
            self._repeated(into, found, node, path)
        elif is_message(found):
            held = _held(into, found)
            set_present(held)
            self.message(held, node, path)
        else:
            for value in self.plain(found, node, path):
                _put(into, found, value)

    def _repeated(self, into: Message, found: FieldDescriptor, node: Node, path: str) -> None:
        if not node.is_array:
            what = f"{_article(node.kind)} stands where an array belongs"
            self.refuse(node.start, path, what, f"[ … ], {type_words(found)}")
            return
        held = _held(into, found)
        for index, item in enumerate(node.items):
            inner = child_path(path, index)
            if is_message(found):
                self.message(held.add(), item, inner)
            else:
                held.extend(self.plain(found, item, inner))

    def _map(self, into: Message, found: FieldDescriptor, node: Node, path: str) -> None:
        if not node.is_object:
            what = f"{_article(node.kind)} stands where an object belongs"
            self.refuse(node.start, path, what, f"{{ … }}, {type_words(found)}")
            return
        entry = found.message_type.fields_by_name
        held = _held(into, found)
        for name, member in node.members.items():
            inner = child_path(path, name)
            try:
                key = map_key(entry["key"], name)
            except Refused as refused:
                self.refuse(node.names[name], inner, refused.what, refused.valid)
                continue
            if is_message(entry["value"]):
                self.message(held[key], member, inner)
                continue
            for value in self.plain(entry["value"], member, inner):
                held[key] = value

    def plain(self, found: FieldDescriptor, node: Node, path: str) -> Iterator[object]:
        """The scalar, or nothing and a problem."""
        if found.type == Kind.ENUM and found.enum_type.full_name == NULL_VALUE and node.kind == "null":
            yield 0
            return
        if found.type == Kind.BYTES and (node.is_object or node.is_array):
            yield from self._octets(node, path)
            return
        if node.is_object or node.is_array:
            what = f"{_article(node.kind)} stands where one value belongs"
            self.refuse(node.start, path, what, type_words(found).removeprefix("repeated "))
            return
        try:
            value = scalar(found, node.value)
        except Refused as refused:
            self.refuse(node.start, path, refused.what, refused.valid)
            return
        if words := lost(node.value, value):
            self.note(words, path, is_warning=True)
        if isinstance(node.value, Number) and found.type == Kind.ENUM:
            symbols = found.enum_type.values_by_number
            named = symbols[value].name if isinstance(value, int) and value in symbols else "without a name in the enum"
            self.note(f"{value} is {named}", path)
        yield value

    def _octets(self, node: Node, path: str) -> Iterator[bytes]:
        """Bytes that say how they are written, as Avro and Thrift take them."""
        try:
            data = plain(self.text[node.start : node.end]) if node.is_object else None
        except Unserializable as error:
            for problem in error.problems:
                self.refuse(node.start, path, problem.what, problem.valid)
            return
        if isinstance(data, bytes):
            yield data
        else:
            valid = f'base64 such as "AQID", {{"{HEX}": "010203"}} or {{"{BASE64}": "AQID"}}'
            self.refuse(node.start, path, f"{_article(node.kind)} stands where bytes belong", valid)


def read(text: str, pool: Pool, descriptor: Descriptor) -> tuple[Message, tuple[Note, ...]]:
    """The message that the text describes. Raises Unserializable with every problem."""
    reading = Reading(text, pool)
    message = new_message(descriptor)
    try:
        reading.message(message, tree(text), "")
    except RecursionError:
        raise Unserializable(Problem("the JSON is nested too deeply", "fewer { and [ inside each other")) from None
    if reading.problems:
        raise Unserializable(*_placed(text, reading.problems))
    return message, tuple(reading.notes)


def _placed(text: str, problems: list[tuple[int, Problem]]) -> Iterator[Problem]:
    """In the order of the text, with line and column; one pass over it however many there are."""
    line, counted = 1, 0
    for at, problem in sorted(problems, key=lambda one: one[0]):
        line += text.count("\n", counted, at)
        counted = at
        yield replace(problem, line=line, column=at - text.rfind("\n", 0, at))


def fields_by_any_name(descriptor: Descriptor) -> dict[str, FieldDescriptor]:
    """Each field by the .proto's spelling and by JSON's."""
    by_name = {one.json_name: one for one in descriptor.fields}
    return by_name | {one.name: one for one in descriptor.fields}


def _is_absent(found: FieldDescriptor, node: Node) -> bool:
    """null leaves a field unset, but for the two types that have a null of their own."""
    if node.kind != "null" or is_map(found) or found.is_repeated:
        return node.kind == "null"
    if is_message(found):
        return found.message_type.full_name != VALUE
    return not (found.type == Kind.ENUM and found.enum_type.full_name == NULL_VALUE)


def _near(descriptor: Descriptor, name: str) -> str:
    return listed([one.name for one in descriptor.fields], name) or "{}, it has no fields"


def _article(kind: str) -> str:
    return kind if kind == "null" else f"an {kind}" if kind[0] in "ao" else f"a {kind}"


def _held(into: Message, found: FieldDescriptor) -> Any:
    """The message, the list or the map that the field holds."""
    return into.Extensions[found] if found.is_extension else getattr(into, found.name)


def _put(into: Message, found: FieldDescriptor, value: object) -> None:
    if found.is_extension:
        into.Extensions[found] = value
    else:
        setattr(into, found.name, value)
