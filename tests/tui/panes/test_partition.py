"""The preview as text: bytes, working, strip, landing, at any width and for any key."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.holding import holding
from tests.tui.still import topic
from workbench.clusters.metadata import Partition, Topic
from workbench.compose import compose
from workbench.records.draft import FieldDraft, Presence, RecordDraft
from workbench.tui.panes.partition import (
    PartitionPreview,
    Preview,
    key_lines,
    leader_words,
    page,
    placement_line,
)

ORDERS = topic("orders", 12)
NASTY = ("\x1b[31m[red]x[/]", "[@click=app.quit]y", "[/]", "홍길동", "\u202eabc", "x" * 4096, "\n\t\x07")


def preview(
    key: FieldDraft = FieldDraft(text="user-42"),  # noqa: B008 - a frozen value
    on: Topic | None = ORDERS,
    partition: str = "auto",
    partitioner: str = "murmur2_random",
    name: str | None = None,
) -> Preview:
    wanted = name if name is not None else on.name if on else "orders"
    draft = RecordDraft(wanted, key, FieldDraft(), partition=partition)
    partitions = len(on.partitions) if on else None
    return Preview(compose(draft, partitioner=partitioner, partitions=partitions), wanted, on)


def text(shown: Preview, width: int = 36, height: int = 30) -> list[str]:
    return page(shown, width, height).plain.split("\n")


def test_the_whole_way_from_bytes_to_leader() -> None:
    assert text(preview()) == [
        "key bytes                        7 B",
        "75 73 65 72 2d 34 32         user-42",
        "",
        "murmur2_random  Java's placement; kafka-python, franz-go, KafkaJS 2",
        "murmur2                   0x5700682c",
        "& 0x7fffffff              0x5700682c",
        "mod 12                             4",
        "",
        "  0   1   2   3  [4]  5   6   7   8 ",
        "  9  10  11 ",
        "",
        "→ orders-4",
        "leader 2 · in sync 1 2 3",
    ]


def test_a_low_pane_has_no_empty_lines_and_ends_in_one_line() -> None:
    shown = text(preview(), height=9)
    assert "" not in shown
    assert shown[-1] == "→ orders-4  leader 2 · in sync 1 2 3"


def test_a_null_key_is_promised_no_number() -> None:
    shown = text(preview(FieldDraft(presence=Presence.NULL)))
    assert shown[0] == "key null"
    assert "→ orders, any of 12" in shown
    assert any("sticky" in line for line in shown)
    assert not any("[" in line for line in shown)


def test_an_empty_key_is_no_null_key() -> None:
    shown = text(preview(FieldDraft(presence=Presence.EMPTY)))
    assert shown[0] == "key empty, 0 B"
    assert any(line.startswith("→ orders-") for line in shown)


def test_a_partition_chosen_by_hand() -> None:
    shown = text(preview(partition="7"))
    assert "partition chosen by hand" in shown
    assert "→ orders-7" in shown
    assert any("[7]" in line for line in shown)


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (preview(on=None), "the topic's partition count is not known"),
        (preview(on=None, name=""), "choose a topic"),
        (preview(FieldDraft("long", text="x")), "the key cannot be serialized"),
        (preview(partition="99"), "see the error at the record"),
        (preview(on=None, partition="7"), "the topic's partition count is not known"),
        (preview(on=Topic("none", ())), "see the error at the record"),
    ],
)
def test_no_placement_says_why(shown: Preview, sentence: str) -> None:
    assert sentence in page(shown, 60, 30).plain
    assert sentence in placement_line(shown)


def test_a_long_key_shows_four_lines_and_how_many_bytes_more() -> None:
    shown = text(preview(FieldDraft(text="x" * 4096)))
    assert shown[0].endswith("4.1 kB")
    assert shown[5] == "… 4,064 more"


def test_an_offline_partition_says_so() -> None:
    offline = topic("orders", 12, frozenset({4}))
    assert text(preview(on=offline))[-1] == "offline: no leader"
    assert " · offline · " in placement_line(preview(on=offline))
    assert leader_words(Partition(0, 3, (1, 2), ())) == "leader 3 · in sync –"


@pytest.mark.parametrize("height", [9, 13, 14, 22, 60])
def test_a_thousand_partitions_fit_and_show_the_chosen_one(height: int) -> None:
    shown = text(preview(on=topic("huge", 1_000)), 36, height)
    chosen = [line for line in shown if "[" in line]
    assert len(chosen) == 1
    assert len(shown) <= height


def test_the_one_line_for_a_narrow_screen() -> None:
    assert placement_line(preview()).startswith("→ orders-4 · leader 2 · murmur2_random, Java's placement")
    assert placement_line(preview(partition="7")) == "→ orders-7 · leader 2 · chosen by hand"
    assert placement_line(preview(FieldDraft(presence=Presence.NULL))) == "→ any of 12 partitions · murmur2_random"


@pytest.mark.parametrize("key", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("width", [9, 36, 120])
def test_a_keys_text_is_its_printable_ascii_and_no_markup(key: str, width: int) -> None:
    shown = preview(FieldDraft(text=key))
    plain = "".join("" if isinstance(line, str) else line.plain for line in key_lines(shown.composed, width))
    assert plain.replace("·", "").replace("…", "").isascii()
    assert plain.replace("\n", "").isprintable()
    assert not {style.style for style in page(shown, width, 30).spans} & {"red", "@click=app.quit"}


@pytest.mark.parametrize("name", [name for name in NASTY if len(name) < 250])
def test_a_topics_name_from_outside_is_escaped(name: str) -> None:
    composed = preview().composed
    shown = Preview(composed, name, topic(name, 12))
    assert not {"\x1b", "\x07", "\u202e"} & set(page(shown, 60, 30).plain + placement_line(shown))


@given(st.binary(max_size=80), st.integers(1, 1_200), st.integers(9, 130), st.integers(1, 60))
def test_every_key_has_a_page(key: bytes, partitions: int, width: int, height: int) -> None:
    shown = preview(FieldDraft("hex", text=key.hex()) if key else FieldDraft(), topic("t", partitions))
    lines = text(shown, width, height)
    assert len(re.findall(r"\[\d+\] ", " ".join(lines))) == 1


def test_a_step_too_long_for_one_line_keeps_its_value_at_the_right() -> None:
    shown = text(preview(FieldDraft(presence=Presence.NULL)), 30)
    assert all(len(line) == 30 for line in shown if line.endswith(("not hashed", ".ms", "(sticky)")))


async def test_the_pane_follows_its_width_and_takes_any_size() -> None:
    pane = PartitionPreview()
    async with holding(pane, size=(60, 20)) as held:
        pane.show(preview())
        await held.pilot.pause()
        assert "[4]" in held.screen
        for size in ((1, 1), (8, 3), (12, 5), (200, 60)):
            await held.pilot.resize_terminal(*size)
            await held.pilot.pause()
        assert "  11" in held.screen
