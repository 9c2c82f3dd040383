"""Drafts of every kind, as a person might compose them: any keys, headers, timestamps, tombstones."""

from __future__ import annotations

import random
import time
from functools import cache

from workbench.records.draft import NOW, FieldDraft, HeaderDraft, Presence, RecordDraft

LONGEST = 40
NULL = FieldDraft(presence=Presence.NULL)


def drafts(topic: str, count: int) -> list[RecordDraft]:
    """The same keys in every run; for each 200 of them a null and an empty one. Every 3rd record has headers, every 4th
    a timestamp (minutes ago: a broker keeps no old records), every 5th a null value.
    """
    now = time.time_ns() // 1_000_000
    return [
        RecordDraft(
            topic=topic,
            key=typed(key),
            value=NULL if number % 5 == 0 else FieldDraft(text=str(number)),
            headers=_HEADERS if number % 3 == 0 else (),
            timestamp=str(now - number) if number % 4 == 0 else NOW,
        )
        for number, key in enumerate(keys(count))
    ]


@cache
def keys(count: int) -> tuple[bytes | None, ...]:
    """Random bytes of 1 to 40 and, among them, null and empty."""
    chance = random.Random("keys")
    odd: list[bytes | None] = [None, b""] * (count // 200)
    drawn = [*odd, *(chance.randbytes(chance.randint(1, LONGEST)) for _ in range(count - len(odd)))]
    chance.shuffle(drawn)
    return tuple(drawn)


def typed(key: bytes | None) -> FieldDraft:
    """The key field in which these bytes are typed."""
    if key is None:
        return NULL
    return FieldDraft(serializer="hex", text=key.hex(), presence=Presence.TEXT if key else Presence.EMPTY)


_HEADERS = (
    HeaderDraft("trace", FieldDraft(text="a1")),
    HeaderDraft("trace", FieldDraft(serializer="hex", text="00ff")),
    HeaderDraft("nothing", NULL),
)
