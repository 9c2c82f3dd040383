"""Many keys over partitions, against counting by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning import spread as spreads
from workbench.partitioning.partitioners import find
from workbench.partitioning.spread import Spread, Tally

KEYS = st.lists(st.none() | st.binary(max_size=6), max_size=60)


def spread_of(keys: Sequence[bytes | None], partitions: int = 12, client: str = "murmur2_random") -> Spread:
    tally = Tally(find(client), partitions)
    tally.feed(keys)
    return tally.spread()


@given(keys=KEYS, partitions=st.integers(1, 30), cut=st.integers(0, 60))
def test_it_is_what_counting_one_by_one_gives_however_the_keys_are_cut(
    keys: list[bytes | None], partitions: int, cut: int
) -> None:
    client = find("consistent_random")
    tally = Tally(client, partitions)
    tally.feed(keys[:cut])
    tally.feed(keys[cut:])
    spread = tally.spread()
    places = Counter(client.place(key, partitions).partition for key in keys)
    assert dict(enumerate(spread.counts)) == {number: places[number] for number in range(partitions)}
    assert spread.unplaced == places[None]
    assert (spread.total, spread.placed) == (len(keys), len(keys) - places[None])
    assert spread.distinct == len(set(keys))
    once = Counter(client.place(key, partitions).partition for key in set(keys))
    assert spread.distinct_counts == tuple(once[number] for number in range(partitions))
    assert sorted(count for _, count in spread.frequent) == sorted(Counter(keys).values())[-10:]
    assert sorted(tally.keys) == sorted(key for key in set(keys) if key is not None)


def test_figures() -> None:
    spread = spread_of([b"user-42"] * 30 + [b"%d" % number for number in range(70)])
    assert spread.mean == 100 / 12
    assert spread.largest[0] == 4
    assert spread.skew == pytest.approx(spread.largest[1] / spread.mean)
    assert spread.frequent[0] == (b"user-42", 30)
    assert spread.empty == spread.counts.count(0)


def test_repeated_keys_say_nothing_of_the_hash() -> None:
    keys: list[bytes | None] = [b"%d" % number for number in range(1_200)]
    assert spread_of(keys).p_value == spread_of(keys * 5).p_value
    assert spread_of(keys).chi_square == spread_of(keys * 5).chi_square


@pytest.mark.parametrize(
    ("keys", "partitions", "client", "verdict"),
    [
        ([], 12, "java", "there are no keys"),
        ([None] * 9, 12, "java", "no number is promised for any of these keys"),
        ([b"a", b"b"], 1, "java", "one partition takes every key"),
        (
            [b"a", b"b"],
            12,
            "java",
            "too few distinct keys to judge the hash: 2 over 12 partitions, where 60 would tell",
        ),
        ([b"%d" % n for n in range(5_000)], 12, "java", "even: chance alone is as uneven in "),
        (
            [b"%d" % n for n in range(500)] + [b"x\x1b"] * 500,
            12,
            "java",
            r"one key is 50% of all records (x\x1b): partition 4 gets 6.5 times the mean, whatever the partitioner; "
            "the hash is even (p 0.13)",
        ),
        ([b"a"] * 9, 12, "java", "one key is 100% of all records (a): partition 4 gets 12.0 times the mean"),
        ([None] * 90 + [b"a", b"b"], 12, "consistent", "one key is 98% of all records (null): partition 0 gets "),
        ([b"%d" % n for n in range(20)] * 3, 12, "java", "too few distinct keys to judge the hash"),
    ],
)
def test_the_verdict_says_whose_doing_it_is(
    keys: list[bytes | None], partitions: int, client: str, verdict: str
) -> None:
    assert spread_of(keys, partitions, client).verdict.startswith(verdict)


def test_keys_that_a_hash_does_not_spread_are_the_hashs_doing() -> None:
    spread = Spread("x", 4, (400, 0, 0, 0), (400, 0, 0, 0), 400, 0, 400, ((b"a", 1),))
    assert spread.verdict.startswith("uneven: 3 of 4 partitions get no key at all (p ")
    tilted = Spread("x", 4, (200, 80, 60, 60), (200, 80, 60, 60), 400, 0, 400, ((b"a", 1),))
    assert tilted.verdict.endswith("(p below 1e-9); it is the placement, not keys that come often")


def test_keys_that_come_often_and_share_a_partition_are_not_the_hashs_doing() -> None:
    java = find("java")
    keys: list[bytes | None] = [b"%d" % number for number in range(2_000)]
    together = [key for key in keys if java.partition(key, 12) == 7][:40]
    spread = spread_of(keys + together * 20)
    assert spread.largest[0] == spread.home == 7
    assert spread.verdict.startswith("keys that come often meet: partition 7 gets ")
    assert "; the hash is even (p " in spread.verdict


def test_a_hash_that_is_uneven_and_a_key_that_comes_often_are_both_said() -> None:
    spread = Spread("x", 4, (900, 80, 60, 60), (200, 80, 60, 60), 1_100, 0, 400, ((b"a", 700),), home=0)
    assert spread.verdict.startswith("one key is 64% of all records (a): partition 0 gets 3.3 times the mean")
    assert spread.verdict.endswith("; the hash is uneven too (p below 1e-9)")


def test_with_very_many_keys_the_count_goes_on_and_distinct_is_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreads, "MOST_DISTINCT", 3)
    tally = Tally(find("java"), 2)
    for number in range(10):
        tally.feed([b"%d" % number])
    spread = tally.spread()
    assert (spread.total, sum(spread.counts), spread.distinct, spread.is_at_least) == (10, 10, 3, True)


def test_a_look_on_the_way_has_the_counts_already() -> None:
    tally = Tally(find("java"), 3)
    tally.feed([b"a", b"b", b"a"])
    look = tally.look()
    assert look.counts == tally.spread().counts
    assert (look.frequent, look.p_value, look.verdict) == ((), None, "3 keys so far")


def test_a_count_that_no_topic_has_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot have 0 partitions"):
        Tally(find("java"), 0)
    with pytest.raises(ValueError, match="not spread over 2,147,483,647 partitions; valid: 1 to 1,000,000"):
        Tally(find("java"), 2**31 - 1)


def test_a_block_of_any_length_is_cut_up() -> None:
    keys: list[bytes | None] = [b"%d" % number for number in range(2 * spreads.BLOCK + 1)]
    assert spread_of(keys).total == len(keys)
