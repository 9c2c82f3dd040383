"""Text and bytes from outside, made safe and short for a terminal."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the direction of what stands around them
    "\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # no width, or a new line
    "\U000e0000-\U000e007f"  # tag characters: text that nobody sees
    "\ud800-\udfff"  # no UTF-8 for them
    "]"
)
_BINARY = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escape(text: str) -> str:
    r"""`text` with everything a terminal would act on written out: `\n`, `\x1b`, `\u202e`, `\U000e0041`.

    Control characters (C0, C1), direction marks, line separators, characters without width and lone surrogates; a
    joiner inside an emoji and other ordinary text stay as they are. Never call it twice: a backslash is left alone.
    """
    return text if text.isprintable() else _UNSAFE.sub(_written_out, text)


def quoted(text: str, limit: int = 32) -> str:
    """`text` in single quotes for a sentence: escaped, and cut after `limit` characters."""
    return f"'{escape(text)}'" if len(text) <= limit else f"'{escape(text[: limit - 1])}…'"


def shown(data: bytes | None, limit: int) -> str:
    """At most `limit` characters of `data`: its text escaped, else `0x` and hex; `null`, `empty`; a cut ends in `…`.

    It is text when it is UTF-8 and holds no control characters but tab, line ends and ESC. Only the beginning that
    could be shown is looked at, so a record of a megabyte costs no more than one of a hundred bytes.
    """
    if data is None:
        return "null"
    if not data:
        return "empty"
    head = data[: 4 * limit + 4]
    text = _text(head, whole=len(head) == len(data))
    if text is None:
        return _cut("0x" + data[: limit // 2 + 1].hex(), limit)
    return _cut(escape(text[: limit + 1]), limit)


def _written_out(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if code < 0x100:
        return _SHORT.get(character, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _text(head: bytes, whole: bool) -> str | None:
    """`head` as text, None if it is none; a character cut in two at the end of a part is let go."""
    if _BINARY.search(head):
        return None
    try:
        return head.decode()
    except UnicodeDecodeError as error:
        cut_in_two = not whole and error.start >= len(head) - 3 and error.reason == "unexpected end of data"
        return head[: error.start].decode() if cut_in_two else None


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"
