"""Transactions by hand: where the open one is on its way, and what may be done with it."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.delivery.transactions import Transaction, TransactionState
from workbench.records.escape import escape
from workbench.session import Session
from workbench.tui.figures import clock, plural

SIGNS = {
    TransactionState.OPEN: ("●", "$accent"),
    TransactionState.COMMITTED: ("✓", "$success"),
    TransactionState.ABORTED: ("✗", "$warning"),
    TransactionState.MUST_ABORT: ("!", "$error"),
    TransactionState.FENCED: ("!", "$error"),
    TransactionState.LOST: ("?", "$error"),
    TransactionState.REFUSED: ("!", "$error"),
}
LOOKS_A_SECOND = 5


class TransactionScreen(ModalScreen[None]):
    """Begins one, commits it, aborts it; it goes on while this screen is closed."""

    CSS = """
    TransactionScreen { align: center middle; background: $background 60%; }
    TransactionScreen > Vertical {
        width: 74; max-width: 100%; height: auto; background: $surface; padding: 1 2;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $quiet;
    }
    TransactionScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "begin", "Begin", show=False),
        Binding("c", "commit", "Commit", show=False),
        Binding("a", "abort", "Abort", show=False),
        Binding("escape,q", "dismiss(None)", "Back", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Transaction"
            self._box = box
            yield Static(id="transaction-words")

    def on_mount(self) -> None:
        """Look a few times a second."""
        self.set_interval(1 / LOOKS_A_SECOND, self._show)
        self._show()

    def _show(self) -> None:
        latest = self.session.log.transactions.latest
        under_way = latest is not None and not latest.state.is_over
        self._box.border_subtitle = "Esc back; it goes on" if under_way else "Esc back"
        self.query_one("#transaction-words", Static).update(words(self.session))

    def action_begin(self) -> None:
        """A new one, unless one is on its way."""
        latest = self.session.log.transactions.latest
        if latest is None or latest.state.is_over:
            self._begin()

    @work(thread=True, exit_on_error=False)
    def _begin(self) -> None:
        self.session.begin_transaction()

    def action_commit(self) -> None:
        """Make its records visible to every reader."""
        self.session.worker.commit_transaction()

    def action_abort(self) -> None:
        """Have read_committed readers skip its records."""
        self.session.worker.abort_transaction()


def words(session: Session) -> Content:
    """What there is to know, and the keys that do something now."""
    latest = session.log.transactions.latest
    if latest is None:
        lines = [
            Content(
                "None was begun yet. What is sent in one becomes visible to read_committed readers all at once when it "
                "is committed, and never when it is aborted."
            ),
        ]
    else:
        lines = _of(latest, session)
    return Content("\n").join([*lines, Content(), _keys(latest)])


def _of(one: Transaction, session: Session) -> list[Content]:
    sign, colour = SIGNS.get(one.state, ("…", "$foreground"))
    count = (one.stop or session.log.next) - one.first
    lines = [
        Content.assemble((f"{sign} {one.state}", colour), f"   number {one.number}, begun {clock(one.began)}"),
        Content.assemble(("transactional.id  ", "$quiet"), escape(one.transactional_id)),
        Content.assemble(("records           ", "$quiet"), f"{plural(count, 'record')}: {one.state.for_readers}"),
    ]
    return [*lines, Content.styled(one.problem, "$error")] if one.problem else lines


def _keys(latest: Transaction | None) -> Content:
    can = keys_of(latest)
    parts: list[str | tuple[str, str]] = []
    for key, name in can:
        parts += [(key, "bold $accent"), f" {name}   "]
    return Content.assemble(*parts)


def keys_of(latest: Transaction | None) -> tuple[tuple[str, str], ...]:
    """What may be done now."""
    if latest is None or latest.state.is_over:
        return (("b", "begin"), ("Esc", "back"))
    if latest.state is TransactionState.OPEN:
        return (("c", "commit"), ("a", "abort"), ("Esc", "back: F5 sends into it"))
    if latest.state is TransactionState.MUST_ABORT:
        return (("a", "abort"), ("Esc", "back"))
    return (("Esc", "back"),)
