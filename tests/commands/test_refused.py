"""A refusal carries its sentence and its exit code."""

from __future__ import annotations

from workbench.commands.refused import Refused


def test_a_refusal_is_a_usage_error_unless_said_otherwise() -> None:
    assert (str(Refused("no topic")), Refused("no topic").code) == ("no topic", 2)
    assert Refused("the cluster is down", 3).code == 3
