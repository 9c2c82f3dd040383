"""A .thrift file with every type, and one that it includes."""

from __future__ import annotations

from typing import Any, Final

from workbench.serialization.json_tree import tree
from workbench.serialization.thrift.binary import BinaryProtocol
from workbench.serialization.thrift.protocol import Decoding, Encoding
from workbench.serialization.thrift.serializer import ThriftSerializer
from workbench.serialization.thrift.types import Type

SHARED = 'struct Money { 1: required i64 amount, 2: optional string currency = "EUR" }'
_SHOP = """
enum Status { NEW = 1, PAID = 3 }
typedef i64 Id
// An order of the shop
struct Order {
  /** counts up */
  1: required Id id,
  2: optional Status status = Status.NEW,
  3: list<string> tags,
  4: map<string, %sMoney> prices,
  5: set<i32> numbers,
  6: binary blob,
  7: double ratio,
  8: bool open,
  9: byte small,
  10: i16 little,
  11: optional Order parent,
  12: map<i32, bool> flags,
  13: Way way
  30: list<bool> truths
  400: bool far
}
union Way { 1: string name, 2: i32 number }
exception Refused { 1: string why }
"""
FILES: Final = {"shop.thrift": f'include "shared.thrift"\n{_SHOP % "shared."}', "shared.thrift": SHARED}
ONE_FILE: Final = SHARED + _SHOP % ""
"""The same in one file, for libraries that read includes from disk alone."""

ORDER = """{"id": 9007199254740993, "status": "PAID", "tags": ["a", "한"], "prices": {"x": {"amount": 5}},
"numbers": [1, 2], "blob": {"$base64": "AP8="}, "ratio": 1.5, "open": true, "small": -1, "little": 300,
"parent": {"id": 1}, "flags": {"7": false}, "way": {"number": 3}, "truths": [true, false], "far": false}"""


def thrift(name: str = "Order", protocol: str = "binary") -> ThriftSerializer:
    """The serializer of one of its structs."""
    return ThriftSerializer(FILES, "shop.thrift", name, protocol)


def of(text: str, name: str = "A", protocol: str = "binary") -> ThriftSerializer:
    """The serializer of a struct in a file of its own."""
    return ThriftSerializer({"a.thrift": text}, "a.thrift", name, protocol)


def written(kind: Type, text: str) -> tuple[bytes, list[str]]:
    """A value's bytes in the binary protocol, and what is wrong with it."""
    encoding = Encoding(text, protocol=BinaryProtocol())
    data = kind.write(encoding, tree(text), "x")
    return data, [one.what for one in encoding.problems]


def read(kind: Type, data: bytes) -> Any:
    """What the bytes are in the binary protocol."""
    return kind.read(Decoding(data, protocol=BinaryProtocol()), "x")
