"""Characters that Textual's editor takes for line ends although they are text: each has a stand-in while it is there.

Python's `str.splitlines`, by which the editor divides its text, knows ten ends of a line; JSON, and a person, know
`\\n`, `\\r` and both together. A stand-in is a code point of Unicode's last private plane, one for one, so that
columns stay right.
"""

from __future__ import annotations

_TEXT = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_FIRST_STAND_IN = 0x10FF00

_THERE = {ord(character): chr(_FIRST_STAND_IN + index) for index, character in enumerate(_TEXT)}
_BACK = {ord(stand_in): chr(code) for code, stand_in in _THERE.items()}


def with_stand_ins(text: str) -> str:
    """A text as the editor keeps it."""
    return text.translate(_THERE)


def without_stand_ins(text: str) -> str:
    """The text that is meant."""
    return text.translate(_BACK)
