"""What a choice of serializer lists."""

from __future__ import annotations

from workbench.serialization.families import FAMILIES
from workbench.tui.serializer_options import IN_USE, OPTIONS, serializer_options, wants_form


def test_every_family_is_listed_with_what_it_is_and_in_its_group() -> None:
    listed = serializer_options("integer")
    assert [option.value for option in listed][: len(FAMILIES)] == [one.name for one in FAMILIES]
    assert all(option.about and option.group for option in listed)


def test_the_one_in_use_comes_first_with_the_way_to_its_options() -> None:
    present, way, *_ = serializer_options("avro,subject=orders-value")
    assert (present.value, present.label, present.about, present.group) == (
        "avro,subject=orders-value",
        "avro",
        "orders-value",
        IN_USE,
    )
    assert (way.value, way.act) == (OPTIONS, True)
    assert serializer_options("string")[0].value == OPTIONS


def test_those_that_make_no_sense_without_options_are_not_stepped_to() -> None:
    acts = {option.value for option in serializer_options("integer") if option.act}
    assert acts == {one.name for one in FAMILIES if wants_form(one.name)}
    assert {"avro", "protobuf", "thrift", "layout", "list"} <= acts
    assert not {"string", "json", "varint"} & acts
