"""Leaving with records in flight: wait for them, or go and say how many are unknown."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

from workbench.delivery.log import DeliveryLog
from workbench.delivery.transactions import TransactionState
from workbench.tui.transaction_words import transaction_words


class Leaving(ModalScreen[bool]):
    """Gives True to leave, False to stay. Waiting shows progress and can be broken off."""

    CSS = """
    Leaving { align: center middle; background: $background 60%; }
    Leaving > Vertical {
        width: 62; max-width: 100%; height: auto; background: $surface; padding: 1 2;
        border: round $warning; border-title-color: $warning;
    }
    Leaving Static { height: auto; }
    Leaving ProgressBar { margin: 1 0 0 0; display: none; }
    Leaving.-waiting ProgressBar { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "wait", "Wait", show=False),
        Binding("l", "leave", "Leave", show=False),
        Binding("escape", "stay", "Stay", show=False),
    ]

    def __init__(self, log: DeliveryLog) -> None:
        super().__init__()
        self.delivery_log = log
        self.waiting = False
        self._at_start = 0

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            self._box = box
            yield Static(id="transaction")
            yield Static(id="leaving-words")
            yield ProgressBar(show_eta=False)

    def on_mount(self) -> None:
        """Count ten times a second."""
        self.set_interval(0.1, self._count)
        self._count()

    def _count(self) -> None:
        in_flight = self.delivery_log.totals.in_flight
        if self.waiting and in_flight == 0:
            self.dismiss(True)
            return
        within = transaction_words(self.delivery_log).strip()
        self._box.border_title = self._title(in_flight)
        self.query_one("#transaction", Static).update(f"{within}: {self._fate()}\n" if within else "")
        self.query_one("#leaving-words", Static).update(self._words(in_flight))
        if self.waiting:
            self.query_one(ProgressBar).update(total=self._at_start, progress=max(0, self._at_start - in_flight))

    def _title(self, in_flight: int) -> str:
        if in_flight:
            return "Records are in flight"
        return "A transaction is open" if transaction_words(self.delivery_log) else "Leave?"

    def _fate(self) -> str:
        latest = self.delivery_log.transactions.latest
        if latest is not None and latest.state is TransactionState.COMMITTING:
            return "leave now and nobody knows whether it was committed."
        return "leaving aborts it."

    def _words(self, in_flight: int) -> Content:
        records = "record is" if in_flight == 1 else "records are"
        if not in_flight and not self.waiting:
            if transaction_words(self.delivery_log):
                return Content.assemble("\n", *_keys(("l", "leave"), ("Esc", "stay: ^E shows it")))
            return Content.assemble("Nothing is in flight any more.\n\n", *_keys(("l", "leave"), ("Esc", "stay")))
        first = f"{in_flight:,} {records} still awaiting an answer."
        if self.waiting:
            patience = "A record without an answer fails after message.timeout.ms, 5 minutes unless set."
            return Content.assemble(
                f"Waiting: {first}\n", (patience, "$quiet"), "\n\n", *_keys(("l", "leave now"), ("Esc", "stay"))
            )
        return Content.assemble(
            f"{first} Leave now and {'its' if in_flight == 1 else 'their'} fate is unknown.\n\n",
            *_keys(("w", "wait for them"), ("l", "leave now"), ("Esc", "stay")),
        )

    def action_wait(self) -> None:
        """Leave as soon as the last answer is there."""
        self.waiting = True
        self._at_start = max(1, self.delivery_log.totals.in_flight)
        self.add_class("-waiting")
        self._count()

    def action_leave(self) -> None:
        """Go; what is in flight becomes unknown."""
        self.dismiss(True)

    def action_stay(self) -> None:
        """Back to the workbench."""
        self.dismiss(False)


def _keys(*keys: tuple[str, str]) -> list[str | tuple[str, str]]:
    parts: list[str | tuple[str, str]] = []
    for key, words in keys:
        parts += [(key, "bold $accent"), f" {words}   "]
    return parts
