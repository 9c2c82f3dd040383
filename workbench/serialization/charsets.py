"""Text in the charsets of Java, with Java's results: byte order marks, and `?` for what a charset lacks."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.charset_corrections import CORRECTED, as_java_reads, java_bytes

UTF_8: Final = "UTF-8"

_CODECS: Final = {
    # the name by which Java knows it -> Python's codec
    UTF_8: "utf-8",
    "UTF-16": "utf-16-be",
    "UTF-16BE": "utf-16-be",
    "UTF-16LE": "utf-16-le",
    "UTF-32": "utf-32-be",
    "UTF-32BE": "utf-32-be",
    "UTF-32LE": "utf-32-le",
    "US-ASCII": "ascii",
    **{f"ISO-8859-{part}": f"iso8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 15, 16)},
    **{f"windows-{page}": f"cp{page}" for page in range(1250, 1259)},
    "windows-31j": "cp932",
    "x-windows-949": "cp949",
    "Shift_JIS": "shift_jis",
    "EUC-JP": "euc_jp",
    "EUC-KR": "euc_kr",
    "Big5": "big5",
    "GB2312": "gb2312",
    "GBK": "gbk",
    "GB18030": "gb18030",
    "KOI8-R": "koi8_r",
    "KOI8-U": "koi8_u",
    "TIS-620": "tis_620",
    **{f"IBM{page:03}": f"cp{page:03}" for page in (37, 437, 500, 850, 852, 855, 857, 860, 861, 862, 863, 866)},
    "IBM00858": "cp858",
    "x-MacRoman": "mac_roman",
}
_ALIASES: Final = {
    "utf8": UTF_8,
    "utf16": "UTF-16",
    "ascii": "US-ASCII",
    "latin1": "ISO-8859-1",
    "latin-1": "ISO-8859-1",
    "iso8859_1": "ISO-8859-1",
    "ibm858": "IBM00858",
    "cp858": "IBM00858",
    "euckr": "EUC-KR",
    "euc_kr": "EUC-KR",
    "eucjp": "EUC-JP",
    "euc_jp": "EUC-JP",
    "ms932": "windows-31j",
    "ms949": "x-windows-949",
    "cp949": "x-windows-949",
    "sjis": "Shift_JIS",
    **{f"cp{page}": f"windows-{page}" for page in range(1250, 1259)},
}
NAMES: Final = tuple(_CODECS)
_BY_LOWER: Final = {name.lower(): name for name in NAMES} | _ALIASES
_COMMON: Final = "UTF-8, UTF-16, ISO-8859-1, windows-1252, US-ASCII, EUC-KR, Shift_JIS, GB18030 …, as Java names them"
_LOST: Final = "\ufffd"
"""What Unicode's own charsets write for half a surrogate pair; the others write `?` (`CharsetEncoder.replacement`)."""


@dataclass(frozen=True, slots=True)
class Charset:
    """One charset, as Java's `String.getBytes(charset)` and `new String(bytes, charset)` have it."""

    name: str

    @classmethod
    def named(cls, name: str) -> Charset:
        """The charset, in any case and by its usual other names. Raises Unserializable with the nearest names."""
        known = _BY_LOWER.get(name.strip().lower())
        if known is None:
            near = get_close_matches(name.lower(), _BY_LOWER, n=1, cutoff=0.6)
            words = f"; did you mean {_BY_LOWER[near[0]]}?" if near else ""
            raise Unserializable(Problem(f"there is no charset {quoted(name)} here{words}", _COMMON))
        return cls(known)

    def encode(self, text: str) -> bytes:
        """The bytes; UTF-16 begins with FE FF, big-endian, unless there is no text at all."""
        if self.name in CORRECTED:
            paired = _paired(text)
            data = {one: java_bytes(self.name, _CODECS[self.name], one) or b"?" for one in set(paired)}
            return b"".join(map(data.__getitem__, paired))
        mark = codecs.BOM_UTF16_BE if self.name == "UTF-16" and text else b""
        try:
            return mark + text.encode(_CODECS[self.name])
        except UnicodeEncodeError:
            return mark + "".join(map(self._kept, _paired(text))).encode(_CODECS[self.name])

    def lost(self, text: str) -> list[int]:
        """The places of the characters that the charset lacks."""
        try:
            if self.name not in CORRECTED or text.isascii():
                text.encode(_CODECS[self.name])
                return []
        except UnicodeEncodeError:
            pass
        paired = _paired(text)
        missing = {one for one in set(paired) if self._kept(one) != one}
        gone = [at for at, one in enumerate(paired) if one in missing]
        return gone if len(paired) == len(text) else gone[:1]

    def decode(self, data: bytes) -> str:
        """The text; bytes that are none become U+FFFD. UTF-16 and UTF-32 without a mark are big-endian."""
        codec = _CODECS[self.name]
        if self.name == "UTF-16" and data[:2] in (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE):
            codec, data = "utf-16-be" if data[:2] == codecs.BOM_UTF16_BE else "utf-16-le", data[2:]
        elif self.name == "UTF-32" and data[:4] in (codecs.BOM_UTF32_BE, codecs.BOM_UTF32_LE):
            codec, data = "utf-32-be" if data[:4] == codecs.BOM_UTF32_BE else "utf-32-le", data[4:]
        text = data.decode("gb18030" if self.name == "GBK" else codec, "replace")
        return as_java_reads(self.name, codec, text) if self.name in CORRECTED else text

    def _kept(self, character: str) -> str:
        if self.name in CORRECTED:
            return "?" if java_bytes(self.name, _CODECS[self.name], character) is None else character
        try:
            character.encode(_CODECS[self.name])
        except UnicodeEncodeError:
            return _LOST if self.name.startswith(("UTF-16", "UTF-32")) else "?"
        return character


def _paired(text: str) -> str:
    """The same with each pair of surrogates as the one character that it stands for."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
