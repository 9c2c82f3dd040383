"""Every field has its words, and what it offers as valid is."""

from __future__ import annotations

import pytest

from workbench.delivery.filters.fields import FIELDS
from workbench.delivery.filters.reading import read


@pytest.mark.parametrize(
    "line",
    [
        "key:user-42",
        "exact:user-42",
        "state:queued,delivered,sent,failed,unknown",
        "topic:orders",
        "topic:ord*",
        "partition:3",
        "partition:0..4",
        "offset:1204",
        "offset:1200..1300",
        "offset:>1200",
        "error:TIMED_OUT",
        "latency:>10ms",
        "latency:5..20ms",
        "size:>1kB",
        "size:100..200B",
        "time:12:03",
        "time:12:03:07",
        "time:2026-11-22T12:03:07Z",
        "time:12:03..12:05",
        "time:>12:03",
    ],
)
def test_what_is_said_to_be_valid_is(line: str) -> None:
    assert read(line).problems == ()


def test_every_field_has_an_example_above() -> None:
    assert {field.name for field in FIELDS.values()} == set(FIELDS)
    assert all(field.about and field.valid for field in FIELDS.values())
