"""The clients as a table, as paragraphs, as JSON."""

from __future__ import annotations

import json

import pytest

from workbench.commands.lab.catalogue import json_lines, lines
from workbench.commands.table import cells
from workbench.partitioning.partitioners import clients, find

CLIENTS = clients()


def test_a_row_a_client_under_its_family() -> None:
    heading, *rows = lines(CLIENTS, None)
    assert heading.split()[:4] == ["client", "versions", "rule", "null"]
    assert len(rows) == len(CLIENTS) + len({client.family for client in CLIENTS})
    java = next(row for row in rows if row.split()[0] == "java")
    assert all(words in java for words in ("3.3 and later", find("java").behaviour, find("java").null, "● default"))


@pytest.mark.parametrize("width", [40, 80, 300])
def test_it_keeps_to_the_terminal(width: int) -> None:
    found = list(lines(CLIENTS, width))
    assert all(cells(line) <= width for line in found)
    words = " ".join(" ".join(found).split())
    assert all(client.name in words and client.behaviour in words for client in CLIENTS)


def test_json_has_every_field() -> None:
    found = [json.loads(text) for text in json_lines(CLIENTS)]
    assert [one["client"] for one in found] == [client.name for client in CLIENTS]
    java = next(one for one in found if one["client"] == "java")
    assert java == {
        "client": "java",
        "about": find("java").about,
        "family": "Java",
        "versions": "3.3 and later",
        "default": True,
        "rule": find("java").behaviour,
        "null_key": find("java").null,
        "empty_key": "hashed as no bytes",
        "source": find("java").source,
        "note": find("java").note or None,
    }
