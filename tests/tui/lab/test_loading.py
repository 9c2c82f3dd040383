"""Where keys come from, as typed; and what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.still import StillSession
from workbench.records.draft import FieldDraft
from workbench.tui.lab.inquiry import inquire
from workbench.tui.lab.loading import DELIVERIES, FILE, TEMPLATE, TOPIC, Loading, Source, read_source

KEY = FieldDraft(text="user-42")


@pytest.mark.parametrize(
    ("kind", "text", "count", "problem"),
    [
        (TEMPLATE, "user-{n}", "10,000", ""),
        (TEMPLATE, "", "10", "type a template"),
        (TEMPLATE, "a", "0", "how many is a number"),
        (TOPIC, "", "x", "how many is a number"),
        (TOPIC, "", "100_000", ""),
        (FILE, " ", "", "type the path"),
        (FILE, " keys.txt ", "", ""),
        (DELIVERIES, "", "", ""),
    ],
)
def test_a_source_or_what_is_missing(kind: str, text: str, count: str, problem: str) -> None:
    source, words = read_source(kind, text, count)
    assert words.startswith(problem) and bool(words) == bool(problem) == (source is None)
    assert source is None or source.words


def test_keys_of_a_file_are_read_and_spread(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("a\nb\na\n")
    session = StillSession()
    asked = inquire(session, "orders", KEY, "")
    loading = Loading(session)
    loading.start(Source(FILE, str(file)), asked)
    assert loading.run is not None and loading.run.join(30)
    assert loading.run.spread.total == 3
    assert loading.answers(asked) and not loading.is_running and not loading.stop()
    assert loading.trouble == "" and loading.seconds >= 0


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    session = StillSession()
    loading = Loading(session)
    loading.start(Source(FILE, str(tmp_path / "missing")), inquire(session, "orders", KEY, ""))
    assert "cannot read" in loading.trouble
    loading.start(Source(), inquire(session, "nope", KEY, ""))
    assert "not known" in loading.trouble


def test_a_run_is_stopped_by_the_next_one() -> None:
    session = StillSession()
    asked = inquire(session, "orders", KEY, "")
    loading = Loading(session)
    loading.start(Source(TEMPLATE, "{uuid}", 50_000_000), asked)
    first = loading.run
    assert first is not None
    assert loading.stop()
    assert first.join(30)
    assert first.spread.total < 50_000_000
