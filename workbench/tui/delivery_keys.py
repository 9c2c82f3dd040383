"""The keys of what can be done with a delivery, in the list and where one is shown in full; and those of the list."""

from __future__ import annotations

from textual.binding import Binding

from workbench.tui.actions import OF_A_DELIVERY, OF_THE_LIST

DELIVERY_KEYS = [
    Binding(action.key, f"app.{action.name}", action.title, show=False, tooltip=action.help) for action in OF_A_DELIVERY
]
LIST_KEYS = [Binding(action.key, action.name, action.title, show=False, tooltip=action.help) for action in OF_THE_LIST]
