"""Which message of a file it is, as AWS Glue counts them."""

from __future__ import annotations

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas import protoc
from workbench.schemas.glue_messages import place_of
from workbench.serialization.schema import Schema, SchemaType

TEXT = """
syntax = "proto3";
import "other.proto";
message B { message C {} message A { message D {} } map<string, Elsewhere> m = 1; }
"""


def test_all_names_in_their_order_map_entries_too() -> None:
    sources = {"b.proto": TEXT, "other.proto": 'syntax = "proto3"; message Elsewhere {}'}
    schema = Schema(SchemaType.PROTOBUF, TEXT, descriptors=protoc.compile(sources, "b.proto"))
    assert [place_of(schema, name) for name in ("B", "B.A", "B.A.D", "B.C", "B.MEntry")] == [0, 1, 2, 3, 4]
    with pytest.raises(Unserializable, match="of an imported file"):
        place_of(schema, "Elsewhere")
