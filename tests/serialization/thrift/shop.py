"""A .thrift file with every type, and one that it includes."""

from __future__ import annotations

from workbench.schemas.thrift_files import parse
from workbench.serialization.thrift.serializer import ThriftSerializer

SHOP = """
include "shared.thrift"
enum Status { NEW = 1, PAID = 3 }
typedef i64 Id
struct Order {
  1: required Id id,
  2: optional Status status = Status.NEW,
  3: list<string> tags,
  4: map<string, shared.Money> prices,
  5: set<i32> numbers,
  6: binary blob,
  7: double ratio,
  8: bool open,
  9: byte small,
  10: i16 short,
  11: optional Order parent,
  12: map<i32, bool> flags,
  13: Way way
}
union Way { 1: string name, 2: i32 number }
exception Refused { 1: string why }
"""
SHARED = 'struct Money { 1: required i64 amount, 2: optional string currency = "EUR" }'
FILES = {"shop.thrift": SHOP, "shared.thrift": SHARED}
MODULE = parse(FILES, "shop.thrift")

ORDER = """{"id": 9007199254740993, "status": "PAID", "tags": ["a", "한"], "prices": {"x": {"amount": 5}},
"numbers": [1, 2], "blob": {"$base64": "AP8="}, "ratio": 1.5, "open": true, "small": -1, "short": 300,
"parent": {"id": 1}, "flags": {"7": false}, "way": {"number": 3}}"""


def thrift(name: str = "Order", protocol: str = "binary") -> ThriftSerializer:
    """The serializer of one of its structs."""
    return ThriftSerializer(MODULE, name, protocol)
