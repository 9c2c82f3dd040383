"""What the help says of each command."""

from __future__ import annotations

from importlib import import_module

import pytest

from workbench.commands.entries import COMMANDS, OPENING


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_module_a_sentence_and_examples(name: str) -> None:
    command = import_module(f"workbench.commands.{name}")
    assert callable(command.run)
    assert COMMANDS[name].about.endswith((".", "…"))
    assert f"workbench {name}" in COMMANDS[name].examples


def test_the_opening_lists_every_command() -> None:
    assert all(f"workbench {name} " in OPENING.examples for name in COMMANDS)


def test_lines_fit_a_terminal_of_some_width() -> None:
    texts = [OPENING.examples, *(one.examples for one in COMMANDS.values())]
    assert max(len(line) for text in texts for line in text.split("\n")) <= 120
