"""What a person starts from."""

from __future__ import annotations

from workbench.records.draft import AUTO, NOW, FieldDraft, HeaderDraft, Presence, RecordDraft


def test_a_new_draft_leaves_partition_and_time_open() -> None:
    draft = RecordDraft()
    assert (draft.partition, draft.timestamp, draft.headers) == (AUTO, NOW, ())


def test_null_empty_and_text_are_three_states() -> None:
    assert len({FieldDraft(presence=presence) for presence in Presence}) == 3
    assert HeaderDraft("trace").value.presence is Presence.TEXT
