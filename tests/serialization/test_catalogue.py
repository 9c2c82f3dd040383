"""The serializers by name."""

from __future__ import annotations

import pytest

from workbench.serialization.catalogue import find, serializers


def test_the_choice_list_holds_every_serializer_of_this_version() -> None:
    names = " ".join(serializer.name for serializer in serializers())
    assert names == "string integer long short double float boolean uuid json hex base64 null"


def test_every_serializer_is_found_by_its_name_and_says_what_it_is() -> None:
    for serializer in serializers():
        assert find(serializer.name) is serializer
        assert serializer.about


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(LookupError) as refusal:
        find("int")
    assert refusal.value.args[0] == "there is no serializer 'int'; did you mean integer?"


def test_a_name_like_no_other_gets_the_whole_list() -> None:
    with pytest.raises(LookupError, match=r"there are string, integer, long, .*null"):
        find("avro\x1b")
