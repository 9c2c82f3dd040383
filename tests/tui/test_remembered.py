"""Choices of serializers in a file: kept for their owner, merged, bounded, and never a reason to fail."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.tui import remembered
from workbench.tui.remembered import Chosen, keep, load, path

AVRO = Chosen("string", "avro,subject=orders-value", {"trace": "long"})


def test_what_is_kept_comes_back_beside_what_was_there() -> None:
    keep("sandbox", "orders", AVRO)
    keep("sandbox", "audit", Chosen("long", "json"))
    keep("broker:9092", "orders", Chosen("hex", "hex"))
    keep("sandbox", "audit", Chosen("long", "hex"))
    assert load("sandbox") == {"orders": AVRO, "audit": Chosen("long", "hex")}
    assert load("broker:9092") == {"orders": Chosen("hex", "hex")}
    assert load("another") == {}


def test_the_file_is_its_owners_alone_and_nothing_else_is_left_beside_it() -> None:
    keep("sandbox", "orders", AVRO)
    assert stat.S_IMODE(path().stat().st_mode) == 0o600
    assert [one.name for one in path().parent.iterdir()] == ["serializers.json"]


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "1", '{"sandbox": []}', '{"sandbox": {"orders": 1}}', "\x00", "[" * 100_000]
)
def test_a_file_that_is_none_holds_nothing_and_is_written_anew(text: str) -> None:
    path().parent.mkdir(parents=True)
    path().write_text(text, encoding="utf-8")
    assert load("sandbox") == {}
    keep("sandbox", "orders", AVRO)
    assert load("sandbox") == {"orders": AVRO}


def test_half_an_entry_is_taken_for_what_it_is() -> None:
    path().parent.mkdir(parents=True)
    path().write_text(json.dumps({"c": {"t": {"key": 1, "value": "hex", "headers": {"a": 2, "b": "long"}}}}))
    assert load("c") == {"t": Chosen("", "hex", {"b": "long"})}


def test_the_oldest_choice_goes_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_TOPICS", 2)
    for topic in ("a", "b", "a", "c"):
        keep("sandbox", topic, AVRO)
    assert list(load("sandbox")) == ["a", "c"]


def test_where_nothing_can_be_written_nothing_happens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    keep("sandbox", "orders", AVRO)
    assert load("sandbox") == {}


def test_a_state_folder_that_is_no_absolute_path_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert path() == Path("~/.local/state/workbench/serializers.json").expanduser()


def test_of_a_record_the_named_headers_are_remembered() -> None:
    headers = (HeaderDraft("a", FieldDraft("long")), HeaderDraft("", FieldDraft("hex")), HeaderDraft("a"))
    draft = RecordDraft("orders", FieldDraft("integer"), FieldDraft("avro"), headers)
    assert Chosen.of(draft) == Chosen("integer", "avro", {"a": "string"})
