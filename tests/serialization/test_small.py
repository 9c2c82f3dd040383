"""Boolean, UUID, null."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.refusals import refusal, unreadable
from workbench.serialization.catalogue import find


@pytest.mark.parametrize(("text", "data"), [("true", b"\1"), ("false", b"\0"), ("True", b"\1"), ("FALSE", b"\0")])
def test_true_and_false(text: str, data: bytes) -> None:
    assert find("boolean").serialize(text) == data
    assert find("boolean").deserialize(data) == text.lower()


@pytest.mark.parametrize("text", ["", "1", "0", "yes", " true", "true\n", "t", "ｔｒｕｅ"])
def test_nothing_else_is_a_boolean(text: str) -> None:
    assert refusal("boolean", text).valid == "true or false"


@pytest.mark.parametrize("data", [b"", b"\2", b"\0\1", b"true"])
def test_other_bytes_are_no_boolean(data: bytes) -> None:
    assert unreadable("boolean", data).what == "a boolean is one byte, 00 or 01"


@given(st.uuids())
def test_a_uuid_is_its_lower_case_text(value: uuid.UUID) -> None:
    expected = str(value).encode()
    assert find("uuid").serialize(str(value).upper() + "\n") == expected
    assert find("uuid").deserialize(expected) == str(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "1-1-1-1-1", "12345678123456781234567812345678", "{12345678-1234-5678-1234-56789abcdef0}"),
        *("12345678-1234-5678-1234-56789abcdefg", "12345678-1234-5678-1234-56789abcdef00", "x" * 1000),
    ],
)
def test_other_texts_are_no_uuid(text: str) -> None:
    assert "is not a UUID" in refusal("uuid", text).what


@pytest.mark.parametrize("data", [b"", bytes(16), b"\xff" * 36])
def test_other_bytes_are_no_uuid(data: bytes) -> None:
    assert unreadable("uuid", data).what == "these bytes are not the text of a UUID"


@given(st.text())
def test_null_is_null_whatever_the_text(text: str) -> None:
    assert find("null").serialize(text) is None


def test_null_does_not_read_bytes() -> None:
    assert unreadable("null", b"").what == "null was expected, and there are 0 bytes"
