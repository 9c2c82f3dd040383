"""The words of a record that was read."""

from __future__ import annotations

import pytest

from workbench.records.fetched import TimestampType, Visibility


def test_the_timestamp_s_type_as_kafka_calls_it() -> None:
    assert [kind.word for kind in TimestampType] == ["", "CreateTime", "LogAppendTime"]


@pytest.mark.parametrize("seen", Visibility)
def test_who_reads_it_is_a_sentence(seen: Visibility) -> None:
    assert ("read_committed" in seen.sentence) == (seen is not Visibility.COMMITTED)
