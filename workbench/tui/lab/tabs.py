"""The lab's views by name, each with its key, and the line that says which is in front."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from workbench.tui.actions import key_sign


@dataclass(frozen=True, slots=True)
class Tab:
    """One view: its name in the code, its key, its words on the screen."""

    name: str
    key: str
    title: str
    help: str


TABS = (
    Tab("clients", "f2", "Clients", "The key under every client, by partition, and why each puts it there."),
    Tab("doctor", "f3", "Key doctor", "The same text as other bytes, and where each of them lands."),
    Tab("partitions", "f4", "Partitions", "Leaders, replicas, racks and offsets of the topic."),
    Tab("spread", "f6", "Spread", "Many keys over the partitions: bars, skew, the most frequent ones."),
    Tab("growth", "f7", "What if", "Other partition counts: what moves, what a sign bug does."),
)
"""F5 stays free: it sends on the main screen, and nobody who presses it here shall be surprised."""


class LabTabs(Static):
    """A click or a view's key chooses."""

    DEFAULT_CSS = """
    LabTabs {
        height: 1; text-wrap: nowrap; padding: 0 1; link-style: none; link-color: $quiet;
        link-color-hover: $foreground; link-background-hover: $panel; link-style-hover: none;
    }
    """

    def show(self, front: str) -> None:
        """Mark the view that is in front."""
        tabs = [_tab(tab, tab.name == front) for tab in TABS]
        self.update(Content(" ").join(tabs), layout=False)


def _tab(tab: Tab, front: bool) -> Content:
    if front:
        return Content.styled(f" {key_sign(tab.key)} {tab.title} ", "bold reverse $accent")
    return Content.from_markup(f"[@click=screen.view('{tab.name}')] [$key-sign]{key_sign(tab.key)}[/] {tab.title} [/]")
