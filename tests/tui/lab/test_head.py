"""The lab's first lines."""

from __future__ import annotations

from tests.tui.still import StillSession
from workbench.records.draft import FieldDraft
from workbench.tui.lab.head import title
from workbench.tui.lab.inquiry import inquire

KEY = FieldDraft(text="user-42")


def test_the_title_names_topic_and_count_and_what_is_not_known() -> None:
    session = StillSession()
    assert title(inquire(session, "orders", KEY, ""), 60).plain == " Partition lab  orders · 12 partitions"
    assert title(inquire(session, "orders", KEY, "24"), 60).plain.endswith("orders · as if 24 partitions")
    assert title(inquire(session, "nope", KEY, ""), 30).plain == " Lab  nope · partitions not known"[:40]
    assert "no topic" in title(inquire(session, "", KEY, ""), 60).plain
    assert r"\x1b" in title(inquire(session, "\x1b", KEY, ""), 60).plain
