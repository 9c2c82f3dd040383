"""Subjects as lines and a schema in full."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from workbench.schemas.browsing import Subject
from workbench.serialization.schema import Reference, Registered, Schema, SchemaType
from workbench.tui.lab.lines import plain
from workbench.tui.schemas.subjects_page import found, schema_lines, subject_lines, text_lines

NAMES = ("audit-value", "my-orders-value", "orders-key", "orders-value")
OTHER = Schema(SchemaType.AVRO, '{"type":"enum","name":"shop.B","symbols":["X"]}')
AVRO = Schema(
    SchemaType.AVRO,
    '{"type":"record","name":"A","fields":[]}',
    (Reference("shop.B", "b-value", 3),),
    (("shop.B", OTHER),),
)
REGISTERED = Registered(AVRO, 7, "orders-value", 2, "b6708100-c8fa-5dfb-bc7e-6c135764da2c")


@pytest.mark.parametrize(
    ("search", "topic", "names"),
    [
        ("", "", ["audit-value", "my-orders-value", "orders-key", "orders-value"]),
        ("", "orders", ["orders-key", "orders-value", "audit-value", "my-orders-value"]),
        ("OrD", "", ["orders-key", "orders-value", "my-orders-value"]),
        ("nope", "orders", []),
    ],
)
def test_the_topic_s_own_come_first_then_those_that_begin_so(search: str, topic: str, names: list[str]) -> None:
    assert found(NAMES, search, topic) == names


def test_the_topic_s_own_are_marked_and_names_are_escaped() -> None:
    lines = plain(subject_lines(["orders-value", "\x1b[31mx"], "orders-value", "orders", 40)).split("\n")
    assert lines == ["● orders-value", "  \\x1b[31mx"]


def test_a_schema_with_everything_that_is_known() -> None:
    shown = plain(schema_lines(REGISTERED, Subject("orders-value", (1, 2), "FULL_TRANSITIVE"), 70))
    assert "Avro · version 2 of 2 · schema id 7" in shown
    assert "GUID        b6708100-c8fa-5dfb-bc7e-6c135764da2c" in shown
    assert "FULL_TRANSITIVE: both ways" in shown and "with every version" in " ".join(shown.split())
    assert "refers to   shop.B → b-value v3" in shown
    assert '"name": "A"' in shown
    assert shown.index('"name": "A"') < shown.index('"symbols"')


@pytest.mark.parametrize("width", [10, 30, 80])
def test_long_lines_go_on_below_and_nothing_is_lost(width: int) -> None:
    text = json.dumps({"doc": "x" * 200})
    lines = plain(text_lines(SchemaType.AVRO, text, width)).split("\n")
    assert "".join(lines).count("x") == 200
    assert max(map(cell_len, lines)) <= width
