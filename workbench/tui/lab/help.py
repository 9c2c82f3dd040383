"""Every key of the lab, and what its views answer."""

from __future__ import annotations

from textual.content import Content

from workbench.tui.actions import key_sign
from workbench.tui.lab.tabs import TABS
from workbench.tui.screens.help import Help, row

IN_PLACE = (
    ("↑ ↓", "the next client, the next line; they work while you type the key. PgUp and PgDn: the next partition"),
    ("⇧↑ ⇧↓", "scroll what explains the row under the cursor"),
    ("Enter", "on a client: emulate it, so that records go where it would put them"),
    ("F8", "find a client by its name or its language"),
    ("F9", "load the keys of the spread, as Enter does there; Esc stops"),
    ("^T", "the key as text, empty, null"),
    ("F5", "nothing: records are sent from the main screen"),
    ("", "as if: another partition count than the topic's, to see what would be"),
    ("Esc", "one step back; the key goes with you to the composer"),
)
SIGNS = (
    ("=", "as Java: the two work together on this key"),
    ("≈", "the same by chance: on other keys the two part ways"),
    ("≠", "another partition than Java's: joins and compaction across the two break"),
    ("~", "no number promised: the client picks while it sends"),
    ("▸", "the client that is emulated"),
)


class LabHelp(Help):
    """The help of the main screen, with the lab's words."""

    SCOPED_CSS = False
    """So that the rules for Help hold."""

    def words(self, width: int) -> Content:
        return page(width)


def page(width: int) -> Content:
    """Views, then keys, then signs."""
    views = [row(key_sign(tab.key), tab.title, tab.help, width) for tab in TABS]
    keys = [row(key, "", words, width) for key, words in IN_PLACE]
    signs = [row(sign, "", words, width) for sign, words in SIGNS]
    return Content("\n").join([*views, "", *keys, "", *signs])
