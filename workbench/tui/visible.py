"""Typed and pasted text as a field may show it: what would act on the terminal is drawn as a picture of itself."""

from __future__ import annotations

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x09} | {0x7F: "␡"}
_UNSEEN = (
    *range(0x80, 0xA0),  # C1 controls
    *range(0x200E, 0x2010),  # left-to-right and right-to-left marks
    *range(0x2028, 0x202F),  # line and paragraph separators, bidi embeddings and overrides
    *range(0x2066, 0x206A),  # bidi isolates
    *range(0xD800, 0xE000),  # lone surrogates: no terminal's encoding has them
)
_TABLE = _PICTURES | dict.fromkeys(_UNSEEN, "\N{REPLACEMENT CHARACTER}")


def visible(text: str) -> str:
    """`text` with a picture for each control character, one for one, so that cursor positions stay right.

    A tab stays: fields draw it themselves.
    """
    return text if text.isprintable() else text.translate(_TABLE)
