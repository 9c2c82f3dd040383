"""What a serializer says when it refuses."""

from __future__ import annotations

import pytest

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.catalogue import find


def refusal(name: str, text: str) -> Problem:
    """The one problem the serializer finds in `text`."""
    with pytest.raises(Unserializable) as raised:
        find(name).serialize(text)
    (problem,) = raised.value.problems
    return problem


def unreadable(name: str, data: bytes) -> Problem:
    """The one problem the serializer finds in `data`."""
    with pytest.raises(Unserializable) as raised:
        find(name).deserialize(data)
    (problem,) = raised.value.problems
    return problem
