"""What is said while there is no answer."""

from __future__ import annotations

from workbench.records.errors import Problem, Unserializable
from workbench.schemas.fetched import Made
from workbench.tui.lab.lines import plain
from workbench.tui.schemas.view import TABS, View, refusal, waiting


def test_waiting_a_failure_and_an_answer() -> None:
    assert plain(waiting(None, 60)) == "… the registry is being asked"
    assert waiting(Made(3), 60) == []
    failed: Made[int] = Made(None, Unserializable(Problem("it is down", "another try")))
    assert plain(waiting(failed, 60)) == "✗ it is down; valid: another try"


def test_every_problem_is_said() -> None:
    assert plain(refusal(Unserializable(Problem("one"), Problem("two")), 60)) == "✗ one\n✗ two"


def test_each_view_has_its_own_key() -> None:
    assert len({tab.key for tab in TABS}) == len(TABS)


def test_a_view_that_is_not_there_draws_nothing() -> None:
    """An answer may come when the screen is closed: its parts are gone by then."""

    class Gone(View):
        def draw(self) -> None:
            self.query_one("#rows")

    Gone().redraw()
