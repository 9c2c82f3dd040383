"""Every key of the schemas screen, and what its views answer."""

from __future__ import annotations

from textual.content import Content

from workbench.tui.actions import key_sign
from workbench.tui.schemas.view import TABS
from workbench.tui.screens.help import Help, row

IN_PLACE = (
    ("Type", "searches the subjects, in any part of their names; the topic's own stand first"),
    ("↑ ↓", "the next subject, the next version of a consumer; they work while you type"),
    ("PgDn", "scroll the schema, or what explains the row under the cursor; PgUp the other way"),
    ("F6 F7", "an older version of the subject, a newer one"),
    ("Enter", "serialize the value with the version on show; the latest one follows what is registered later"),
    ("F8", "the same for the key"),
    ("F9", "register what is shown: asks, and does it when you press F9 again. Nothing else here changes the registry"),
    ("F5", "nothing: records are sent from the main screen"),
    ("Esc", "one step back; nothing typed is lost"),
)
SIGNS = (
    ("●", "a subject of the composer's topic"),
    ("✓", "a consumer on that version reads the value, or the registry would take the schema"),
    ("✗", "it cannot, and why; each incompatible change by its place and its kind"),
)
LEVELS = (
    ("BACKWARD", "a new version reads what the latest wrote: update consumers first"),
    ("FORWARD", "the latest version reads what a new one writes: update producers first"),
    ("FULL", "both. With _TRANSITIVE: with every version, not with the latest alone"),
    ("NONE", "the registry checks nothing"),
)


class SchemasHelp(Help):
    """The help of the main screen, with the words of this one."""

    SCOPED_CSS = False
    """So that the rules for Help hold."""

    def words(self, width: int) -> Content:
        return page(width)


def page(width: int) -> Content:
    """Views, then keys, then signs, then what compatibility means."""
    views = [row(key_sign(tab.key), tab.title, tab.help, width) for tab in TABS]
    keys = [row(key, "", words, width) for key, words in IN_PLACE]
    signs = [row(sign, "", words, width) for sign, words in SIGNS]
    levels = [row("", name, words, width) for name, words in LEVELS]
    return Content("\n").join([*views, "", *keys, "", *signs, "", *levels])
