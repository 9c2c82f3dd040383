"""The schemas screen's help names every view, key, sign and level."""

from __future__ import annotations

import pytest

from tests.tui.holding import asking
from workbench.serialization.compatibility import LEVELS as KNOWN
from workbench.tui.actions import key_sign
from workbench.tui.schemas.evolution import EvolutionView
from workbench.tui.schemas.help import IN_PLACE, LEVELS, SIGNS, SchemasHelp, page
from workbench.tui.schemas.register import RegisterView
from workbench.tui.schemas.subjects import SubjectsView
from workbench.tui.schemas.view import TABS


def test_every_view_key_sign_and_level_is_there() -> None:
    plain = page(400).plain
    assert all(f"{key_sign(tab.key).ljust(7)}{tab.title}. {tab.help}" in plain for tab in TABS)
    assert all(words in plain for _, words in (*IN_PLACE, *SIGNS, *LEVELS))
    assert {name for name, _ in LEVELS} == {name.removesuffix("_TRANSITIVE") for name in KNOWN}


@pytest.mark.parametrize("view", [SubjectsView, EvolutionView, RegisterView])
def test_every_key_of_a_view_is_there(view: type[SubjectsView | EvolutionView | RegisterView]) -> None:
    signs = " ".join(key for key, _ in IN_PLACE).replace(" ", "")
    assert all(key_sign(action.key).upper() in signs.upper() for action in view.keys if action.key != "tab")


async def test_it_closes() -> None:
    async with asking(SchemasHelp(), size=(100, 40)) as (held, answers):
        await held.until(lambda: "update consumers first" in held.screen)
        await held.press("escape")
        assert answers == [None]
