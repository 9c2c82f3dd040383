"""Lists, sets and maps."""

from __future__ import annotations

import json
from dataclasses import dataclass

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.json_tree import Node, Plain, child_path
from workbench.serialization.thrift import protocol
from workbench.serialization.thrift.protocol import NAMES, Decoding, Encoding
from workbench.serialization.thrift.structs import FULL, ends
from workbench.serialization.thrift.types import Type


@dataclass(frozen=True, slots=True)
class Items:
    """list and set."""

    item: Type
    is_set: bool = False
    is_name: bool = False

    @property
    def code(self) -> int:
        """Of a list or a set."""
        return protocol.SET if self.is_set else protocol.LIST

    @property
    def name(self) -> str:
        """`list<i32>`."""
        return f"{NAMES[self.code]}<{self.item.name}>"

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """Type and count, then every item; a set has each once."""
        if not node.is_array:
            return encoding.refuse(node, path, f"this is a JSON {node.kind}, not an array", "[ … ]")
        found = encoding.protocol.items(self.item.code, len(node.items))
        if encoding.deeper(node, path):
            found += self._items(encoding, node, path)
        encoding.depth -= 1
        return found

    def _items(self, encoding: Encoding, node: Node, path: str) -> bytes:
        items: dict[bytes, int] = {}
        found = bytearray()
        for index, one in enumerate(node.items):
            where = child_path(path, index)
            data = _not_null(encoding, self.item, one, where)
            if self.is_set and data and data in items:
                encoding.refuse(one, where, f"the set has this already, at {items[data]}", "each item once")
            items.setdefault(data, index)
            found += data
        return bytes(found)

    def read(self, decoding: Decoding, path: str) -> list[object]:
        """Every item; what a set has twice once."""
        decoding.deeper(path)
        code, count = decoding.protocol.read_items(decoding, path)
        decoding.check_count(count, path)
        _check_type(code, self.item, count, path)
        found = [self.item.read(decoding, child_path(path, index)) for index in range(count)]
        decoding.depth -= 1
        return list({json.dumps(one): one for one in found}.values()) if self.is_set else found

    def key(self, name: str) -> Plain:
        """Never asked for."""
        return name

    def sample(self, seed: int, depth: int) -> list[object]:
        """Two where a value ends and things are not too deep; two that differ for a set."""
        if depth >= len(FULL) or not ends(self.item):
            return []
        found = [self.item.sample(seed + place, depth + 1) for place in range(2)]
        return found[:1] if found[0] == found[1] else found


@dataclass(frozen=True, slots=True)
class Pairs:
    """map: a JSON object where the keys can be names, else an array of pairs."""

    key_type: Type
    value_type: Type
    code: int = protocol.MAP
    is_name: bool = False

    @property
    def name(self) -> str:
        """`map<string,i32>`."""
        return f"map<{self.key_type.name},{self.value_type.name}>"

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """Types and count, then every pair; each key once."""
        pairs = self._pairs(encoding, node, path)
        found = encoding.protocol.pairs(self.key_type.code, self.value_type.code, len(pairs))
        if encoding.deeper(node, path):
            found += self._written(encoding, pairs)
        encoding.depth -= 1
        return found

    def _written(self, encoding: Encoding, pairs: list[tuple[Node, Node, str]]) -> bytes:
        keys: set[bytes] = set()
        found = bytearray()
        for key, value, where in pairs:
            data = _not_null(encoding, self.key_type, key, where)
            if data and data in keys:
                encoding.refuse(key, where, "the map has this key already", "each key once")
            keys.add(data)
            found += data + _not_null(encoding, self.value_type, value, where)
        return bytes(found)

    def _pairs(self, encoding: Encoding, node: Node, path: str) -> list[tuple[Node, Node, str]]:
        if node.is_object and self.key_type.is_name:
            return [
                (_named(node.names[name], self.key_type.key(name)), value, child_path(path, name))
                for name, value in node.members.items()
            ]
        found: list[tuple[Node, Node, str]] = []
        if not node.is_array:
            valid = "an object" if self.key_type.is_name else "an array of pairs: [[key, value], …]"
            encoding.refuse(node, path, f"a JSON {node.kind} is no {self.name}", valid)
        for index, pair in enumerate(node.items):
            if len(pair.items) == 2:
                found.append((pair.items[0], pair.items[1], child_path(path, index)))
            else:
                encoding.refuse(pair, child_path(path, index), "this is no pair", "[key, value]")
        return found

    def read(self, decoding: Decoding, path: str) -> object:
        """An object, or an array of pairs."""
        decoding.deeper(path)
        key, value, count = decoding.protocol.read_pairs(decoding, path)
        decoding.check_count(count, path)
        _check_type(key, self.key_type, count, path)
        _check_type(value, self.value_type, count, path)
        pairs: list[list[object]] = []
        for index in range(count):
            found = self.key_type.read(decoding, child_path(path, index))
            step = found if isinstance(found, str) and self.key_type.is_name else index
            pairs.append([found, self.value_type.read(decoding, child_path(path, step))])
        decoding.depth -= 1
        if not self.key_type.is_name:
            return list({json.dumps(one[0]): one for one in pairs}.values())
        return {key if isinstance(key, str) else json.dumps(key): value for key, value in pairs}

    def key(self, name: str) -> Plain:
        """Never asked for."""
        return name

    def sample(self, seed: int, depth: int) -> object:
        """One pair."""
        if depth >= len(FULL) or not (ends(self.key_type) and ends(self.value_type)):
            return {} if self.key_type.is_name else []
        key, value = self.key_type.sample(seed, depth + 1), self.value_type.sample(seed, depth + 1)
        if not self.key_type.is_name:
            return [[key, value]]
        return {key if isinstance(key, str) else json.dumps(key): value}


def _not_null(encoding: Encoding, kind: Type, node: Node, path: str) -> bytes:
    if node.kind == "null":
        return encoding.refuse(node, path, "null cannot stand in a list, a set or a map", kind.name)
    return kind.write(encoding, node, path)


def _named(start: int, value: Plain) -> Node:
    """The node of an object's name."""
    return Node(start, start, value, (), {}, {})


def _check_type(code: int, kind: Type, count: int, path: str) -> None:
    if count and code != kind.code:
        found = NAMES.get(code, f"type {code & 0xFF}")
        raise Unserializable(Problem(f"the bytes have {found} here, and the schema has {kind.name}", path=path))
