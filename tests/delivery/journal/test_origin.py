"""What a send is: as text and back, without texts, and whether its input is still the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.journal.desk import of_lines, origin, write_lines
from workbench.delivery.journal.origin import ROWS, Kind, Origin, input_problem
from workbench.records.columns import InputPosition
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft

FIELDS = st.builds(FieldDraft, st.text(max_size=5), st.sampled_from(Presence), st.text(max_size=5))
HEADERS = st.lists(st.builds(HeaderDraft, st.text(max_size=5), FIELDS), max_size=3).map(tuple)
DRAFTS = st.builds(RecordDraft, st.text(max_size=5), FIELDS, FIELDS, HEADERS)
SOME_TEXT = st.none() | st.text(max_size=5)
ORIGINS = st.builds(
    Origin,
    profile=st.text(max_size=5),
    cluster=st.text(max_size=5),
    topic=st.text(max_size=5),
    kind=st.sampled_from(Kind),
    count=st.none() | st.integers(1, 10**12),
    draft=st.none() | DRAFTS,
    path=SOME_TEXT,
    size=st.none() | st.integers(0),
    begins=st.builds(InputPosition, st.integers(0), st.integers(1)),
    left_out=st.lists(st.tuples(st.integers(1), st.integers(1)), max_size=3).map(tuple),
    separator=SOME_TEXT,
    line_key=SOME_TEXT,
    payloads=st.booleans(),
)


@given(ORIGINS)
def test_as_text_and_back(of: Origin) -> None:
    assert Origin.from_json(of.to_json()) == of


@given(ORIGINS)
def test_without_payloads_no_text_of_a_record_is_kept(of: Origin) -> None:
    kept = replace(of, payloads=False).kept
    draft = kept.draft
    fields = () if draft is None else (draft.key, draft.value, *(header.value for header in draft.headers))
    assert not any(field.text for field in fields)
    assert not kept.line_key


def test_a_member_that_a_later_workbench_adds_is_let_be() -> None:
    assert Origin.from_json(origin().to_json()[:-1] + ',"later":1}') == origin()


def test_few_records_have_rows() -> None:
    assert origin(ROWS).in_rows
    assert not origin(ROWS + 1).in_rows
    assert origin(ROWS + 1, Kind.AGAIN).in_rows
    assert not origin(kind=Kind.LINES).in_rows


def test_lines_can_be_made_again_without_payloads_if_no_text_is_missing(tmp_path: Path) -> None:
    lines = of_lines(write_lines(tmp_path / "lines", 1), payloads=False)
    assert lines.kept.is_whole
    keyed = replace(lines, line_key="k")
    assert not replace(keyed.kept, line_key="k").is_whole
    assert not origin(payloads=False).is_whole


def test_an_input_is_told_from_another_one(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "lines", 10)
    of = of_lines(path)
    assert input_problem(of) == ""
    path.write_bytes(b"x\n")
    assert "has changed since it was sent: it had 140 bytes, and has 2 now" in input_problem(of)
    path.unlink()
    assert "cannot be read any more: No such file" in input_problem(of)
    assert "standard input" in input_problem(replace(of, path=None))
