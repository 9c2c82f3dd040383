"""Where a cursor stands in a JSON text that is still being written, so that what may follow can be told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from itertools import islice
from typing import Final

MOST_AFTER: Final = 20_000
"""Tokens behind the cursor that are looked at for the names that an object has already."""

_TOKEN = re.compile(r'[{}\[\]:,]|"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*\\?"?|[^\s{}\[\]:,"]+')
_CLOSED = re.compile(r'"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"')
_REST_OF_WORD = re.compile(r"[\w.+-]*")
_GAP = re.compile(r"\s*")
_BLANK = re.compile(r"[ \t\r]*")
_STRUCTURE: Final = "{}[]:,"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a JSON text.

    In a name, `steps` lead to the object that the name belongs to, and `names` are the others that it has already, in
    front of the cursor and behind it. In a value, `steps` lead to the value itself. The word under the cursor goes from
    `start` up to `end`, quotes included; both are the cursor where it is in no word. `word` is the whole of it and
    `prefix` what stands in front of the cursor, both without quotes.

    `is_writable` is false where nothing may be written: after a whole value, or in front of one on the same line.
    `has_colon` tells whether a ':' follows the word.
    """

    steps: tuple[str | int, ...]
    is_name: bool
    prefix: str
    start: int
    end: int
    names: tuple[str, ...] = ()
    word: str = ""
    is_writable: bool = True
    has_colon: bool = False


@lru_cache(maxsize=4)
def cursor(text: str, at: int) -> Cursor:
    """The place of the character at index `at`, or of the end of the text.

    Never raises: what is wrong or missing is read as if it were being written. A text in quotes ends with its line.
    """
    at = max(0, min(at, len(text)))
    frames = [_Frame()]
    found = None
    for token in _TOKEN.finditer(text):
        word, end = token[0], token.end()
        if end >= at:
            is_word = word not in _STRUCTURE
            if is_word and token.start() <= at:
                found = token
            if is_word or end > at:
                break
        _take(frames, word)
    start, end = (at, at) if found is None else (found.start(), _end(text, found, at))
    return _Place(text, at, start, end, frames).cursor()


class _Expects(Enum):
    """What comes next inside a bracket."""

    NAME = auto()
    COLON = auto()
    VALUE = auto()
    COMMA = auto()


@dataclass(slots=True)
class _Frame:
    """A bracket that is still open, or the text as a whole. `step` is the member or the item that is being read."""

    is_object: bool = False
    is_array: bool = False
    step: str | int | None = None
    names: list[str] = field(default_factory=list)
    expects: _Expects = _Expects.VALUE


def _take(frames: list[_Frame], token: str) -> None:
    """What a token in front of the cursor changes."""
    top = frames[-1]
    match token:
        case "{" | "[":
            is_object = token == "{"
            expects = _Expects.NAME if is_object else _Expects.VALUE
            frames.append(_Frame(is_object, not is_object, "" if is_object else 0, expects=expects))
        case "}" | "]":
            if len(frames) > 1:
                frames.pop()
            frames[-1].expects = _Expects.COMMA
        case ",":
            top.expects = _Expects.NAME if top.is_object else _Expects.VALUE
            if isinstance(top.step, int):
                top.step += 1
        case ":":
            top.expects = _Expects.VALUE if top.is_object else top.expects
        case _ if top.is_object and top.expects in (_Expects.NAME, _Expects.COMMA):
            top.step = _bare(token)
            top.names.append(top.step)
            top.expects = _Expects.COLON
        case _:
            top.expects = _Expects.COMMA


@dataclass(frozen=True, slots=True)
class _Place:
    """The word under the cursor, and the brackets around it."""

    text: str
    at: int
    start: int
    end: int
    frames: list[_Frame]

    def cursor(self) -> Cursor:
        top = self.frames[-1]
        around = tuple(frame.step for frame in self.frames[:-1] if frame.step is not None)
        is_in_word = self.end > self.start
        if top.expects is _Expects.COLON and not is_in_word:
            name = str(top.step)
            return Cursor(around, True, name, self.at, self.at, tuple(top.names), name, False, self.has_colon())
        if top.expects is _Expects.COMMA and (not is_in_word or not (top.is_object or top.is_array)):
            return Cursor(around, False, "", self.at, self.at, is_writable=False)
        if top.is_object and top.expects in (_Expects.NAME, _Expects.COMMA):
            names = tuple(dict.fromkeys((*top.names, *self.names_after())))
            return Cursor(around, True, *self.span(), names, self.word(), True, self.has_colon())
        step = top.step
        if top.expects is _Expects.COMMA and isinstance(step, int):
            step += 1
        steps = around if step is None else (*around, step)
        return Cursor(steps, False, *self.span(), (), self.word(), is_in_word or self.is_free())

    def span(self) -> tuple[str, int, int]:
        return _bare(self.text[self.start : self.at]), self.start, self.end

    def word(self) -> str:
        return _bare(self.text[self.start : self.end])

    def has_colon(self) -> bool:
        return self.text.startswith(":", _after(_GAP, self.text, self.end))

    def is_free(self) -> bool:
        """Whether no value follows on the line."""
        following = _after(_BLANK, self.text, self.at)
        return self.text[following : following + 1] in ("", "\n", ",", "}", "]")

    def names_after(self) -> Iterator[str]:
        """The names behind the cursor that belong to the same object."""
        depth, last = 0, ""
        start = _after(_GAP, self.text, self.end) + 1 if self.has_colon() else self.end
        for token in islice(_TOKEN.finditer(self.text, start), MOST_AFTER):
            if token[0] in ("{", "["):
                depth += 1
            elif token[0] in ("}", "]"):
                depth -= 1
            elif token[0] == ":" and not depth and last:
                yield _bare(last)
            if depth < 0:
                return
            last = "" if token[0] in _STRUCTURE else token[0]


def _end(text: str, word: re.Match[str], at: int) -> int:
    """Where the word under the cursor ends.

    A text in quotes that is not closed yet may seem to end with the opening quote of the next one: then something else
    than punctuation follows, and the word ends where its letters do.
    """
    if not word[0].startswith('"') or at == word.start():
        return word.end()
    following = _after(_BLANK, text, word.end())
    if _CLOSED.fullmatch(word[0]) and text[following : following + 1] in ("", "\n", ":", ",", "}", "]"):
        return word.end()
    return max(at, _after(_REST_OF_WORD, text, at))


def _bare(token: str) -> str:
    """A word without its quotes, its escapes read where they can be."""
    if not token.startswith('"'):
        return token
    if "\\" in token:
        try:
            return str(json.loads(token if _CLOSED.fullmatch(token) else token + '"'))
        except ValueError:
            return token.strip('"')
    return token[1:].removesuffix('"')


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
