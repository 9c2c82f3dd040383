"""What a record was composed of: found by the record itself, and bounded."""

from __future__ import annotations

from workbench.delivery.drafts import OVERHEAD, KeptDrafts
from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.records.record import ProducerRecord


def record(value: bytes = b"1") -> ProducerRecord:
    return ProducerRecord("orders", b"k", value)


PRETTY = RecordDraft("orders", FieldDraft(text="k"), FieldDraft("json", text="1"), (HeaderDraft("a"),))
PLAIN = RecordDraft("orders", FieldDraft(text="k"), FieldDraft("string", text="1"))


def test_two_drafts_of_the_same_bytes_are_told_apart() -> None:
    kept, one, other = KeptDrafts(), record(), record()
    assert one == other
    kept.keep(one, PRETTY)
    kept.keep(other, PLAIN)
    assert (kept.of(one), kept.of(other), kept.of(record())) == (PRETTY, PLAIN, None)


def test_the_one_handed_over_longest_ago_is_let_go_first() -> None:
    cost = OVERHEAD + 2 + 2
    kept, records = KeptDrafts(budget=2 * cost), [record() for _ in range(3)]
    kept.keep(records[0], PLAIN)
    kept.keep(records[1], PLAIN)
    kept.keep(records[0], PLAIN)  # once more
    kept.keep(records[2], PLAIN)
    assert [kept.of(one) for one in records] == [PLAIN, None, PLAIN]
    assert (len(kept), kept.used) == (2, 2 * cost)


def test_one_that_is_larger_than_the_budget_is_not_kept() -> None:
    kept, large = KeptDrafts(), record(b"x" * 9_000_000)
    kept.keep(large, PLAIN)
    assert (kept.of(large), len(kept), kept.used) == (None, 0, 0)
