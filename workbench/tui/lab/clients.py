"""View 1: the key under all clients, and the one under the cursor explained."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from workbench.partitioning.client import Client
from workbench.partitioning.comparison import Comparison, compare
from workbench.records.escape import escape
from workbench.tui.actions import Action
from workbench.tui.lab.client_page import client_page, verdict
from workbench.tui.lab.clients_page import ClientsPage, clients_page, first_to_look_at, tally_line
from workbench.tui.lab.inquiry import Inquiry
from workbench.tui.lab.lines import EMPTY, Line, paragraph
from workbench.tui.lab.sheet import Sheet
from workbench.tui.lab.view import View

ROOMY = 30
"""Lines of the view from which each language has a line of its own."""


BAND = 3
"""Lines for the tally and the sentence; a sentence that needs all of them has them."""


def own_lines(asked: Inquiry, comparison: Comparison) -> list[Line]:
    """Where a rule file or a plug-in in force puts the key: it is in no catalogue, so it stands above."""
    if isinstance(asked.partitioner, Client):
        return []
    where = "nowhere" if asked.placement is None else "any" if asked.landing is None else f"{asked.landing}"
    sign, style = ("=", "same") if asked.landing == comparison.partition else ("≠", "other")
    return [
        ((f"{sign} {where}", style), (f"  ▸{escape(asked.partitioner.name)}", "plain"), ("  in force here", "quiet"))
    ]


class ClientsView(View):
    """Until somebody moves the cursor it is on a client that differs; then it stays with its client."""

    DEFAULT_CSS = """
    ClientsView #verdict { height: 3; padding: 0 1; background: $background; }
    ClientsView #client-list { width: 8fr; }
    ClientsView #client-facts { width: 6fr; }
    """

    keys = (
        Action("move(1)", "↑↓", "Clients", "The next client; PgUp and PgDn: the next partition.", "client"),
        Action("take", "enter", "Emulate", "Records go where the client under the cursor puts them.", "emulate"),
        Action("find", "f8", "Find a client", "Every client by name or language; type to search.", "find a client"),
    )

    class Emulate(Message):
        """The person wants records to go where this client puts them."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__(name="clients", id="view-clients")
        self.cursor = ""
        self._chosen = False
        self._asked: Inquiry | None = None
        self._comparison: Comparison | None = None
        self._page = ClientsPage()

    def compose(self) -> ComposeResult:
        yield Sheet(id="verdict")
        with Horizontal(classes="columns"):
            with Vertical(id="client-list", classes="pane") as box:
                box.border_title = "Every client, by partition"
                yield Sheet(id="client-rows")
            with Vertical(id="client-facts", classes="pane"):
                yield Sheet(id="client-page")

    def show(self, asked: Inquiry) -> None:
        self._asked = asked
        self._comparison = None
        if asked.is_known and asked.partitions is not None:
            self._comparison = compare(asked.key, asked.partitions)
            if not self._chosen:
                self.cursor = first_to_look_at(self._comparison, self.cursor, asked.partitioner.name)
        self._draw()

    def on_resize(self) -> None:
        """The names flow with the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        rows, facts, band = (self.query_one(f"#{one}", Sheet) for one in ("client-rows", "client-page", "verdict"))
        asked, comparison = self._asked, self._comparison
        if asked is None or not rows.size.width:
            return
        if comparison is None or asked.partitions is None:
            band.show([EMPTY, *paragraph("No client can place this yet.", band.text_width, "quiet")])
            rows.show([])
            facts.show([])
            return
        width, roomy = rows.text_width, self.size.height >= ROOMY
        above = own_lines(asked, comparison)
        self._page = page = clients_page(comparison, self.cursor, asked.partitioner.name, width, roomy, above)
        index = page.index(self.cursor)
        client = page.clients[index]
        first, last = page.around(index, rows.room)
        if not rows.top <= first <= last < rows.top + rows.room:
            rows.top = first  # what comes after it is news, those with Java before it are not
        rows.show(page.lines)
        words = verdict(comparison, client, band.text_width)
        tally = [tally_line(comparison, band.text_width)] if len(words) < BAND else []
        band.show([*tally, *words])
        placement = client.place(asked.key, asked.partitions)
        facts.show(client_page(client, placement, asked.key, facts.text_width, facts.size.height))

    def go(self, name: str) -> None:
        """Put the cursor on a client; from now on it stays there."""
        self.cursor, self._chosen = name, True
        self._draw()

    def move(self, by: int) -> None:
        page = self._page
        if page.clients:
            self.go(page.clients[(page.index(self.cursor) + by) % len(page.clients)].name)

    def turn(self, by: int) -> None:
        """The next or the previous partition's clients."""
        page = self._page
        if page.clients:
            self.go(page.clients[page.group(page.index(self.cursor), by)].name)

    def scroll_facts(self, by: int) -> None:
        self.query_one("#client-page", Sheet).move(by)

    def take(self) -> None:
        if self._page.clients:
            self.post_message(self.Emulate(self.cursor))

    @on(Sheet.Clicked, "#client-rows")
    def _clicked(self, event: Sheet.Clicked) -> None:
        event.stop()
        client: Client | None = self._page.at(event.line, event.cell)
        if client is not None:
            self.go(client.name)
            if event.times == 2:
                self.take()
