"""Where Python's codec of a charset and Java's make other bytes of a character, and Java's bytes for it.

Found by asking Java 17 for every character of the Basic Multilingual Plane; the digests of its answers are kept in
tests/vectors/serializers/java.json. Private use characters, which have no meaning of their own, are as in Python.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_LOST: Final = b"?"
_BY_NAME: Final = {
    # characters, then their bytes in hexadecimal
    "windows-31j": ("¥«¯µ·¸»‾ゔ", "5c 81e1 8150 83ca 8145 8143 81e2 7e 8394"),
    "Shift_JIS": ("\u2014", "815c"),
    "EUC-JP": ("\u2014\uff5e", "a1bd 8fa2b7"),
    "EUC-KR": ("㉾", "a2e8"),
    "GBK": ("€♁", "a2e3 a892"),
    "GB18030": (
        "\u1e3f\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
        "\ufe10\ufe11\ufe12\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19",
        "a8bc fe59 fe61 fe66 fe67 fe6d fe7e fe90 fea0 a6d9 a6db a6da a6dc a6dd a6de a6df a6ec a6ed a6f3",
    ),
    "TIS-620": ("\xa0", "a0"),
    "IBM037": ("\n", "15"),
    "IBM500": ("\n", "15"),
    "Big5": ("", ""),
}
_LACKING: Final = {
    "windows-31j": "\x80\u2016\u2212\u301c\uf8f0\uf8f1\uf8f2\uf8f3",
    "Shift_JIS": "\u2015",
    "EUC-JP": "\u2015",
    "GBK": "\u2295",
    "Big5": "\u02cd\u2574\uffe3",
    "TIS-620": "".join(map(chr, range(0x80, 0xA0))),
}

CORRECTED: Final = frozenset(_BY_NAME)
"""The charsets with characters of other bytes."""


def java_bytes(name: str, codec: str, character: str) -> bytes | None:
    """Java's bytes for one character in one of the CORRECTED charsets; None where Java has none and writes `?`."""
    known = _corrections(name).get(character)
    if known is not None:
        return None if known == _LOST else known
    try:
        data = character.encode(codec)
    except UnicodeEncodeError:
        return None
    # Python spells the syllables that KS X 1001 lacks with their letters, in eight bytes; Java has none for them.
    return None if name == "EUC-KR" and len(data) > 2 else data


def as_java_reads(name: str, codec: str, text: str) -> str:
    """A text that Python's codec read, with the characters that Java reads in their places."""
    return text.translate(_readings(name, codec))


@lru_cache(maxsize=16)
def _readings(name: str, codec: str) -> dict[int, str]:
    """What Python reads where Java reads another character: one that Java would never have written these bytes for."""
    found = {}
    for character, data in _corrections(name).items():
        other = data.decode(codec, "replace")
        if len(other) == 1 and other not in (character, "\ufffd", "?") and _is_pythons_alone(name, codec, other):
            found[ord(other)] = character
    return found


def _is_pythons_alone(name: str, codec: str, character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character == "\x85" or java_bytes(name, codec, character) is None


@lru_cache(maxsize=16)
def _corrections(name: str) -> dict[str, bytes]:
    characters, data = _BY_NAME[name]
    found = dict(zip(characters, map(bytes.fromhex, data.split()), strict=True))
    found |= dict.fromkeys(_LACKING.get(name, ""), _LOST)
    if name == "windows-31j":
        found |= _ibm_extensions()
    return found


def _ibm_extensions() -> dict[str, bytes]:
    """Characters that cp932 has twice: Java writes IBM's place for them (FA40 to FC4B), Python NEC's (ED40 to EEFC)."""
    codes = (bytes((first, second)) for first in (0xFA, 0xFB, 0xFC) for second in range(0x40, 0xFD))
    found: dict[str, bytes] = {}
    for code in codes:
        character = code.decode("cp932", "replace")
        if len(character) == 1 and character != "\ufffd" and character.encode("cp932")[0] in (0xED, 0xEE):
            found.setdefault(character, code)
    return found
