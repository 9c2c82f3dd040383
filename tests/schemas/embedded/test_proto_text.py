"""A descriptor as text: protoc makes of that text the descriptor that it came from."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.schemas.embedded.proto_text import camel, proto_text, without_spelling
from workbench.schemas.protoc import compile as protoc

PROTO2 = """
syntax = "proto2";
package old.shop;
import "google/protobuf/timestamp.proto";
option java_package = "com.old";
option optimize_for = SPEED;
enum Colour {
  option allow_alias = true;
  RED = 0; ROT = 0; BLUE = -7 [deprecated = true]; reserved 3, 5 to 9, 100 to max; reserved "GREEN";
}
message All {
  option deprecated = true;
  extensions 100 to 199, 1000 to max;
  reserved 50 to 60, 70; reserved "gone", "lost";
  message First { optional int32 x = 1; }
  map<int64, First> firsts = 1;
  required string name = 2 [default = "a\\"b\\n한"];
  optional bytes raw = 3 [default = "\\001\\377", json_name = "RAW"];
  repeated sint32 numbers = 4 [packed = true];
  optional Colour colour = 5 [default = BLUE];
  optional double d = 6 [default = -inf];
  optional group Inner = 7 { optional fixed32 y = 1; message Deep {} }
  oneof either { string s = 8; group Two = 9 { optional bool z = 1; } .old.shop.All again = 10; }
  optional google.protobuf.Timestamp at = 11;
  message Last { enum E { A = 1; } optional E e = 1 [default = A]; }
  extend All { optional int32 inside = 100; }
}
extend All { repeated string outside = 101; optional All.Last last = 102; }
service Shop { rpc Buy (All) returns (stream All.First); rpc Sell (stream All) returns (All); }
"""

PROTO3 = """
syntax = "proto3";
import public "google/protobuf/any.proto";
message M {
  map<string, N> ns = 1;
  message N { optional int32 maybe = 1; int32 plain = 2; repeated int64 many = 3; }
  M self = 2;
}
"""

EDITION = """
edition = "2023";
message E { int32 a = 1; repeated string b = 2; oneof o { int32 c = 3; } }
"""


def own_file(text: str) -> bytes:
    from google.protobuf.descriptor_pb2 import FileDescriptorSet

    every: Any = FileDescriptorSet.FromString(protoc({"a.proto": text}, "a.proto"))
    data: bytes = every.file[-1].SerializeToString()
    return data


@pytest.mark.parametrize("text", [PROTO2, PROTO3, EDITION], ids=["proto2", "proto3", "edition"])
def test_protoc_makes_the_same_descriptor_of_the_text(text: str) -> None:
    descriptor = own_file(text)
    assert without_spelling(own_file(proto_text(descriptor))) == without_spelling(descriptor)


@pytest.mark.parametrize("data", [b"", b"\xff", b"\x0a\xff", b"hello"])
def test_what_is_no_descriptor_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):
        proto_text(data)


def test_comments_and_spaces_are_spelling() -> None:
    other = PROTO3.replace("M self", "// itself\n\n  M   self")
    assert without_spelling(own_file(other)) == without_spelling(own_file(PROTO3))
    assert without_spelling(own_file(PROTO3.replace("self", "it"))) != without_spelling(own_file(PROTO3))


def test_json_names_are_protocs() -> None:
    assert [camel(name) for name in ("a_b", "foo_Bar1", "_x", "a__b")] == ["aB", "fooBar1", "X", "aB"]
