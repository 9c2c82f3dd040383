"""A schema registry for the commands that ask one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workbench.schemas.embedded.registry import EmbeddedRegistry


@pytest.fixture
def registry() -> Iterator[EmbeddedRegistry]:
    """The embedded one with its two example subjects."""
    with EmbeddedRegistry() as running:
        yield running
