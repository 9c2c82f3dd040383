"""A schema registry for the commands that ask one, and a file for those that read lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.schemas.embedded.registry import EmbeddedRegistry


@pytest.fixture
def registry() -> Iterator[EmbeddedRegistry]:
    """The embedded one with its two example subjects."""
    with EmbeddedRegistry() as running:
        yield running


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[bytes], int]]:
    """A file of these bytes, by its descriptor."""
    descriptors: list[int] = []

    def open_file(data: bytes) -> int:
        path = tmp_path / "lines"
        path.write_bytes(data)
        descriptors.append(os.open(path, os.O_RDONLY))
        return descriptors[-1]

    yield open_file
    for descriptor in descriptors:
        os.close(descriptor)
