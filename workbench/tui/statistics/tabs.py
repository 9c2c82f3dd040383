"""The statistics' views by name, each with its key, and the line that says which is in front."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from workbench.tui.actions import key_sign
from workbench.tui.lab.tabs import Tab

TABS = (
    Tab("figures", "f2", "Figures", "Rates, queue, latencies, brokers and partitions; looked at once a second."),
    Tab("log", "f3", "Client log", "librdkafka's own lines and throttling, the newest last."),
)


class StatisticsTabs(Static):
    """A click or a view's key chooses. What is said stands at the right."""

    DEFAULT_CSS = """
    StatisticsTabs {
        height: 1; text-wrap: nowrap; padding: 0 1; link-style: none; link-color: $quiet;
        link-color-hover: $foreground; link-background-hover: $panel; link-style-hover: none;
    }
    """

    def show(self, front: str, said: str = "") -> None:
        """Mark the view that is in front."""
        tabs = [_tab(tab, tab.name == front) for tab in TABS]
        title = Content.styled("Statistics ", "bold $accent")
        self.update(Content(" ").join([title, *tabs, Content.styled(f"  {said}", "$unknown")]), layout=False)


def _tab(tab: Tab, front: bool) -> Content:
    if front:
        return Content.styled(f" {key_sign(tab.key)} {tab.title} ", "bold reverse $accent")
    return Content.from_markup(f"[@click=screen.view('{tab.name}')] [$key-sign]{key_sign(tab.key)}[/] {tab.title} [/]")
