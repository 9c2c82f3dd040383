"""The serializers by name."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas.plugins import GROUP
from workbench.serialization.catalogue import find, serializers


def test_the_list_holds_every_serializer_that_works_by_its_name_alone() -> None:
    names = " ".join(serializer.name for serializer in serializers())
    assert names == (
        "string integer long short u8 u16 u32 u64 double float varint boolean uuid uuid-bytes null hex base64 json "
        "messagepack cbor"
    )


def test_every_serializer_is_found_by_its_name_and_says_what_it_is() -> None:
    for serializer in serializers():
        assert find(serializer.name) is serializer
        assert serializer.about


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(LookupError) as refusal:
        find("intger")
    assert refusal.value.args[0] == "there is no serializer 'intger'; did you mean integer?"


def test_a_name_like_no_other_gets_the_whole_list() -> None:
    with pytest.raises(LookupError, match=r"there are string, integer, long, .*null"):
        find("\x1b\x1b\x1b")


@pytest.mark.parametrize(
    ("spec", "what"), [("avro", "a schema"), ("layout,schema=x.toml", "a schema"), ("file", "a file")]
)
def test_what_needs_a_schema_or_a_file_is_refused_here(spec: str, what: str) -> None:
    with pytest.raises(Unserializable, match=f"needs {what}, and here there is none"):
        find(spec)


def test_options_are_checked() -> None:
    with pytest.raises(Unserializable, match="json has no option 'fom'; did you mean form"):
        find("json,fom=compact")


def test_plug_ins_are_suggested_and_listed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint(name, "x:y", GROUP) for name in ("reversed", "json")]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group == GROUP else [])
    with pytest.raises(LookupError, match="there is no serializer 'reversd'; did you mean reversed"):
        find("reversd")
    with pytest.raises(LookupError, match=r"cbor, layout, reversed$"):
        find("\x1b")
