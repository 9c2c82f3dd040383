"""Whom an act asks, and what a subject with a version is."""

from __future__ import annotations

import pytest

from workbench.commands.refused import Refused
from workbench.commands.schemas.asked import Asked, subject_version
from workbench.schemas.serializers import Serializers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("orders-value", ("orders-value", "latest")),
        ("orders-value@2", ("orders-value", 2)),
        ("orders-value@latest", ("orders-value", "latest")),
        ("a@b", ("a@b", "latest")),
        ("a@b@3", ("a@b", 3)),
        ("a@", ("a@", "latest")),
        ("a@-1", ("a@-1", "latest")),
        ("a@²", ("a@²", "latest")),
    ],
)
def test_a_subject_and_its_version(text: str, expected: tuple[str, int | str]) -> None:
    assert subject_version(text) == expected


def test_without_a_registry_the_way_to_one_is_said() -> None:
    with pytest.raises(Refused, match="give --registry URL"):
        _ = Asked(None, Serializers()).registry
