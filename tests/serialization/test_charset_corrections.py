"""Every character of the Basic Multilingual Plane in every charset, against digests of Java's answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

import pytest

from tests.brokers.java.questions import FILE
from workbench.serialization.charset_corrections import CORRECTED
from workbench.serialization.charsets import NAMES, Charset

DIGESTS = {
    one["charset"]: one["answer"] for one in json.loads(FILE.read_text())["answers"] if one["as"] == "every character"
}
LOW, HIGH = range(0x3400), (*range(0x3400, 0xD800), *range(0xF900, 0x10000))
"""Without halves of pairs and the private use area; ideographs and syllables begin at U+3400."""

_OF_MANY_BYTES = sorted({*CORRECTED, "UTF-8", "UTF-16", "UTF-32LE", "GB2312", "x-windows-949"} - {"IBM500", "TIS-620"})


def digest(charset: Charset, codes: Iterable[int]) -> str:
    made = sha256()
    for code in codes:
        made.update(charset.encode(chr(code)).hex().encode() + b" ")
    return made.hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_and_sign_has_javas_bytes(name: str) -> None:
    assert digest(Charset.named(name), LOW) == DIGESTS[name][0]


@pytest.mark.parametrize("name", _OF_MANY_BYTES)
def test_every_ideograph_and_syllable_has_javas_bytes(name: str) -> None:
    assert digest(Charset.named(name), HIGH) == DIGESTS[name][1]


@pytest.mark.parametrize("name", sorted(CORRECTED))
def test_what_is_not_lost_is_read_again(name: str) -> None:
    charset = Charset.named(name)
    for text in ("az09\n", "€é한日Я", "ⅰ㈱—ḿ纊"):
        lost = set(charset.lost(text))
        kept = "".join(character for at, character in enumerate(text) if at not in lost)
        assert charset.decode(charset.encode(kept)) == kept
        assert all(charset.encode(text[at]) == b"?" for at in lost)


def test_a_syllable_that_the_charset_lacks_is_lost_and_not_spelled_out() -> None:
    """Python's euc_kr writes 갂 in eight bytes."""
    charset = Charset.named("EUC-KR")
    assert (charset.encode("가갂나"), charset.lost("가갂나")) == (bytes.fromhex("b0a13fb3aa"), [1])
