"""Workbenches that write into one journal, and end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.delivery.journal.desk import Desk, Topic

Opened = Callable[[], Desk]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is."""
    return tmp_path / "state" / "journal.db"


@pytest.fixture
def topic() -> Topic:
    """What the broker has."""
    return Topic()


@pytest.fixture
def desk(path: Path, topic: Topic) -> Iterator[Desk]:
    """A workbench."""
    desk = Desk(path, topic)
    yield desk
    desk.close()


@pytest.fixture
def another(path: Path, topic: Topic) -> Iterator[Opened]:
    """Starts one more on the same journal and the same topic."""
    desks: list[Desk] = []

    def start() -> Desk:
        desks.append(Desk(path, topic))
        return desks[-1]

    yield start
    for desk in desks:
        desk.close()
