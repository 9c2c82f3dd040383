"""The keys of what can be done with a delivery: in the list, and where one is shown in full."""

from __future__ import annotations

from textual.binding import Binding

from workbench.tui.actions import OF_A_DELIVERY

DELIVERY_KEYS = [
    Binding(action.key, f"app.{action.name}", action.title, show=False, tooltip=action.help) for action in OF_A_DELIVERY
]
