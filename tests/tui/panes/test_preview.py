"""A preview's values, and the placement in one line: where, under which leader, by whom, and whether Java would too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.panes.previews import EMPTY, NULL, ORDERS, preview
from tests.tui.still import topic
from workbench.clusters.metadata import Partition, Topic
from workbench.records.draft import FieldDraft
from workbench.tui.panes.preview import (
    Preview,
    belonging,
    facts_of,
    missing,
    placement_line,
    reference_place,
    sender_picks,
)

NASTY = ("\x1b[31m[red]x[/]", "[@click=app.quit]y", "[/]", "홍길동", "\u202eabc")


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (preview(), "→ orders-4 · leader 2 · murmur2_random = java"),
        (preview(client="java"), "→ orders-4 · leader 2 · java"),
        (preview(client="sarama"), "→ orders-3 · leader 1 · sarama ≠ java → 4"),
        (preview(client="kafka-go"), "→ any of 12 partitions · kafka-go ≠ java → 4"),
        (preview(NULL), "→ any of 12 partitions · murmur2_random = java"),
        (preview(NULL, client="consistent"), "→ orders-0 · leader 1 · consistent ≠ java → any"),
        (preview(partition="7"), "→ orders-7 · leader 2 · by hand; murmur2_random would put this key on 4"),
        (preview(partition="4"), "→ orders-4 · leader 2 · by hand; murmur2_random puts this key there too"),
        (preview(on=topic("o", 12, frozenset({4}))), "→ o-4 · ✗ offline · murmur2_random = java"),
        (preview(on=None), "→ no partition: the topic's partition count is not known"),
    ],
    ids=range(10),
)
def test_the_one_line_for_a_narrow_screen(shown: Preview, line: str) -> None:
    assert placement_line(shown) == line


def test_a_topic_that_comes_up_while_it_is_composed_is_not_placed_on_yet() -> None:
    """With a partition chosen by hand: the record is composed over no partitions, and the topic is there by then."""
    shown = replace(preview(on=None, partition="7"), topic=ORDERS)
    assert shown.composed.placement is not None
    assert (shown.placement, belonging(shown), reference_place(shown)) == (None, ("", ""), None)
    assert placement_line(shown) == "→ no partition: the topic's partition count is not known"


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (preview(on=None), "the topic's partition count is not known"),
        (preview(on=None, name=""), "choose a topic"),
        (preview(FieldDraft("long", text="x")), "the key cannot be serialized"),
        (preview(partition="99"), "0 to 11"),
        (preview(on=None, partition="7"), "the topic's partition count is not known"),
        (preview(on=Topic("none", ())), "see the error at the record"),
        (preview(NULL, client="banana"), "rule 2 of banana refuses a null key"),
    ],
    ids=range(7),
)
def test_no_placement_says_why(shown: Preview, words: str) -> None:
    assert shown.placement is None
    assert words in missing(shown)
    assert words in placement_line(shown)


@pytest.mark.parametrize(
    ("shown", "sign", "words"),
    [
        (preview(partition="7", client="java"), "≠", "java would put this key on 4"),
        (preview(partition="4", client="java"), "=", "java puts this key there too"),
        (preview(partition="7", client="kafka-go"), "~", "kafka-go would put this key on any"),
        (preview(NULL, partition="7", client="banana"), "≠", "banana would refuse this key"),
        (preview(FieldDraft("long", text="x"), partition="7"), "", ""),
    ],
    ids=range(5),
)
def test_a_partition_chosen_by_hand_says_where_the_key_belongs(shown: Preview, sign: str, words: str) -> None:
    assert shown.by_hand
    assert belonging(shown) == (sign, words)


def test_java_is_the_reference() -> None:
    assert [reference_place(preview(key)) for key in (FieldDraft(text="user-42"), EMPTY, NULL)] == [4, 9, None]
    assert reference_place(preview(on=None)) is None


def test_who_picks_for_a_client_that_promises_no_number() -> None:
    assert sender_picks(preview(NULL)) == ""
    assert sender_picks(preview(client="kafka-go")) == "sent from here: librdkafka picks one at random"
    assert sender_picks(preview(NULL, client="sarama")) == "sent from here: librdkafka picks, sticky"


def test_leader_and_rack_of_the_landing() -> None:
    shown = preview()
    assert shown.facts == Partition(4, 2, (1, 2, 3), (1, 2, 3))
    assert shown.rack == "b"
    assert preview(on=topic("o", 12, frozenset({4}))).rack == ""
    assert preview(NULL).facts is None


def test_a_partition_is_found_where_ids_are_missing() -> None:
    holes = Topic("holes", (Partition(0, 1), Partition(2, 1), Partition(5, 2)))
    assert [facts_of(holes, one) and facts_of(holes, one).id for one in (0, 2, 5, 1)] == [0, 2, 5, None]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", NASTY)
def test_a_topics_name_from_outside_is_escaped(name: str) -> None:
    shown = preview(on=topic(name, 12)) if name.isascii() and name.isprintable() else preview(on=ORDERS, name=name)
    assert not {"\x1b", "\x07", "\u202e"} & set(placement_line(shown))
