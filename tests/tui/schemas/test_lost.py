"""What a consumer on another version does not see."""

from __future__ import annotations

import pytest

from workbench.tui.schemas.lost import MOST, lost


@pytest.mark.parametrize(
    ("own", "read", "paths"),
    [
        ('{"id": 1, "note": "x"}', '{"id": 1}', ("note",)),
        ('{"id": 1, "lines": [{"sku": "a", "n": 2}]}', '{"id": 1, "lines": [{"sku": "a"}]}', ("lines[0].n",)),
        ('{"id": 1}', '{"id": 1, "added": 5}', ()),
        ('{"note": "x"}', '{"remark": "x"}', ()),
        ('{"a": {"string": "x"}}', '{"a": "x"}', ()),
        ("no JSON", "{}", ()),
        ("1", "2", ()),
    ],
)
def test_fields_that_are_not_there_are_lost(own: str, read: str, paths: tuple[str, ...]) -> None:
    assert lost(own, read) == paths


def test_many_are_counted() -> None:
    own = "{" + ", ".join(f'"f{index}": {index}' for index in range(MOST + 3)) + "}"
    assert lost(own, "{}")[-1] == "and 3 more"


def test_a_text_nested_too_deep_loses_nothing() -> None:
    assert lost("[" * 100_000, "[" * 100_000) == ()
