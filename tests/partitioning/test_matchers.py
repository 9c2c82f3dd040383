"""What a rule looks for: whether it is in the key, its words, and why a key cannot be looked into."""

from __future__ import annotations

import pytest

from workbench.partitioning.expression import read
from workbench.partitioning.key_fields import AvroKey, JsonKey
from workbench.partitioning.matchers import LONGEST, Beginning, Exactly, FieldIs, Matcher, NoKey, Pattern

NAME = FieldIs(JsonKey(), ("customer", "name"), ("Banana", "Apple"))


@pytest.mark.parametrize(
    ("matcher", "words", "matching", "others"),
    [
        (Exactly((b"Banana",)), 'key = "Banana"', (b"Banana",), (b"banana", b"Banana ", b"x")),
        (Exactly((b"a", b"b", b"c")), 'key = "a" or 2 more', (b"a", b"c"), (b"d",)),
        (Beginning((b"EU-",)), 'prefix = "EU-"', (b"EU-", b"EU-1", b"EU-\xff"), (b"eu-1", b"E")),
        (Pattern(read("^EU-[0-9]+$")), "regex = '^EU-[0-9]+$'", (b"EU-12",), (b"EU-", b"EU-\xff", b"\xff")),
        (
            NAME,
            'json customer.name = "Banana" or 1 more',
            (b'{"customer": {"name": "Apple"}}',),
            (b'{"customer": {"name": "apple"}}', b'{"customer": "Apple"}', b"[]", b"Apple", b"\xff"),
        ),
        (FieldIs(JsonKey(), (), (True,)), "json = true", (b"true",), (b"1", b'"true"')),
        (
            FieldIs(JsonKey(), ("n",), (1,)),
            "json n = 1",
            (b'{"n": 1}',),
            (b'{"n": true}', b'{"n": 1.0}', b'{"n": "1"}'),
        ),
        (FieldIs(JsonKey(), ("n",), (1.5,)), "json n = 1.5", (b'{"n": 1.5}',), (b'{"n": 1}',)),
        (FieldIs(AvroKey.of("string"), (), ("a",)), 'avro = "a"', (b"\2a", b"\0\0\0\0\1\2a"), (b"a", b"\2b")),
        (NoKey("null"), "null = true", (), (b"null", b"x")),
    ],
)
def test_what_matches_and_how_it_says_itself(
    matcher: Matcher, words: str, matching: tuple[bytes, ...], others: tuple[bytes, ...]
) -> None:
    assert matcher.words == words
    assert all(matcher.matches(key) for key in matching)
    assert not any(matcher.matches(key) for key in others)
    assert all(matcher.unreadable(key) == "" for key in matching)


def test_integers_beyond_2_to_the_53_are_exact() -> None:
    matcher = FieldIs(JsonKey(), ("id",), (2**53 + 1,))
    assert matcher.matches(b'{"id": 9007199254740993}')
    assert not matcher.matches(b'{"id": 9007199254740992}')


@pytest.mark.parametrize(
    ("matcher", "key", "why"),
    [
        (Pattern(read("a")), b"\xff", "is no UTF-8"),
        (Pattern(read("a")), b"a" * (LONGEST + 1), "is longer than 4,096 characters"),
        (NAME, b"Banana", "is no JSON"),
        (FieldIs(AvroKey.of("string"), (), ("a",)), b"a", "is not Avro of this schema"),
        (Exactly((b"a",)), b"\xff", ""),
        (Beginning((b"a",)), b"\xff", ""),
        (NoKey("null"), b"\xff", ""),
    ],
)
def test_why_a_key_cannot_be_looked_into(matcher: Matcher, key: bytes, why: str) -> None:
    assert matcher.unreadable(key) == why
    assert not matcher.matches(key)


def test_words_are_short_and_safe_for_a_terminal() -> None:
    assert Exactly((b"\x1b[31m" + b"x" * 90,)).words == 'key = "\\x1b[31m' + "x" * 18 + '…"'
