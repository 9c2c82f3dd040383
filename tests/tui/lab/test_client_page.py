"""One client as lines: its working, its rule, its source, and the sentence about it."""

from __future__ import annotations

import pytest

from workbench.partitioning.comparison import compare
from workbench.partitioning.partitioners import find
from workbench.tui.lab.client_page import client_page, landing_of, verdict, working_lines
from workbench.tui.lab.lines import plain, width_of

KEY = b"user-42"


def test_the_working_goes_from_the_bytes_to_the_partition() -> None:
    shown = plain(working_lines(find("java").place(KEY, 12), KEY, 46)).split("\n")
    assert [row.split()[0] for row in shown] == ["key,", "words", "murmur2", "&", "mod"]
    assert shown[0].endswith("75 73 65 72 2d 34 32")
    assert shown[-1].split() == ["mod", "12", "4"]


@pytest.mark.parametrize(("key", "words"), [(None, "null"), (b"", "empty, 0 B")])
def test_null_and_empty_are_said(key: bytes | None, words: str) -> None:
    assert words in plain(working_lines(find("java").place(key, 12), key, 40))


def test_no_number_is_made_up_where_none_is_promised() -> None:
    shown = " ".join(plain(working_lines(find("kafka-go").place(KEY, 12), KEY, 40)).split())
    assert "any of 12" in shown


@pytest.mark.parametrize("height", [10, 20, 40])
@pytest.mark.parametrize("width", [40, 60, 78, 120])
def test_the_page_says_all_of_it_at_every_size(width: int, height: int) -> None:
    client = find("confluent-kafka-python")
    lines = client_page(client, client.place(KEY, 12), KEY, width, height)
    words = " ".join(plain(lines).split())
    assert all(one in words for one in ("crc32, unsigned", "any (sticky)", "mod 12", "by default", "source"))
    assert max(map(width_of, lines)) <= width


def test_the_verdict_is_about_that_client_alone() -> None:
    comparison = compare(KEY, 12)
    sarama = plain(verdict(comparison, find("sarama"), 200))
    assert sarama == (
        "≠ A Go service on Sarama's default would put this on partition 3: joins and compaction across the two break."
    )
    assert plain(verdict(comparison, find("kafka-python"), 200)).startswith("= ")
    assert plain(verdict(comparison, find("kafka-go"), 200)).startswith("~ ")


def test_chance_and_a_single_partition_are_no_agreement_and_no_difference() -> None:
    by_chance = plain(verdict(compare(KEY, 12), find("platformatic"), 300))
    assert by_chance.startswith("≈ ") and "by chance" in by_chance and "other keys part ways" in by_chance
    assert plain(verdict(compare(KEY, 1), find("kafka-go"), 200)).startswith("= There is one partition")


def test_a_client_is_found_in_its_landing() -> None:
    assert landing_of(compare(KEY, 12), find("sarama")).partition == 3
