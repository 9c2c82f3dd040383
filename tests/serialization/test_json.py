"""JSON: checked strictly, sent as written (trap 6)."""

from __future__ import annotations

import json
import math

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.refusals import refusal, unreadable
from workbench.records.errors import Unserializable
from workbench.serialization.json import CompactJsonSerializer, JsonSerializer

JSON = JsonSerializer()


@pytest.mark.parametrize(
    "text",
    [
        '{"id": 9007199254740993}',
        "-9223372036854775809",
        "9" * 5000,
        "1e999999",
        '{ "a" : 1,\r\n\t"a" : 2 }\n',
        '"\\ud800 서울 \\u00e9"',
        "[1.50, 1E+2, -0]",
        " null ",
        '"NaN"',
        "[" * 500 + "]" * 500,
    ],
)
def test_json_is_sent_exactly_as_written(text: str) -> None:
    assert JSON.serialize(text) == text.encode()
    assert JSON.deserialize(text.encode()) == text


@pytest.mark.parametrize(
    ("text", "what", "line", "column"),
    [
        ("", "the text is empty", 1, 1),
        (" \n ", "the text is empty", 1, 1),
        ("{", "a name in double quotes is expected, and the text ends here", 1, 2),
        ('{"a" 1}', "':' is expected after the name, not '1}'", 1, 6),
        ('{"a": }', "a value is expected, not '}'", 1, 7),
        ('{\n  "id": 1\n  "b": 2\n}', "',' or the closing bracket is expected, not '\"b\": 2\\n}'", 3, 3),
        ("{'a': 1}", "a name in double quotes is expected, not ''a': 1}'", 1, 2),
        ('["a', "this text in quotes does not end", 1, 2),
        ('"a\tb"', "a control character stands in a text in quotes", 1, 3),
        ('"\\x"', "this escape does not exist", 1, 2),
        ('"\\u12"', "\\u needs four hex digits", 1, 3),
        ("{} {}", "there is more after the end of the JSON value, not '{}'", 1, 4),
        ("\ufeff{}", "a value is expected, not '\\ufeff{}'", 1, 1),
        ("True", "a value is expected, not 'True'", 1, 1),
        ("[1, // one\n2]", "a value is expected, not '// one\\n2]'", 1, 5),
        ("01", "there is more after the end of the JSON value, not '1'", 1, 2),
        ("+1", "a value is expected, not '+1'", 1, 1),
        ("[1, NaN]", "NaN is not JSON", 1, 5),
        ('["NaN",\n "\\"Infinity", -Infinity]', "-Infinity is not JSON", 2, 16),
        ('["\ud800"]', "'\\ud800' is half a character and has no UTF-8", 1, 3),
        ("[" * 100_000, "the JSON is nested too deeply to be checked", None, None),
    ],
)
def test_a_mistake_is_named_with_line_and_column(text: str, what: str, line: int | None, column: int | None) -> None:
    problem = refusal("json", text)
    assert (problem.what, problem.line, problem.column) == (what, line, column)
    assert problem.valid


@pytest.mark.parametrize("text", ["[1,]", '{"a": 1,}'])
def test_a_trailing_comma_is_refused(text: str) -> None:
    refusal("json", text)


def test_bytes_that_are_no_utf_8_are_not_read() -> None:
    assert unreadable("json", b'"a\xff"').what == "JSON is UTF-8, and byte 3 of this is not"


SMALL = st.floats(-1e50, 1e50)
"""orjson refuses a number beyond the doubles, which JSON itself allows; these stay short of it."""

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | SMALL | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(VALUES, st.none() | st.integers(0, 3), st.booleans())
def test_whatever_a_writer_of_json_writes_is_sent(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert JSON.serialize(text) == text.encode()


@given(VALUES.map(json.dumps), st.data())
def test_a_second_reader_agrees_on_what_is_json(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    broken = (
        text[:at] + data.draw(st.sampled_from(["", ",", '"', "}", "0", "-", "\\", " ", "\x01", "N"])) + text[at + 1 :]
    )
    try:
        orjson.loads(broken)
        valid = True
    except orjson.JSONDecodeError:
        valid = False
    try:
        JSON.serialize(broken)
    except Unserializable:
        assert not valid
    else:
        # orjson refuses the escape of a lone surrogate, and numbers beyond the doubles
        assert valid or "\\u" in broken or _is_beyond_doubles(broken)


def _is_beyond_doubles(text: str) -> bool:
    found: list[float] = []
    json.loads(text, parse_float=lambda number: found.append(float(number)))
    return any(map(math.isinf, found))


def test_a_number_beyond_the_doubles_is_sent() -> None:
    assert JSON.serialize("1.9456150901280862e+320") == b"1.9456150901280862e+320"


COMPACT = CompactJsonSerializer()


@given(VALUES, st.none() | st.integers(0, 3), st.booleans())
def test_compact_is_the_same_without_white_space(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    compact = json.dumps(value, separators=(",", ":"), ensure_ascii=ascii_only)
    assert COMPACT.serialize(f"\r\n\t {text}  ") == compact.encode()


@pytest.mark.parametrize(
    ("text", "compact"),
    [
        (
            '{ "a b" : 1.10e+5 , "c" : [ 12345678901234567890123 , -0.0 ] }',
            '{"a b":1.10e+5,"c":[12345678901234567890123,-0.0]}',
        ),
        (r' { "a \" b" : " \\ " , "\\" : 1 } ', r'{"a \" b":" \\ ","\\":1}'),
        (' "\u00a0" ', '"\u00a0"'),
        ('["", "", " "]', '["",""," "]'),
    ],
)
def test_compact_keeps_every_digit_name_and_character_of_a_string(text: str, compact: str) -> None:
    assert COMPACT.serialize(text) == compact.encode()


def test_compact_refuses_what_is_no_json() -> None:
    with pytest.raises(Unserializable):
        COMPACT.serialize('{"a": }')
