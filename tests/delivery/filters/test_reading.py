"""Lines that people type, and what is said about words that cannot be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.delivery.filters.conditions import (
    Clause,
    Column,
    Condition,
    Errors,
    KeyText,
    Latency,
    Numbers,
    States,
    Times,
    Topics,
    Whole,
)
from workbench.delivery.filters.moments import Moment
from workbench.delivery.filters.reading import read
from workbench.delivery.report import DeliveryState


def condition(line: str) -> Condition:
    """What the one word of a line asks."""
    reading = read(line)
    assert not reading.problems, reading.problems
    (clause,) = reading.filter.clauses
    assert not clause.negated
    return clause.condition


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("user-42", KeyText(("user-42",))),
        ("User-42", KeyText(("User-42",), exact=True)),
        ("key:a,b", KeyText(("a", "b"))),
        ("a,b", KeyText(("a,b",))),
        ('"order:42 x"', KeyText(("order:42 x",))),
        ("exact:user", KeyText(("user",), exact=True)),
        ("state:failed", States(frozenset({DeliveryState.FAILED}))),
        ("STATE:Failed,unknown", States(frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN}))),
        ("topic:orders,pay*", Topics(("orders", "pay*"))),
        ("partition:3,5..7", Numbers(Column.PARTITION, (Whole(3, 3), Whole(5, 7)))),
        ("offset:>1204", Numbers(Column.OFFSET, (Whole(1205, None),))),
        ("offset:<1_000", Numbers(Column.OFFSET, (Whole(None, 999),))),
        ("error:TIMED_OUT", Errors(("timed_out",))),
        ('error:"not enough"', Errors(("not enough",))),
        ("latency:>10ms", Latency(Decimal("0.01"), None, low_included=False)),
        ("latency:5..20ms", Latency(Decimal("0.005"), Decimal("0.02"))),
        ("latency:<=1.5s", Latency(None, Decimal("1.5"))),
        ("latency:500us..2", Latency(Decimal("0.0005"), Decimal("0.002"))),
        ("size:>1kB", Numbers(Column.SIZE, (Whole(1001, None),))),
        ("size:1..2kB", Numbers(Column.SIZE, (Whole(1000, 2000),))),
        ("size:..1.5KiB", Numbers(Column.SIZE, (Whole(None, 1536),))),
        ("time:12:03..12:05", Times(Moment("12:03"), Moment("12:05"))),
        ("time:>=2026-11-22T12:03:07Z", Times(Moment("2026-11-22T12:03:07Z"), None)),
    ],
)
def test_a_word_is_a_question(line: str, expected: Condition) -> None:
    assert condition(line) == expected


def test_words_together_and_negated() -> None:
    clauses = read("  user -state:delivered -old ").filter.clauses
    assert clauses == (
        Clause(KeyText(("user",))),
        Clause(States(frozenset({DeliveryState.DELIVERED})), negated=True),
        Clause(KeyText(("old",)), negated=True),
    )


def test_nothing_typed_is_no_filter() -> None:
    assert not read("   ").filter


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("sate:failed", "character 1: did you mean state? there is no 'sate': key, exact, state, topic, partition"),
        ("sate:failed", 'a key\'s text is written "sate:failed"'),
        ("a -https://x", "character 4: there is no 'https': key,"),
        ("a state:faild", "character 9: 'faild' is no state: queued, delivered, sent, failed, unknown"),
        ("state:failed,", "character 14: nothing is no state"),
        ("partition:x", "character 11: 'x' is not a number such as 3, or a range such as 0..4"),
        ("partition:", "character 11: what is missing is a number such as 3"),
        ("offset:1.5", "'1.5' is not an offset such as 1204"),
        ("offset:9..3", "'9..3' ends before it begins"),
        ("offset:<0", "nothing is below 0"),
        ("latency:5ms", "hardly a latency is exactly '5ms': write >5ms or a range, 5..20ms"),
        ("latency:>5parsecs", "'>5parsecs' is not a range such as >10ms or 5..20ms"),
        ("latency:>1ms,<3ms", "character 14: latency takes one range, not 2"),
        ("size:1x", "'1x' is not a range such as >1kB or 100..200B"),
        ("time:25:00", "'25:00' is no time: 12:03, 12:03:07 or 2026-11-22T12:03:07Z"),
        ("time:12:05..12:03", "ends before it begins"),
        ("time:..", "'..' is not 12:03"),
        ('key:""', "an empty text is in everything"),
        ("-", "a minus stands alone"),
        ('"user', 'a quote is not closed: end it with "'),
        ("key:\x1b[2Jx:\u202e state:\x1b", "'\\x1b' is no state"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(line: str, sentence: str) -> None:
    problems = [str(problem) for problem in read(line).problems]
    assert any(sentence in problem for problem in problems), problems


def test_every_wrong_word_is_said_and_the_right_ones_are_read() -> None:
    reading = read("state:x user latency:y")
    assert [(problem.start, problem.end) for problem in reading.problems] == [(6, 7), (21, 22)]
    assert reading.filter.clauses == (Clause(KeyText(("user",))),)
