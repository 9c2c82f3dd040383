"""Structs, exceptions and unions: fields by their numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.json_tree import Node, Plain, child_path, tree
from workbench.serialization.listing import listed
from workbench.serialization.thrift import protocol
from workbench.serialization.thrift.protocol import Decoding, Encoding
from workbench.serialization.thrift.skipping import skip
from workbench.serialization.thrift.types import Type

MOST_LEAST: Final = 1_000
"""Fields of the smallest value of a struct; with more it has no sample."""

FULL: Final = (50, 10, 5)
"""Fields that are not required and filled in all the same in a sample, by depth."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a struct. `default` is the text of its default in JSON, empty for none."""

    id: int
    name: str
    type: Type
    need: Literal["", "required", "optional"] = ""
    default: str = ""
    doc: str = ""


@dataclass(slots=True, eq=False)
class Struct:
    """A struct, an exception, or a union. The fields come once all names are known: a struct may hold itself.

    `least` is how many fields its smallest value has, its own and those inside; None where there is none that ends.
    """

    name: str
    kind: str
    doc: str = ""
    fields: tuple[Field, ...] = ()
    least: int | None = None
    code: int = field(default=protocol.STRUCT, init=False)
    is_name: bool = field(default=False, init=False)

    @property
    def is_union(self) -> bool:
        """Whether exactly one field is set."""
        return self.kind == "union"

    def field_of(self, name: object) -> Field | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """The fields by their ids, as Thrift's compilers order them."""
        if not node.is_object:
            return encoding.refuse(
                node, path, f"this is a JSON {node.kind}, not an object", f"the fields of {self.name}"
            )
        found = b""
        if encoding.deeper(node, path):
            self._refuse_unknown(encoding, node, path)
            if self.is_union:
                self._refuse_many(encoding, node, path)
            self._note_unset(encoding, node, path)
            found = self._fields(encoding, node, path)
        encoding.depth -= 1
        return found

    def _fields(self, encoding: Encoding, node: Node, path: str) -> bytes:
        found, before = bytearray(), 0
        for one in sorted(self.fields, key=lambda one: one.id):
            if value := self._value(encoding, node, one, child_path(path, one.name)):
                found += encoding.protocol.field(before, one.id, one.type.code, value)
                before = one.id
        return bytes(found) + b"\0"

    def _refuse_unknown(self, encoding: Encoding, node: Node, path: str) -> None:
        names = [one.name for one in self.fields]
        for name in node.members:
            if name not in names:
                what = f"{self.name} has no field {quoted(name)}"
                encoding.refuse_at(
                    node.names[name], child_path(path, name), what, listed(names, name) or "{}, it has no fields"
                )

    def _note_unset(self, encoding: Encoding, node: Node, path: str) -> None:
        """Java's classes have no null for numbers and booleans, and write their zeros."""
        unset = [one.name for one in self.fields if not one.need and not one.default and one.name not in node.members]
        plain = [name for name in unset if (one := self.field_of(name)) and one.type.code not in _OBJECTS]
        if plain and not self.is_union:
            what = f"not set and not written: {', '.join(plain)[:_LONGEST]}; Thrift's classes for Java write zero there"
            encoding.note(path, what)

    def _refuse_many(self, encoding: Encoding, node: Node, path: str) -> None:
        count = sum(node.members[name].kind != "null" for name in node.members)
        if count != 1:
            what = f"{count} fields of the union {self.name} are set" if count else f"no field of {self.name} is set"
            encoding.refuse(node, path, what, f"exactly one of {', '.join(one.name for one in self.fields)}")

    def _value(self, encoding: Encoding, node: Node, one: Field, path: str) -> bytes:
        """The field's bytes; none where it is not set, or wrong: every value has one at least."""
        given = node.members.get(one.name)
        if given is not None and given.kind != "null":
            return one.type.write(encoding, given, path)
        if given is not None and one.need == "required":
            encoding.refuse(given, path, "the field is required and cannot be null", one.type.name)
        elif given is None and one.default and not self.is_union:
            encoding.note(path, f"the default {one.default[:60]} is filled in")
            return one.type.write(encoding.of(one.default), tree(one.default), path)
        elif one.need == "required":
            encoding.refuse(node, path, f"the required field {quoted(one.name)} is missing", one.type.name)
        return b""

    def read(self, decoding: Decoding, path: str) -> dict[str, object]:
        """The fields that are there, in the order of the bytes; those that the schema lacks are passed over."""
        decoding.deeper(path)
        found: dict[str, object] = {}
        before = 0
        by_id = {one.id: one for one in self.fields}
        while True:
            at = len(decoding.spans)
            head = decoding.protocol.read_field(decoding, before, path)
            if head is None:
                break
            before, one = head.id, by_id.get(head.id)
            where = child_path(path, one.name) if one else path
            decoding.place(at, where)
            if one is None or one.type.code != head.code:
                skip(decoding, head, where)
            elif head.truth is not None:
                found[one.name] = head.truth
            else:
                found[one.name] = one.type.read(decoding, where)
        decoding.depth -= 1
        self._check(found, path)
        return found

    def _check(self, found: dict[str, object], path: str) -> None:
        missing = [one.name for one in self.fields if one.need == "required" and one.name not in found]
        if missing:
            what = f"the required field {quoted(missing[0])} is not in the bytes"
            raise Unserializable(Problem(what, path=child_path(path, missing[0])))
        if self.is_union and len(found) != 1:
            raise Unserializable(Problem(f"{len(found)} fields of the union {self.name} are in the bytes", path=path))

    def key(self, name: str) -> Plain:
        """Never asked for."""
        return name

    def sample(self, seed: int, depth: int) -> dict[str, object]:
        """Every field; from some depth on only what is required. Raises Unserializable: it needs itself."""
        if self.least is None:
            raise Unserializable(Problem(f"no value of {self.name} ends: it needs itself, or it is far too large"))
        if self.is_union:
            fields = sorted((one for one in self.fields if ends(one.type)), key=lambda one: least(one.type) or 0)
            fields = [fields[seed % len(fields) if depth < len(FULL) else 0]]
        else:
            most = FULL[depth] if depth < len(FULL) else 0
            needed = [one.name for one in self.fields if one.need == "required"]
            others = [one.name for one in self.fields if one.name not in needed and ends(one.type)][:most]
            fields = [one for one in self.fields if one.name in needed or one.name in others]
        return {one.name: one.type.sample(seed + place, depth + 1) for place, one in enumerate(fields)}


_LONGEST: Final = 80
_OBJECTS: Final = (protocol.STRING, protocol.STRUCT, protocol.LIST, protocol.SET, protocol.MAP, protocol.UUID)


def least(kind: Type) -> int | None:
    """How many fields the smallest value has; None for a struct of which none is known yet."""
    return kind.least if isinstance(kind, Struct) else 0


def ends(kind: Type) -> bool:
    """Whether it has a value that ends."""
    return least(kind) is not None
