r"""A typed line as words: where each stands, its field, its values, and which characters were in quotes.

Words are separated by spaces, values by commas; `-` before a word negates it. Within "quotes" a space, a comma, a colon
and a minus are ordinary characters, `\"` is a quote and `\\` a backslash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]*):")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a word, unquoted; the characters `start` to `end` of the line, quotes included."""

    text: str
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the line. `field` is None for a word without one; `open_quote` if a quote has no end."""

    start: int
    end: int
    negated: bool
    field: str | None
    values: tuple[Value, ...]
    open_quote: bool = False


def split(line: str) -> list[Word]:
    """The line's words."""
    words, at = [], 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        word = _word(line, at)
        words.append(word)
        at = word.end
    return words


def _word(line: str, start: int) -> Word:
    at = start + (line[start] == "-")
    named = _FIELD.match(line, at)
    field = named[1].lower() if named else None
    at = named.end() if named else at
    values, open_quote = [], False
    while True:
        value, open_quote = _value(line, at, comma_ends=field is not None)
        values.append(value)
        at = value.end
        if at >= len(line) or line[at] != "," or field is None:
            break
        at += 1
    return Word(start, at, line[start] == "-", field, tuple(values), open_quote)


def _value(line: str, start: int, *, comma_ends: bool) -> tuple[Value, bool]:
    """The value that begins here, and whether a quote in it has no end."""
    text: list[str] = []
    at, inside, quoted = start, False, False
    while at < len(line):
        char = line[at]
        if char == '"':
            inside, quoted = not inside, True
        elif inside and char == "\\" and at + 1 < len(line) and line[at + 1] in '"\\':
            at += 1
            text.append(line[at])
        elif not inside and (char.isspace() or (char == "," and comma_ends)):
            break
        else:
            text.append(char)
        at += 1
    return Value("".join(text), start, at, quoted), inside


def quote(text: str) -> str:
    """A text in quotes, to be read as it is."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
