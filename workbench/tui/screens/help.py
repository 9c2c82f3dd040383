"""Every key and what the panes show, from the same table as the bindings."""

from __future__ import annotations

from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.tui.actions import ACTIONS, OF_A_DELIVERY, OF_THE_LIST, key_sign

IN_PLACE = (
    ("Tab", "the next field, in the order a record travels; Shift+Tab the one before"),
    ("Enter", "on a choice (▾): its list; on “and 3 more”: every error or note; on a delivery: all of it"),
    ("← →", "on a choice or on text, empty, null: the one before, after"),
    ("^Space", "in a value with a schema: what may stand at the cursor; typing a name shows it too, Enter takes it"),
    ("↑ ↓", "among the deliveries: up pauses, End follows again"),
    *((key_sign(action.key), f"on a delivery: {action.title}. {action.help}") for action in OF_A_DELIVERY),
    *((key_sign(action.key), f"on the deliveries: {action.title}. {action.help}") for action in OF_THE_LIST),
    ("Esc", "one step back; nothing typed is lost"),
)
PANES = (
    ("Connection", "the cluster, its state and the producer's settings; a change holds from the next record on"),
    ("Record", "what is sent; null, empty and text are three different things for key, value and headers"),
    ("Bytes", "the record as it will lie on the wire: every byte by its name, and what a consumer reads from them"),
    ("Partition", "where the record lands: worked out from the key's bytes, and asked for when it is sent"),
    ("Deliveries", "each record from handing over to the broker's answer; latency leaves connection set-up out"),
)


INDENT = 7
WIDEST = 96


class Help(ModalScreen[None]):
    """Closes with Escape."""

    CSS = """
    Help { align: center middle; background: $background 60%; }
    Help > VerticalScroll {
        width: 90%; max-width: 96; height: auto; max-height: 92%; background: $surface;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $quiet; padding: 0 1;
    }
    Help VerticalScroll { scrollbar-size-vertical: 1; }
    Help Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q", "dismiss(None)", "Back", show=False)]

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title, box.border_subtitle = "Help", "Esc back"
            yield Static(self._page)

    @property
    def _page(self) -> Content:
        return self.words(min(WIDEST, self.app.size.width * 9 // 10) - 5)

    def words(self, width: int) -> Content:
        """The whole page; another screen's help says other things."""
        return page(width)

    def on_resize(self) -> None:
        """The words follow the width."""
        self.call_after_refresh(self.query_one(Static).update, self._page)


def page(width: int) -> Content:
    """Keys, then keys in place, then the panes."""
    actions = [row(key_sign(action.key), action.title, action.help, width) for action in ACTIONS]
    in_place = [row(key, "", words, width) for key, words in IN_PLACE]
    panes = [row("", name, words, width) for name, words in PANES]
    return Content("\n").join([*actions, "", *in_place, "", *panes])


def row(key: str, title: str, words: str, width: int) -> Content:
    """A key and what it does, further lines under the first one's words."""
    name = f"{title}. " if title else ""
    first, *rest = wrap(name + words, max(10, width - INDENT))
    return Content.assemble(
        (key.ljust(INDENT), "bold $accent"),
        (first[: len(name)], "bold"),
        ("".join((first[len(name) :], *(f"\n{' ' * INDENT}{line}" for line in rest))), "$quiet"),
    )
