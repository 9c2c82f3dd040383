"""An app in the workbench's colours."""

from __future__ import annotations

from tests.tui.driving import driving
from tests.tui.still import StillSession
from workbench.tui.themed import Themed


def test_an_unknown_theme_is_a_sentence_and_the_default_holds() -> None:
    app = Themed()
    [problem] = app.take_themes("nonsense")
    assert "there is no theme 'nonsense'; there are workbench-dark, workbench-light" in problem
    assert app.theme == "workbench-dark"
    assert app.take_themes("workbench-light") == []
    assert app.theme == "workbench-light"


async def test_the_key_steps_through_the_workbenchs_own_themes() -> None:
    async with driving(session=StillSession()) as driver:
        await driver.press("f10")
        assert driver.app.theme == "workbench-light"
        await driver.press("f10")
        assert driver.app.theme == "workbench-dark"
        assert "quiet" in driver.app.theme_variables
