"""The other clients in a few lines: who is with Java on every key, where the rest puts this one, what that means."""

from __future__ import annotations

import pytest

from workbench.partitioning.comparison import compare
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.panes.comparison_lines import comparison_lines, warning_lines, with_reference

KEY = b"user-42"


def lines(
    key: bytes | None = KEY, count: int = 12, *, here: int | None = 4, width: int = 78, room: int = 4
) -> list[str]:
    return plain(comparison_lines(compare(key, count), here, width, room)).split("\n")


def test_as_java_and_not_as_java() -> None:
    shown = lines(room=5)
    assert shown[0].startswith("= as Java: kafka-python, franz-go, kafkajs, ")
    assert " more" in shown[1]
    assert shown[2].startswith("≠ librdkafka's default → 7 · sarama → 3 · kafka-go: any")
    assert shown[-1].endswith("^L all")


def test_two_lines_are_enough_where_there_are_no_more() -> None:
    shown = lines(width=35, room=2)
    assert len(shown) == 2
    assert shown[1].startswith("≠ ")
    assert shown[1].endswith("^L all")


def test_javas_number_is_said_where_the_record_lands_elsewhere() -> None:
    assert lines(here=3)[0].startswith("= as Java, 4: kafka-python")
    assert lines(here=None)[0].startswith("= as Java, 4: kafka-python")
    assert lines(None, here=0)[0].startswith("= as Java, any: ")


def test_with_room_each_place_has_a_line_the_best_known_first() -> None:
    shown = lines(room=14, width=54)
    assert [line.split()[:2] for line in shown if line[:1] in "≠~"][:3] == [["≠", "7"], ["≠", "3"], ["~", "any"]]
    assert any(line.endswith("^L all") for line in shown)
    assert len(shown) <= 14


@pytest.mark.parametrize("name", ["platformatic", "redpanda-proxy", "kafka-ex-legacy"])
def test_who_is_with_java_by_chance_is_not_named_as_one_that_is(name: str) -> None:
    by_chance = compare(KEY, 12)
    assert name in {client.name for client in by_chance.landings[0].clients}
    assert f" {name}," not in plain(with_reference(by_chance, 4, 2_000, 1))
    assert f" {name}," in plain(with_reference(compare(KEY, 16), None, 2_000, 1))  # a power of two: on every key


def test_one_partition_is_everybodys() -> None:
    shown = lines(count=1, here=0)
    assert shown[0].startswith("= as Java: librdkafka's default, sarama")
    assert shown[-1].startswith("= nobody elsewhere")


def test_it_fits_at_any_width_and_room() -> None:
    for key in (KEY, None, b"", b"x" * 100):
        for count in (1, 2, 12, 1_000):
            comparison = compare(key, count)
            for width in (24, 35, 78, 120):
                for room in range(2, 16):
                    shown = comparison_lines(comparison, 0, width, room)
                    assert len(shown) <= room
                    assert all(width_of(line) <= width for line in shown)


def test_the_practical_sentence() -> None:
    comparison = compare(KEY, 12)
    assert warning_lines(comparison, 4, 78) == []
    assert plain(warning_lines(comparison, 3, 78)) == (
        "! Java puts this on 4: joins and compaction across the two break"
    )
    assert "4 each time" in plain(warning_lines(comparison, None, 78))
    assert warning_lines(compare(None, 12), 0, 78) == []
