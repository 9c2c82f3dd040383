"""Whether the keys of two topics meet: why they do not join, in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from workbench.commands.lab import spreading, writers
from workbench.commands.lab.asked import Asked
from workbench.commands.lab.gathering import Gathered, gather
from workbench.commands.lab.layout import WIDTH, count_of, wrapped
from workbench.partitioning.agreement import Agreement

_SIGNS = {True: "=", False: "≠", None: "?"}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two topics: the keys that both hold, how many of these lie on the same partition, and what that means.

    `join` is None where nothing can be said.
    """

    topics: tuple[str, str]
    partitions: tuple[int, int]
    keys: int
    same: int
    join: bool | None
    sentence: str


def json_lines(questions: Sequence[Asked]) -> Iterator[str]:
    """What there is to say of each topic; then one object for each two of them."""
    found = [(asked, gather(asked)) for asked in questions]
    for asked, gathered in found:
        yield from spreading.objects(asked, gathered)
    for one, other in combinations(found, 2):
        met = meeting(*one, *other)
        yield json.dumps(
            {
                "question": "do they join",
                "topics": met.topics,
                "partitions": met.partitions,
                "keys": met.keys,
                "same": met.same,
                "join": met.join,
                "sentence": met.sentence,
            }
        )


def lines(questions: Sequence[Asked]) -> Iterator[str]:
    """The same for a person; the answer comes last, where a terminal ends."""
    found = [(asked, gather(asked)) for asked in questions]
    for asked, gathered in found:
        yield from spreading.paragraphs(asked, gathered)
        yield ""
    for one, other in combinations(found, 2):
        met = meeting(*one, *other)
        question = f"do {met.topics[0]} and {met.topics[1]} join? {_SIGNS[met.join]} {met.sentence}"
        yield from wrapped(question, one[0].width or WIDTH, "  ", "")


def meeting(asked: Asked, gathered: Gathered, other_asked: Asked, other: Gathered) -> Meeting:
    """What two topics have in common."""
    both = gathered.lying.keys() & other.lying.keys()
    same = sum(gathered.lying[key] == other.lying[key] for key in both)
    topics, partitions = (asked.topic, other_asked.topic), (asked.partitions, other_asked.partitions)
    wrote = [writers.agreements(one, count) for one, count in zip((gathered, other), partitions, strict=True)]
    join, sentence = _judged(topics, partitions, len(both), same, [_rule(found) for found in wrote])
    return Meeting(topics, partitions, len(both), same, join, sentence)


def _rule(found: Sequence[Agreement]) -> str:
    """Who wrote a topic, where that is clear."""
    return writers.names(found[0])[0] if writers.is_clear(found) else ""


def _judged(
    topics: tuple[str, str], partitions: tuple[int, int], keys: int, same: int, rules: Sequence[str]
) -> tuple[bool | None, str]:
    if partitions[0] != partitions[1]:
        counts = " and ".join(f"{topic} has {count:,}" for topic, count in zip(topics, partitions, strict=True))
        return False, f"{counts} partitions: a join needs the same number"
    written = " and ".join(
        f"{topic} is written by {rule or 'nobody known'}'s rule" for topic, rule in zip(topics, rules, strict=True)
    )
    if not keys:
        return _without_common_keys(written, rules)
    if same == keys:
        return True, f"{_of_both(keys)} on the same partition"
    return False, f"{keys - same:,} of {_of_both(keys)} on different partitions: {written}"


def _of_both(keys: int) -> str:
    return f"{count_of(keys, 'key')} that both hold {'lies' if keys == 1 else 'lie'}"


def _without_common_keys(written: str, rules: Sequence[str]) -> tuple[bool | None, str]:
    bytes_differ = "no key is in both; if there should be one, their bytes differ (--doctor)"
    if all(rules) and rules[0] != rules[1]:
        return False, f"{written}; {bytes_differ}"
    return None, bytes_differ
