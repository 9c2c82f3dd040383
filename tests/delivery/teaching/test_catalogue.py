"""Every lesson in representative cases, and what holds for all of them whatever is known."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.teaching.lessons import CASES, TABLE, UNNAMED, error, table
from tests.delivery.test_error_kinds import errors
from workbench.delivery.error_kinds import ErrorKind
from workbench.delivery.report import DeliveryError
from workbench.delivery.teaching.catalogue import LESSONS, lesson
from workbench.delivery.teaching.facts import UNKNOWN, Facts
from workbench.delivery.teaching.lesson import Mender
from workbench.delivery.teaching.teach import teach

UNENDED = (".", ",", ";", ":", "!", "?")
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\ud800-\udfff]")
COUNTS = st.none() | st.integers(0, 2**40)
TEXTS = st.text(max_size=400).filter(lambda text: "none" not in text.lower())
FACTS = st.builds(
    Facts,
    topic=TEXTS,
    partition=st.none() | st.integers(0, 10_000),
    partitions=st.none() | st.integers(0, 10_000),
    has_key=st.none() | st.booleans(),
    key_size=COUNTS,
    batch_size=COUNTS,
    producer_size=COUNTS,
    topic_limit=COUNTS,
    producer_limit=COUNTS,
    compression=st.none() | st.sampled_from(["none", "zstd"]),
    timeout_ms=COUNTS,
    handed_over=st.none() | st.floats(0, 4e9),
    deadline=st.none() | st.floats(0, 4e9),
    acks=st.none() | st.sampled_from(["all", "1", "0"]),
    idempotent=st.none() | st.booleans(),
    transactional_id=st.none() | TEXTS,
    user=st.none() | TEXTS,
    replicas=st.none() | st.integers(1, 9),
    in_sync=st.none() | st.integers(0, 9),
    min_in_sync=st.none() | st.integers(1, 9),
    leader=st.none() | st.integers(0, 2**31),
    leaderless=st.booleans(),
    leader_address=TEXTS,
    leader_up=st.none() | st.booleans(),
    down=TEXTS,
    fatal=st.sampled_from(["", "_FENCED", "x"]),
    cluster=TEXTS,
)


def is_well_formed(text: str) -> bool:
    """Whether it reads as somebody wrote it: no gaps, nothing that a terminal acts on, no value that is missing."""
    return (
        bool(text.strip())
        and text == text.strip()
        and "  " not in text
        and "None" not in text
        and not UNSEEN.search(text)
    )


def test_every_sentence_is_the_known_one() -> None:
    assert table() == TABLE.read_text(), "read what has changed, then: python -m tests.delivery.teaching.lessons"


def test_the_issues_own_example() -> None:
    step = teach(DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size too large"), CASES["all known"]).next_step
    assert step == "raise the topic's max.message.bytes, 1,048,588 now; this record is 1,400,212 bytes"


@pytest.mark.parametrize(
    "name",
    [
        "_KEY_SERIALIZATION",
        "_VALUE_SERIALIZATION",
        "_QUEUE_FULL",
        "_MSG_TIMED_OUT",
        "REQUEST_TIMED_OUT",
        "UNKNOWN_TOPIC_OR_PART",
        "_UNKNOWN_TOPIC",
        "NOT_ENOUGH_REPLICAS",
        "TOPIC_AUTHORIZATION_FAILED",
        "_AUTHENTICATION",
        "_TRANSPORT",
        "_ALL_BROKERS_DOWN",
        "_FENCED",
    ],
)
def test_what_a_producer_meets_has_words_of_its_own(name: str) -> None:
    assert name in LESSONS


def test_each_lesson_is_of_an_error_that_there_is() -> None:
    strange = {name for name in LESSONS if " " not in name} - set(errors().values())
    assert strange == {"_JOURNAL"}, "the workbench's own"


def test_each_errors_last_lesson_is_for_every_case() -> None:
    assert {name for name, told in LESSONS.items() if not told[-1].applies(UNKNOWN)} == set()


def test_other_errors_have_librdkafkas_words_and_their_kinds_advice() -> None:
    told = lesson("INVALID_GROUP_ID", "Broker: Invalid group.id", ErrorKind.PERMANENT, UNKNOWN)
    assert told.meaning == "Invalid group.id."
    assert "only after something has changed" in told.step(UNKNOWN)
    assert lesson("X", "", ErrorKind.FATAL, UNKNOWN).meaning == "librdkafka calls this X and says no more."


@given(st.sampled_from([*LESSONS, *UNNAMED]), FACTS)
def test_every_sentence_reads_well_whatever_is_known(name: str, facts: Facts) -> None:
    taught = teach(error(name), facts)
    assert is_well_formed(taught.meaning)
    assert taught.meaning.endswith(".")
    assert is_well_formed(taught.next_step)
    assert not taught.next_step[0].isupper()
    assert not taught.next_step.endswith(UNENDED)
    assert isinstance(taught.mender, Mender)


@given(TEXTS, TEXTS, st.booleans())
def test_a_brokers_words_reach_no_terminal(name: str, message: str, retriable: bool) -> None:
    taught = teach(DeliveryError(name, message, retriable))
    assert is_well_formed(taught.meaning)
    assert taught.meaning.endswith(".")
