"""What a broker finds in a record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.delivery.teaching.choosing import step
from tests.delivery.teaching.lessons import WHOLE
from workbench.delivery.teaching.contents import LESSONS


@pytest.mark.parametrize(
    ("has_key", "words"), [(False, "give the record a key"), (True, "see what"), (None, "see what")]
)
def test_a_refused_record_without_a_key_is_asked_for_one(has_key: bool | None, words: str) -> None:
    assert step(LESSONS, "INVALID_RECORD", replace(WHOLE, has_key=has_key)).startswith(words)


@pytest.mark.parametrize("part", ["key", "value"])
def test_serialization_names_the_part(part: str) -> None:
    assert (
        step(LESSONS, f"_{part.upper()}_SERIALIZATION", WHOLE)
        == f"mend the {part}, or choose another serializer for it"
    )


def test_the_compression_that_is_not_understood() -> None:
    facts = replace(WHOLE, compression="zstd")
    assert step(LESSONS, "UNSUPPORTED_COMPRESSION_TYPE", facts).startswith("choose another compression.type, zstd now")


def test_an_innocent_record_is_sent_again() -> None:
    assert step(LESSONS, "_INVALID_DIFFERENT_RECORD", WHOLE) == "send it again: this record is not at fault"


def test_a_failure_without_a_name_is_in_the_brokers_log() -> None:
    assert step(LESSONS, "UNKNOWN", WHOLE).startswith("look into the log of broker 2 at kafka-2:9092 around 22:13:20")
