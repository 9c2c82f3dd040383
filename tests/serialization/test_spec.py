"""The one spelling of a serializer and its options."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Unserializable
from workbench.serialization.spec import SerializerSpec


@pytest.mark.parametrize(
    ("text", "name", "options"),
    [
        ("string", "string", ()),
        ("string,charset=UTF-16", "string", (("charset", "UTF-16"),)),
        ("avro,subject=orders-value,version=2", "avro", (("subject", "orders-value"), ("version", "2"))),
        ("avro,schema=a\\,b.avsc", "avro", (("schema", "a,b.avsc"),)),
        ("avro,schema=C:\\\\x\\y.avsc", "avro", (("schema", "C:\\x\\y.avsc"),)),
        ("avro,schema=ends\\", "avro", (("schema", "ends\\"),)),
        (" avro , type = a=b ", "avro", (("type", " a=b "),)),
        ("avro,id=", "avro", (("id", ""),)),
        ("", "", ()),
    ],
)
def test_a_spec_is_a_name_and_its_options(text: str, name: str, options: tuple[tuple[str, str], ...]) -> None:
    assert SerializerSpec.parse(text) == SerializerSpec(name, options)


def test_every_mistake_in_a_spec_is_named() -> None:
    with pytest.raises(Unserializable) as raised:
        SerializerSpec.parse("avro,version,id=1,=2,id=3,")
    assert [problem.what for problem in raised.value.problems] == [
        "'version' is no option",
        "'=2' is no option",
        "the option 'id' is given twice",
        "'' is no option",
    ]
    assert all(problem.valid for problem in raised.value.problems)


def test_an_option_that_is_not_given_is_empty() -> None:
    spec = SerializerSpec.parse("avro,id=7")
    assert (spec["id"], spec["guid"]) == ("7", "")


def test_options_are_changed_in_their_place_and_taken_away() -> None:
    spec = SerializerSpec.parse("avro,subject=a,version=2")
    assert str(spec.having(subject="b,c", framing="glue")) == "avro,subject=b\\,c,version=2,framing=glue"
    assert str(spec.having(subject="", version="")) == "avro"


@given(st.text(st.sampled_from("ab=,\\ \n\ud800")) | st.text())
def test_what_is_read_is_written_so_that_it_is_read_again(text: str) -> None:
    try:
        spec = SerializerSpec.parse(text)
    except Unserializable:
        return
    assert SerializerSpec.parse(str(spec)) == spec
