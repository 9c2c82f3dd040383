"""One table of actions: no key twice, every action exists, the footer fits a narrow screen."""

from __future__ import annotations

from workbench.tui.actions import ACTIONS, OF_A_DELIVERY, OF_THE_LIST, key_sign
from workbench.tui.app import WorkbenchApp
from workbench.tui.panes.delivery_list import DeliveryList


def test_no_key_and_no_name_stands_twice() -> None:
    assert len({action.key for action in ACTIONS}) == len(ACTIONS)
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
    of_deliveries = (*OF_A_DELIVERY, *OF_THE_LIST)
    assert len({action.key for action in of_deliveries}) == len(of_deliveries)


def test_every_action_is_one_of_the_app() -> None:
    assert [
        action.name for action in (*ACTIONS, *OF_A_DELIVERY) if not hasattr(WorkbenchApp, f"action_{action.name}")
    ] == []


def test_every_key_of_the_list_is_an_action_of_the_list() -> None:
    names = [action.name.partition("(")[0] for action in OF_THE_LIST]
    assert [name for name in names if not hasattr(DeliveryList, f"action_{name}")] == []


def test_every_action_says_what_it_does() -> None:
    assert all(action.title and action.help.endswith(".") for action in (*ACTIONS, *OF_A_DELIVERY, *OF_THE_LIST))


def test_key_signs() -> None:
    assert (key_sign("ctrl+o"), key_sign("f5"), key_sign("f11,ctrl+l")) == ("^O", "F5", "F11")
    assert (key_sign("r"), key_sign("E"), key_sign("escape")) == ("r", "E", "Esc")


def test_the_first_seven_fit_eighty_cells_and_lead_to_all_others() -> None:
    words = [f"{key_sign(action.key)} {action.short}" for action in ACTIONS[:7]]
    assert len("  ".join(words)) <= 78
    assert {"send", "command_palette", "help"} <= {action.name for action in ACTIONS[:7]}
