"""JSON: checked, and sent exactly as written."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from json import JSONDecodeError, JSONDecoder
from typing import NoReturn

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)', re.DOTALL)
_WHITE_SPACE = re.compile(r'("(?:[^"\\]|\\.)*")|[ \t\n\r]+')
_SURROGATE = re.compile("[\ud800-\udfff]")
_VALID = 'JSON such as {"id": 1}, [1, 2], "text", 1.5, true or null'
_WORDS = {
    # json.decoder's and json.scanner's words -> (what is wrong, what would be valid)
    "Expecting value": ("a value is expected", _VALID),
    "Expecting property name": ("a name in double quotes is expected", '{"name": value}'),
    "Expecting ':'": ("':' is expected after the name", '{"name": value}'),
    "Expecting ','": ("',' or the closing bracket is expected", '{"a": 1, "b": 2} or [1, 2]'),
    "Illegal trailing comma": ("a value or a name must follow the ','", "no ',' before the closing bracket"),
    "Unterminated string": ("this text in quotes does not end", 'a closing "'),
    "Invalid control character": ("a control character stands in a text in quotes", "written as \\n, \\t or \\u001b"),
    "Invalid \\escape": ("this escape does not exist", '\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hex digits'),
    "Invalid \\uXXXX": ("\\u needs four hex digits", "such as \\u00e9"),
    "Extra data": ("there is more after the end of the JSON value", "one value"),
}


class JsonSerializer:
    """UTF-8 of a JSON text (RFC 8259), not a character of it changed: numbers of any size arrive as they were written.

    Duplicate names are sent as they are; NaN and Infinity, comments and trailing commas are refused.
    """

    name = "json"
    about = "JSON, checked and sent exactly as written"

    def serialize(self, text: str) -> bytes:
        """The text's UTF-8. Raises Unserializable with the line and the column of the first mistake."""
        try:
            data = text.encode()
        except UnicodeEncodeError as error:
            check(text)
            what = f"{quoted(text[error.start])} is half a character and has no UTF-8"
            raise Unserializable(Problem.within(text, error.start, what, "whole characters")) from None
        if not _is_plain(data):
            check(text)
        return data

    def deserialize(self, data: bytes) -> str:
        """The text, after the same check."""
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise Unserializable(Problem(f"JSON is UTF-8, and byte {error.start + 1:,} of this is not")) from None
        check(text)
        return text


class CompactJsonSerializer(JsonSerializer):
    """The same without the white space between its signs: names in their order, every digit as it was written."""

    name = "json,form=compact"
    about = "JSON, checked and sent without white space"

    def serialize(self, text: str) -> bytes:
        """The compact text's UTF-8."""
        super().serialize(text)
        return _compact(text).encode()


def _compact(text: str) -> str:
    """A JSON text without the white space that stands outside its strings."""
    if "\\" in text:  # perhaps before a quote
        return _WHITE_SPACE.sub(_string_or_nothing, text)
    parts = text.split('"')
    outside = '"'.join(parts[::2])
    for space in " \n\t\r":
        outside = outside.replace(space, "")
    parts[::2] = outside.split('"')
    return '"'.join(parts)


def _string_or_nothing(found: re.Match[str]) -> str:
    return found[1] or ""


def _is_plain(data: bytes) -> bool:
    """Whether orjson reads it: ten times as fast as a full check, and no more lenient.

    What it does not read may be JSON all the same: numbers beyond the doubles, escapes of half a character.
    """
    try:
        _orjson_loads()(data)
    except ValueError:
        return False
    return True


@cache
def _orjson_loads() -> Callable[[bytes], object]:
    import orjson

    return orjson.loads


class _ConstantFound(Exception):
    """NaN, Infinity or -Infinity: Python reads them, JSON has none."""


def check(text: str) -> None:
    """Whether the text is JSON (RFC 8259). Raises Unserializable with the line and the column of the first mistake."""
    try:
        _decoder().decode(text)
    except JSONDecodeError as error:
        raise Unserializable(_problem(text, error)) from None
    except _ConstantFound:
        found = next(match for match in _CONSTANT.finditer(text) if match[1])
        what, valid = f"{found[1]} is not JSON", "a number, null, or the word in quotes"
        raise Unserializable(Problem.within(text, found.start(1), what, valid)) from None
    except RecursionError:
        problem = Problem("the JSON is nested too deeply to be checked", "fewer [ and { inside each other")
        raise Unserializable(problem) from None


@cache
def _decoder() -> JSONDecoder:
    # `len` for whole numbers: nothing needs their value, and int() stops at 4,300 digits.
    return JSONDecoder(parse_int=len, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> NoReturn:
    raise _ConstantFound(name)


def _problem(text: str, error: JSONDecodeError) -> Problem:
    if not text.strip():
        return Problem("the text is empty", _VALID + "; or choose empty or null", 1, 1)
    start = next((words for words in _WORDS if error.msg.startswith(words)), "")
    what, valid = _WORDS.get(start, (error.msg, _VALID))
    if start.startswith(("Expecting", "Extra")):
        rest = text[error.pos : error.pos + 12]
        what += f", not {quoted(rest)}" if rest.strip() else ", and the text ends here"
    return Problem(what, valid, error.lineno, error.colno)
