"""A key under every client: grouped, marked, with the practical sentence."""

from __future__ import annotations

import json

import pytest

from tests.commands.lab.asking import asked, keys
from workbench.commands.lab.comparing import json_lines, lines
from workbench.commands.table import cells
from workbench.partitioning import partitioners


def test_all_clients_once_those_with_java_first() -> None:
    [text] = json_lines(asked([keys("user-42")]))
    found = json.loads(text)
    names = [name for landing in found["landings"] for name in landing["clients"]]
    assert sorted(names) == sorted(client.name for client in partitioners.clients())
    assert (found["reference"], found["partition"], found["key_hex"]) == ("java", 4, "757365722d3432")
    first, *others = found["landings"]
    assert first["same"] is True and "java" in first["clients"] and first["sentence"] is None
    for landing in others:
        assert landing["same"] is (None if landing["partition"] is None else False)
        assert landing["sentence"]
        for name in landing["clients"]:
            assert partitioners.find(name).partition(b"user-42", 12) == landing["partition"]


def test_null_promises_nothing_and_is_not_called_the_same() -> None:
    [text] = json_lines(asked([keys(None)]))
    found = json.loads(text)
    assert (found["key"], found["key_hex"], found["partition"]) == (None, None, None)
    assert {landing["same"] for landing in found["landings"]} == {None}


@pytest.mark.parametrize("width", [None, 40, 63, 64, 120])
def test_the_paragraph_has_signs_and_words_and_keeps_to_the_width(width: int | None) -> None:
    found = list(lines(asked([keys("user-42", "a" * 100)], width=width)))
    assert all(cells(line) <= (width or 80) for line in found)
    assert found[:2] == ["user-42 over 12 partitions", "  75 73 65 72 2d 34 32"]
    assert any("= as Java" in line for line in found)
    assert any("≠ not as Java" in line for line in found)
    assert any("~ any" in line for line in found)
    assert "joins and compaction across the two break" in " ".join(" ".join(found).split())
    assert found.count("") == 1


def test_only_those_that_are_named_and_java() -> None:
    [text] = json_lines(asked([keys("user-42")], "consistent", "banana"))
    landings = json.loads(text)["landings"]
    assert sorted(name for landing in landings for name in landing["clients"]) == ["banana", "consistent", "java"]
