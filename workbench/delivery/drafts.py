"""What a record was composed of, for as long as its bytes stand beside its row: to edit it and send it again."""

from __future__ import annotations

from collections import OrderedDict

from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.record import ProducerRecord

KEPT_BYTES = 8 * 1024 * 1024
"""How much drafts and their records may need together; the ones that were handed over longest ago are let go first."""

OVERHEAD = 1_000
"""Bytes that Python needs for a draft and its record beside their own."""


class KeptDrafts:
    """Drafts by their records. A send, however many times and in how many rows, has one record, and so one draft.

    The record is known by being the very one, not by its bytes: two drafts may come to the same bytes. One thread's.
    """

    def __init__(self, budget: int = KEPT_BYTES) -> None:
        self.budget = budget
        self.used = 0
        self._kept: OrderedDict[int, tuple[ProducerRecord, RecordDraft]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, record: ProducerRecord, draft: RecordDraft) -> None:
        """Note what a record that is handed over was composed of."""
        if id(record) in self._kept:
            self._kept.move_to_end(id(record))
            return
        self._kept[id(record)] = record, draft
        self.used += _cost(record, draft)
        while self.used > self.budget:
            _, oldest = self._kept.popitem(last=False)
            self.used -= _cost(*oldest)

    def of(self, record: ProducerRecord) -> RecordDraft | None:
        """The draft of this very record, None where there is none, or none any more."""
        found = self._kept.get(id(record))
        return None if found is None else found[1]


def _cost(record: ProducerRecord, draft: RecordDraft) -> int:
    fields = (draft.key, draft.value, *(header.value for header in draft.headers))
    return OVERHEAD + record.size + sum(map(_length, fields))


def _length(field: FieldDraft) -> int:
    """About the bytes of its text, as Python holds it."""
    return len(field.text)
