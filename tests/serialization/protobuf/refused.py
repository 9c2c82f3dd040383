"""What is said of a text that is no such message."""

from __future__ import annotations

import pytest

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.protobuf.serializer import ProtobufSerializer


def problems(serializer: ProtobufSerializer, text: str) -> tuple[Problem, ...]:
    with pytest.raises(Unserializable) as raised:
        serializer.serialize(text)
    return raised.value.problems


def places(serializer: ProtobufSerializer, text: str) -> list[tuple[str, int | None, int | None]]:
    """Path, line and column of each problem."""
    return [(problem.path, problem.line, problem.column) for problem in problems(serializer, text)]


def only(serializer: ProtobufSerializer, text: str) -> Problem:
    (problem,) = problems(serializer, text)
    return problem
