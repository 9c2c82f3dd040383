"""What the three ways to send cost on this cluster: asks, sends, shows the seconds as bars."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.lab.ways import RECORDS, Cost
from workbench.records.draft import RecordDraft
from workbench.records.escape import escape
from workbench.records.way import Way
from workbench.session import Session
from workbench.tui.figures import latency

MEANING = {
    Way.ASYNC: "async: an answer for each, in its time",
    Way.SYNC: "sync: each waits for its answer",
    Way.FORGET: "forget: nobody waits, nobody asks",
}
BAR = 22


class WaysScreen(ModalScreen[None]):
    """Sends nothing before Enter; leaving stops the measurement."""

    CSS = """
    WaysScreen { align: center middle; background: $background 60%; }
    WaysScreen > Vertical {
        width: 78; max-width: 100%; height: auto; background: $surface; padding: 1 2;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $quiet;
    }
    WaysScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "measure", "Measure", show=False),
        Binding("escape,q", "dismiss(None)", "Back", show=False),
    ]

    class Measured(Message):
        """The costs; none where the record cannot be sent."""

        def __init__(self, costs: tuple[Cost, ...]) -> None:
            super().__init__()
            self.costs = costs

    def __init__(self, session: Session, draft: RecordDraft) -> None:
        super().__init__()
        self.session, self._draft = session, draft
        self._stopped = Event()
        self._measuring = False

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "What the three ways to send cost here"
            box.border_subtitle = "Enter measures · Esc back"
            yield Static(question(self._draft.topic))

    def on_unmount(self) -> None:
        """What is handed over already is answered; nothing more is."""
        self._stopped.set()

    def action_measure(self) -> None:
        """Send, and measure."""
        if not self._measuring:
            self._measuring = True
            self.query_one(Static).update("… measuring: the deliveries show every record")
            self._measure()

    @work(thread=True, exit_on_error=False)
    def _measure(self) -> None:
        self.post_message(self.Measured(self.session.cost_of_ways(self._draft, self._stopped)))

    @on(Measured)
    def _show(self, event: Measured) -> None:
        self._measuring = False
        self.query_one(Static).update(outcome(event.costs))


def question(topic: str) -> Content:
    """What Enter does."""
    count = (RECORDS + 1) * len(Way)
    return Content.assemble(
        (f"Sends the record of the form {count} times", "bold"),
        f" to {escape(topic) or 'no topic yet'}, {RECORDS} each way after one that sets the connection up, and takes "
        "the time. They are records as any other.",
    )


def outcome(costs: Sequence[Cost]) -> Content:
    """A bar for each way, and the seconds."""
    if not costs:
        return Content.styled("✗ The record cannot be sent as it stands; its errors are beside its fields.", "$error")
    longest = max((cost.seconds or 0.0 for cost in costs), default=0.0)
    title = Content.styled(f"{RECORDS} records each way, from the first handed over to the last answer", "$quiet")
    return Content("\n").join([title, *(_row(cost, longest) for cost in costs)])


def _row(cost: Cost, longest: float) -> Content:
    head = f"{MEANING[cost.way]:<40}"
    if cost.seconds is None:
        return Content.assemble(head, ("no end in time", "$warning"))
    cells = max(1, round(cost.seconds / longest * BAR)) if longest else 1
    return Content.assemble(head, ("█" * cells, "$accent"), f" {latency(cost.seconds)}")
