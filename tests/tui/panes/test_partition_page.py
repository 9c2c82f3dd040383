"""The page as a whole: from bytes to the other clients, at every size; the chosen partition is always there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.panes.previews import KEY, NULL, preview
from tests.tui.still import topic
from workbench.partitioning.comparison import compare
from workbench.records.draft import FieldDraft
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.panes.partition_page import page
from workbench.tui.panes.preview import Preview


def text(shown: Preview, width: int = 36, height: int = 30) -> list[str]:
    placement = shown.placement
    known = placement is not None and shown.composed.key_known
    comparison = compare(shown.composed.key, placement.partitions) if placement and known else None
    return plain(page(shown, comparison, width, height)).split("\n")


def test_the_whole_way_from_text_to_the_other_clients() -> None:
    shown = [re.sub(r"\d+ more", "N more", line) for line in text(preview(), 40, 22)]
    assert shown == [
        "user-42                       string 7 B",
        "75 73 65 72 2d 34 32             user-42",
        "",
        "murmur2_random  Java's placement",
        "words of 4 B            1, tail 2d 34 32",
        "murmur2                       0x5700682c",
        "& 0x7fffffff                  0x5700682c",
        "mod 12                                 4",
        "",
        "  0   1   2   3  [4]  5   6   7   8   9",
        " 10  11",
        "",
        "→ orders-4              leader 2, rack b",
        "replicas 1 2 3, in sync",
        "offsets 0 to 1,204",
        "",
        "= as Java: kafka-python, franz-go,",
        "  kafkajs, kafka-streams, N more",
        "≠ librdkafka's default → 7 · sarama → 3",
        "  kafka-go: any · kafka-node → 0",
        "  kafka-rust → 2 · kafkajs-1 → 8",
        "  brod → 10                       ^L all",
    ]


def test_where_lines_are_few_the_parts_move_together_and_the_comparison_keeps_three() -> None:
    shown = text(preview(), 35, 18)
    assert shown.count("") == 3
    assert len(shown) == 18
    assert shown[-1].endswith("^L all")
    assert shown[shown.index("→ orders-4         leader 2, rack b") - 1] == ""


def test_a_client_that_is_not_with_java_says_what_that_means() -> None:
    words = " ".join(text(preview(client="sarama"), 78, 22))
    assert "! Java puts this on 4: joins and compaction across the two break" in words
    assert "!" not in " ".join(text(preview(), 78, 22))
    assert "! Java" not in " ".join(text(preview(client="banana"), 78, 22))
    assert "! Java" not in " ".join(text(preview(partition="7", client="sarama"), 78, 22))


@pytest.mark.parametrize("width", [35, 78])
def test_offsets_that_arrive_move_nothing(width: int) -> None:
    before, after = text(preview(offsets=None), width, 21), text(preview(), width, 21)
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize("partitions", [1, 12, 1_000])
@pytest.mark.parametrize(("width", "height"), [(78, 11), (35, 21), (50, 32)])
def test_every_size_shows_the_chosen_one_and_scrolls_nothing(partitions: int, width: int, height: int) -> None:
    for client in ("murmur2_random", "sarama", "kafkajs-1", "java-0.8"):
        shown = text(preview(on=topic("huge", partitions), client=client), width, height)
        assert len(shown) <= height
        assert len(re.findall(r"\[\d+\]", " ".join(shown))) == 1
        assert sum(line.endswith("^L all") for line in shown) == 1


def test_any_partition_needs_no_strip() -> None:
    shown = text(preview(NULL), 78, 11)
    assert "→ orders, any of 12" in shown
    assert not any("[" in line for line in shown)


def test_no_placement_says_why_under_the_key() -> None:
    assert text(preview(on=None), 60, 20) == [
        "user-42                                           string 7 B",
        "75 73 65 72 2d 34 32                                 user-42",
        "",
        "no partition: the topic's partition count is not known",
    ]
    assert len(text(preview(KEY, partition="99"), 60, 11)) == 3


@given(st.binary(max_size=80), st.integers(1, 1_200), st.integers(9, 130), st.integers(1, 60))
def test_every_key_has_a_page_that_keeps_to_its_width(key: bytes, partitions: int, width: int, height: int) -> None:
    field = FieldDraft("hex", text=key.hex()) if key else FieldDraft()
    shown = preview(field, topic("t", partitions))
    assert len(re.findall(r"\[\d+\]", " ".join(text(shown, width, height)))) == 1
    lines = page(shown, compare(shown.composed.key, partitions), width, height)
    assert width < 24 or all(width_of(line) <= width for line in lines)
