"""Every client by partition, as lines: nobody is left out, each name is where it is said to be."""

from __future__ import annotations

import pytest

from workbench.partitioning.comparison import compare
from workbench.partitioning.partitioners import clients
from workbench.tui.lab.clients_page import (
    ClientsPage,
    apart,
    clients_page,
    first_to_look_at,
    mark,
    tally_line,
)
from workbench.tui.lab.lines import plain

KEYS = (b"user-42", b"", None)


def page(key: bytes | None = b"user-42", width: int = 66, roomy: bool = True, partitions: int = 12) -> ClientsPage:
    return clients_page(compare(key, partitions), "sarama", "murmur2_random", width, roomy)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("roomy", [True, False])
@pytest.mark.parametrize("width", [40, 66, 110])
def test_every_client_is_listed_once_where_its_place_says(key: bytes | None, roomy: bool, width: int) -> None:
    found = page(key, width, roomy)
    assert sorted(client.name for client in found.clients) == sorted(client.name for client in clients())
    rows = plain(found.lines).split("\n")
    for client, place in zip(found.clients, found.places, strict=True):
        assert rows[place.line][place.start : place.end].removeprefix("▸") == client.name
        assert found.at(place.line, place.start) is client
    assert all(place.end <= width or place.start <= 20 for place in found.places)


def test_as_java_comes_first_then_who_differs_then_any() -> None:
    comparison = compare(b"user-42", 12)
    signs = [mark(landing, comparison)[0] for landing in comparison.landings]
    assert signs[0] == "="
    assert set(signs[1:]) == {"≠", "~"}
    rows = plain(page().lines).split("\n")
    heads = [row for row in rows if row[:1] in "=≠~" and row]
    assert heads[0].startswith("= 4  as Java · ")
    assert any(row.startswith("≠ 3  not as Java") for row in heads)
    assert any(row.startswith("~ any  no number promised") for row in heads)


def test_who_is_there_by_chance_stands_apart_and_the_order_stays_from_key_to_key() -> None:
    by_chance = [one for one in apart(compare(b"user-42", 12)) if mark(one, compare(b"user-42", 12))[0] == "≈"]
    assert {"platformatic", "redpanda-proxy"} <= {client.name for one in by_chance for client in one.clients}
    hidden = apart(compare(b"user-42", 16))[0]  # by a power of two, for every key
    assert "platformatic" in {client.name for client in hidden.clients}
    keys = [b"user-%d" % number for number in range(40)]
    found = [page(key, partitions=100_000).clients for key in keys]
    orders = {tuple(client.name for client in listed if client.default) for listed in found}
    assert len(orders) == 1


def test_on_one_partition_nobody_differs() -> None:
    comparison = compare(b"user-42", 1)
    assert {mark(landing, comparison)[0] for landing in comparison.landings} == {"="}
    assert "≠ 0 differ · ~ 0 any" in plain([tally_line(comparison, 70)])


def test_the_cursor_steps_through_groups() -> None:
    found = page()
    start = found.index("sarama")
    assert found.clients[start].name == "sarama"
    after = found.group(start, 1)
    assert after > start and after in found.groups
    assert found.group(after, -1) == max(group for group in found.groups if group <= start)
    first, last = found.around(start, 40)
    assert first <= found.places[start].line <= last
    assert found.around(start, 1) == (found.places[start].line,) * 2


def test_what_asks_for_an_explanation_is_looked_at_first() -> None:
    assert first_to_look_at(compare(b"user-42", 12), "sarama") == "sarama"
    assert first_to_look_at(compare(b"user-42", 12), "kafka-python") == "consistent_random"
    assert first_to_look_at(compare(b"user-42", 1)) == "java"


def test_the_tally_counts_defaults() -> None:
    words = plain([tally_line(compare(b"user-42", 12), 100)])
    assert words.startswith("Java: partition 4 · by default = ")
    assert "promise no number" in words
    assert "any partition" in plain([tally_line(compare(None, 12), 60)])


def test_a_line_without_names_has_no_client() -> None:
    found = page()
    assert found.at(0, 3) is None
    assert ClientsPage().index("java") == 0
