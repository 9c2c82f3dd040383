"""A schema with something of everything, compiled once for all tests, and one of proto2."""

from __future__ import annotations

from functools import cache

from workbench.schemas.protoc import with_descriptors
from workbench.serialization.protobuf.pool import Pool, pool_of
from workbench.serialization.protobuf.serializer import ProtobufSerializer
from workbench.serialization.schema import Schema, SchemaType

SHOP = """\
syntax = "proto3";
package shop;
import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/empty.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";

// What a customer
// ordered.
message Order {
  int64 id = 1;  // Its number.
  string customer_name = 2;
  repeated Item items = 3;
  map<string, int64> counts = 4;
  map<int32, Item> by_shelf = 5;
  map<bool, double> flags = 6;
  // Where it is.
  State state = 7;
  oneof payment {
    string card = 8;
    Item barter = 9;
  }
  optional bool urgent = 10;
  bytes raw = 11;
  repeated sint32 deltas = 12;
  float weight = 13;
  double price = 14;
  uint64 unsigned = 15;
  fixed32 small = 16;
  sfixed64 large = 17;
  uint32 plain = 18;
  google.protobuf.Timestamp at = 20;
  google.protobuf.Duration took = 21;
  google.protobuf.Struct extra = 22;
  google.protobuf.Value anything = 23;
  google.protobuf.ListValue list = 24;
  google.protobuf.Any held = 25;
  google.protobuf.FieldMask mask = 26;
  google.protobuf.Int64Value maybe = 27;
  google.protobuf.StringValue word = 28;
  google.protobuf.Empty nothing = 29;
  google.protobuf.NullValue void = 30;
  repeated google.protobuf.Timestamp times = 31;
  repeated State states = 32;
  Order parent = 33;

  message Item {
    string sku = 1;
    float price = 2;
  }
}

enum State {
  NEW = 0;
  // On its way.
  SENT = 1;
  DONE = 2;
}
"""

OLD = """\
syntax = "proto2";
package old;
message Customer {
  required int32 id = 1;
  optional string name = 2 [default = "none"];
  optional Level level = 3;
  optional group Address = 4 {
    required string city = 1;
  }
  repeated int32 unpacked = 5;
  enum Level { LOW = 1; HIGH = 2; }
  extensions 100 to 199;
}
extend Customer {
  optional string nick = 100;
  repeated int32 marks = 101;
}
"""


@cache
def compiled(text: str) -> Schema:
    return with_descriptors(Schema(SchemaType.PROTOBUF, text))


def pool(text: str = SHOP) -> Pool:
    return pool_of(compiled(text).descriptors)


@cache
def shop(type_name: str = "") -> ProtobufSerializer:
    return ProtobufSerializer(compiled(SHOP), type_name)


@cache
def old() -> ProtobufSerializer:
    return ProtobufSerializer(compiled(OLD))
