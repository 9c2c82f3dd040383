"""The examples are what a registry would have taken, and what the screens promise of them."""

from __future__ import annotations

from workbench.schemas.embedded.checking import checked, descriptor
from workbench.schemas.embedded.examples import EXAMPLES, filled
from workbench.schemas.embedded.registering import Request, look_up
from workbench.schemas.embedded.verdicts import verdict
from workbench.serialization.schema import SchemaType


def test_each_is_kept_as_if_it_had_been_registered() -> None:
    store = filled()
    for entry in store.entries:
        assert checked(entry.given, store.complete(entry.given)) == entry.given
        assert look_up(store, entry.subject, Request(entry.given), deleted=False) == entry
    assert [entry.id for entry in store.entries] == [1, 2, 3, 4]


def test_the_second_versions_read_the_first_ones_data() -> None:
    store = filled()
    for topic in EXAMPLES:
        first, second = store.versions(f"{topic}-value")
        assert verdict(store, first.subject, store.complete(second.given), (first,)) == ()


def test_the_payment_has_a_message_behind_a_map_field_and_a_well_known_type() -> None:
    from google.protobuf.descriptor_pb2 import FileDescriptorProto

    store = filled(["payments"])
    for entry in store.entries:
        assert entry.given.type is SchemaType.PROTOBUF
        file = FileDescriptorProto.FromString(descriptor(store.complete(entry.given)))
        assert [nested.name for nested in file.message_type[0].nested_type] == ["LabelsEntry", "Card"]
        assert list(file.dependency) == ["google/protobuf/timestamp.proto"]
