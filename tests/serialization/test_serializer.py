"""What every serializer keeps to, whatever it is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.vectors import kafka_answers
from workbench.records.errors import Unserializable
from workbench.records.escape import escape
from workbench.serialization.catalogue import find, serializers
from workbench.serialization.serializer import Note, Serializer

EVERY = pytest.mark.parametrize("serializer", serializers(), ids=lambda serializer: serializer.name)
ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(st.sampled_from('0123456789aAxX+-.=_:eE \n"{}[],'))


@pytest.mark.parametrize(("name", "text", "data"), [answer for answer in kafka_answers() if answer[2] is not None])
def test_kafka_s_own_serializers_give_these_bytes(name: str, text: str, data: bytes) -> None:
    assert find(name).serialize(text) == data


@pytest.mark.parametrize("name", sorted({name for name, _, data in kafka_answers() if data is not None} - {"string"}))
def test_the_bytes_read_back_as_the_text(name: str) -> None:
    for text, data in ((text, data) for found, text, data in kafka_answers() if found == name and data is not None):
        assert find(name).deserialize(data) == text


@EVERY
@given(text=ANY_TEXT)
def test_any_text_becomes_bytes_that_read_back_or_an_error_for_a_person(serializer: Serializer, text: str) -> None:
    try:
        data = serializer.serialize(text)
    except Unserializable as refusal:
        assert all(problem.what and problem.valid for problem in refusal.problems)
        assert all(escape(problem.what) == problem.what for problem in refusal.problems)
    else:
        assert data is None or serializer.serialize(serializer.deserialize(data)) == data


@EVERY
@given(data=st.binary())
def test_any_bytes_become_text_or_an_error_for_a_person(serializer: Serializer, data: bytes) -> None:
    try:
        text = serializer.deserialize(data)
    except Unserializable as refusal:
        assert all(problem.what for problem in refusal.problems)
    else:
        serializer.serialize(text)


def test_a_note_names_its_field_first() -> None:
    assert str(Note("taken as string", "pay.number")) == "pay.number: taken as string"
    assert str(Note("a character is lost", is_warning=True)) == "a character is lost"
