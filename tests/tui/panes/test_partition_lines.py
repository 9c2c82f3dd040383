"""The pane's parts: bytes, working, landing and facts, for any key, at any width, in full and low."""

from __future__ import annotations

import pytest

from tests.tui.panes.previews import EMPTY, KEY, NULL, preview
from tests.tui.still import topic
from workbench.clusters.metadata import Partition
from workbench.clusters.offsets import Offsets
from workbench.records.draft import FieldDraft
from workbench.tui.lab.lines import plain
from workbench.tui.panes.partition_lines import (
    key_lines,
    landing_lines,
    leader,
    offsets,
    replicas,
    working_lines,
)
from workbench.tui.panes.preview import Preview

NASTY = ("\x1b[31m[red]x[/]", "[@click=app.quit]y", "[/]", "홍길동", "\u202eabc", "x" * 4096, "\n\t\x07")
LED = Partition(4, 2, (2, 3, 1), (2, 3, 1))


def key(field: FieldDraft = KEY, width: int = 36, *, low: bool = False) -> list[str]:
    return plain(key_lines(preview(field), width, low)).split("\n")


def working(shown: Preview, width: int = 40, *, low: bool = False) -> list[str]:
    assert shown.placement is not None
    return plain(working_lines(shown, shown.placement, width, low)).split("\n")


def landing(shown: Preview, width: int = 36, *, low: bool = False) -> list[str]:
    return plain(landing_lines(shown, width, low)).split("\n")


def test_the_text_its_serializer_and_its_bytes() -> None:
    assert key() == ["user-42                   string 7 B", "75 73 65 72 2d 34 32         user-42"]
    assert key(FieldDraft("long", text="42")) == [
        "42                          long 8 B",
        "00 00 00 00 00 00 00 2a     ·······*",
    ]


def test_in_a_low_pane_one_line_is_enough() -> None:
    assert key(width=78, low=True) == ["user-42 → string 7 B → 75 73 65 72 2d 34 32"]
    assert len(key(FieldDraft(text="x" * 40), 78, low=True)) == 3


def test_null_and_empty_are_two_things() -> None:
    assert key(NULL) == ["key null                    no bytes"]
    assert key(EMPTY) == ["key empty                 string 0 B"]


def test_a_key_that_cannot_be_serialized() -> None:
    assert key(FieldDraft("long", text="x")) == ["✗ the key cannot be serialized yet"]


def test_a_long_key_shows_four_lines_and_how_many_bytes_more() -> None:
    lines = key(FieldDraft(text="x" * 4096))
    assert lines[0].endswith("…  string 4.1 kB")
    assert lines[5:] == ["… 4,064 more"]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("width", [9, 36, 120])
@pytest.mark.parametrize("low", [True, False])
def test_a_keys_text_is_escaped_and_its_bytes_are_printable_ascii(text: str, width: int, low: bool) -> None:
    lines = key(FieldDraft(text=text), width, low=low)
    assert all(line.isprintable() for line in lines)
    assert not {"\x1b", "\u202e", "\x07"} & set("".join(lines))


def test_the_working_step_by_step() -> None:
    assert working(preview()) == [
        "murmur2_random  Java's placement",
        "words of 4 B            1, tail 2d 34 32",
        "murmur2                       0x5700682c",
        "& 0x7fffffff                  0x5700682c",
        "mod 12                                 4",
    ]


def test_every_step_stands_at_the_right() -> None:
    lines = working(preview(client="sarama"))
    assert [line.split()[-1] for line in lines[1:]] == ["0x026073ab", "39875499", "39875499", "3"]
    assert {len(line) for line in lines[1:]} == {40}


def test_in_a_low_pane_the_working_runs_on() -> None:
    lines = working(preview(client="sarama"), 78, low=True)
    assert lines[1:] == ["fnv1a 0x026073ab → as int32 39875499 → absolute 39875499 → mod 12 3"]


def test_no_number_is_promised_where_there_is_none() -> None:
    words = " ".join(working(preview(NULL)))
    assert "any (sticky)" in words
    assert "sticks for 10 ms" in words
    assert "sent from here" not in words
    assert " ".join(landing(preview(NULL))) == "→ orders, any of 12"


def test_what_becomes_of_it_here_where_another_client_promises_no_number() -> None:
    assert landing(preview(client="kafka-go")) == [
        "→ orders, any of 12",
        "sent from here: librdkafka picks one",
        "at random",
    ]
    assert landing(preview(client="kafka-go"), 78, low=True) == [
        "→ orders, any of 12 · sent from here: librdkafka picks one at random"
    ]


def test_the_rule_that_matched() -> None:
    lines = working(preview(FieldDraft(text="Banana"), client="banana"))
    assert lines[1].startswith("rule 1")
    assert lines[1].endswith('key = "Banana"')


def test_a_partition_chosen_by_hand_says_where_the_key_belongs() -> None:
    assert working(preview(partition="7", client="java")) == ["chosen by hand", "≠ java would put this key on 4"]
    assert working(preview(partition="4", client="java")) == ["chosen by hand", "= java puts this key there too"]
    assert working(preview(FieldDraft("long", text="x"), partition="7")) == ["chosen by hand"]


def test_the_landing_and_its_facts() -> None:
    assert landing(preview()) == [
        "→ orders-4          leader 2, rack b",
        "replicas 1 2 3, in sync",
        "offsets 0 to 1,204",
    ]
    assert landing(preview(), 90, low=True) == [
        "→ orders-4 · leader 2, rack b · replicas 1 2 3, in sync · offsets 0 to 1,204"
    ]


def test_offsets_keep_their_place_until_they_are_known() -> None:
    unknown, known = landing(preview(offsets=None)), landing(preview())
    assert unknown[:2] == known[:2]
    assert unknown[2] == "offsets …"
    assert plain([offsets(Offsets(7, 7), LED)]) == "offsets 7 to 7, no records"


def test_an_offline_partition_says_so_by_sign_and_word() -> None:
    offline = preview(on=topic("orders", 12, frozenset({4})))
    assert landing(offline) == [
        "→ orders-4      ✗ offline: no leader",
        "replicas 1 2 3 ! in sync none",
        "offsets –",
    ]
    assert "✗ offline: no leader" in landing(offline, 90, low=True)[0]


def test_leader_and_replicas() -> None:
    assert plain([leader(LED)]) == "leader 2"
    assert plain([leader(LED, "eu-west-1a")]) == "leader 2, rack eu-west-1a"
    assert plain([replicas(LED)]) == "replicas 2 3 1, in sync"
    assert plain([replicas(Partition(4, 2, (2, 3, 1), (2,)))]) == "replicas 2 3 1 ! in sync 2"
    assert plain([replicas(Partition(4, 2))]) == "replicas –, in sync"


def test_no_placement_says_why() -> None:
    assert "not known" in " ".join(landing(preview(on=None)))
