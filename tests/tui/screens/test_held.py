"""The question while the journal cannot be written."""

from __future__ import annotations

import pytest

from tests.tui.holding import asking
from workbench.tui.screens.held import Held


@pytest.mark.parametrize(("key", "answer"), [("g", True), ("s", False), ("escape", False)])
async def test_it_has_two_answers(key: str, answer: bool) -> None:
    async with asking(Held("the journal '/j' cannot be used: the disk is full")) as (held, answers):
        assert "the disk is full." in held.screen
        assert "g go on without it" in held.screen
        await held.press(key)
        assert answers == [answer]
