"""The words of a .thrift file, each with its place and the comment above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

END: Final = "end"
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>//[^\n]*|\#[^\n]*|/\*.*?\*/)
    |(?P<fraction>[+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?[0-9]+[eE][+-]?[0-9]+)
    |(?P<whole>[+-]?0x[0-9A-Fa-f]+|[+-]?[0-9]+)
    |(?P<literal>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>[A-Za-z_][A-Za-z0-9_.]*)
    |(?P<sign>[{}()<>\[\],;:=*&])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MARKS = re.compile(r"(?m)^[ \t]*(?:/\*+|//+|#+|\*(?!/))|\*+/")


@dataclass(frozen=True, slots=True)
class Token:
    """A word from `start` on. `kind`: fraction, whole, literal, word, sign or end; `doc`: the comment above it."""

    kind: str
    text: str
    start: int
    doc: str = ""

    @property
    def literal(self) -> str:
        """What stands between the quotes."""
        return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), self.text[1:-1])


def tokens(text: str) -> Iterator[Token]:
    """Every word of the file, then END. Raises Unserializable at the first character that begins none."""
    at, doc, line_has_word = 0, "", False
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            what = f"{quoted(text[at])} begins no word of Thrift's language"
            raise Unserializable(Problem.within(text, at, what, "a name, a number, a text in quotes, a comment"))
        kind, word = str(found.lastgroup), found[0]
        if kind == "space":
            line_has_word = line_has_word and "\n" not in word
        elif kind == "comment":
            doc = doc if line_has_word else f"{doc} {_plain(word)}".strip()
        else:
            yield Token(kind, word, at, doc)
            doc, line_has_word = "", True
        at = found.end()
    yield Token(END, "", len(text))


def _plain(comment: str) -> str:
    """A comment's words on one line."""
    return " ".join(_MARKS.sub(" ", comment).split())
