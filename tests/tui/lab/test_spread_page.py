"""Many keys over partitions, as lines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from workbench.partitioning.agreement import agreement
from workbench.partitioning.partitioners import find
from workbench.partitioning.spread import Spread, Tally
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.lab.spread_page import (
    agreement_lines,
    bar_lines,
    facts_lines,
    figure_lines,
    frequent_lines,
    progress_line,
    source_lines,
    verdict_lines,
)

KEYS = [b"user-%d" % number for number in range(3_000)]


def spread_of(keys: Sequence[bytes | None], partitions: int = 12, client: str = "java") -> Spread:
    tally = Tally(find(client), partitions)
    tally.feed(keys)
    return tally.spread()


EVEN = spread_of([*KEYS])


@pytest.mark.parametrize("partitions", [1, 12, 1_000])
@pytest.mark.parametrize(("width", "height"), [(40, 8), (66, 30), (110, 50)])
def test_bars_fit_and_the_chosen_one_is_marked_by_a_sign(partitions: int, width: int, height: int) -> None:
    spread = spread_of([*KEYS], partitions)
    chosen = partitions * 2 // 3
    lines = bar_lines(spread, width, height, chosen)
    assert len(lines) <= max(height, 4)
    assert max(map(width_of, lines)) <= width
    marked = [plain([line]) for line in lines if plain([line]).startswith("▸")]
    assert [words.split()[1] for words in marked] == [str(chosen)]


def test_verdicts_have_a_sign() -> None:
    assert plain(verdict_lines(EVEN, 200)).startswith("✓ Even: ")
    assert plain(verdict_lines(spread_of([*KEYS[:600], *[b"hot"] * 600]), 200)).startswith("! One key is 50% of all")
    assert plain(verdict_lines(spread_of([b"a"]), 200)).startswith("Too few")


def test_facts_and_what_is_left_to_the_producer() -> None:
    words = plain(facts_lines(EVEN, 60))
    assert all(one in words for one in ("3,000, all distinct", "250.0 a partition", "times the mean", "(chi-square)"))
    assert "3 without a promised partition" in plain(facts_lines(spread_of([None] * 3), 60))
    assert "too few distinct keys" in plain(facts_lines(spread_of([b"a"]), 60))


def test_frequent_keys_are_escaped() -> None:
    words = plain(frequent_lines(spread_of([b"\x1b[31m"] * 3 + [b"a"]), 60, 5))
    assert r"\x1b[31m" in words and "75.0%" in words
    assert plain(frequent_lines(EVEN, 60, 5)) == "every key comes once"


def test_who_wrote_it() -> None:
    placed = [(key, find("sarama").partition(key, 12) or 0) for key in KEYS]
    found = agreement(placed, 12)
    words = plain(agreement_lines(found, 60, 2)).split("\n")
    assert words[0] == "who wrote this topic"
    assert words[1].startswith("✓ 100.0% as ") and "sarama" in " ".join(words)
    assert "who wrote this topic" in plain(figure_lines(EVEN, found, 80, 10))
    assert "who wrote this topic" in plain(figure_lines(EVEN, found, 40, 40))
    assert agreement_lines((), 60, 2) == []


def test_progress() -> None:
    assert plain([progress_line(0.5)]).split()[1:] == ["50%", "Esc", "stops"]
    assert "▱" not in plain([progress_line(1.0)])


@pytest.mark.parametrize("width", [40, 76, 120])
def test_the_sources_are_said_to_who_has_no_keys_yet(width: int) -> None:
    lines = source_lines(width)
    assert max(map(width_of, lines)) <= width
    assert all(name in plain(lines) for name in ("template", "file", "deliveries", "topic", "{uuid}"))


def test_an_even_hash_is_a_good_sign_even_where_few_keys_make_it_skewed() -> None:
    few = spread_of([b"user-%d" % number for number in range(6_000)], 1_000)
    assert few.skew > 1.5
    assert plain(verdict_lines(few, 200)).startswith("✓ Even: ")
