"""Rules as a partitioner: the first that is about the key decides, the working says which, and in bulk the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning.partitioners import find
from workbench.partitioning.placement import Step
from workbench.partitioning.rule_file import parse
from workbench.partitioning.rule_partitioner import RulePartitioner
from workbench.records.errors import Unplaceable


def rules(text: str) -> RulePartitioner:
    return parse(text, "mine", lambda name: "")


BANANA = rules('[[rule]]\nkey = "Banana"\nto = "last"\n')
MANY = rules(
    """
[[rule]]
regex = "^a"
to = 0

[[rule]]
key = ["abc", "b"]
to = 1

[[rule]]
prefix = "b"
to = [2, 3]

[[rule]]
json = { field = "id", equals = 1 }
to = "last"

[[rule]]
null = true
to = "rest"

[[rule]]
empty = true
to = "all"
"""
)


def steps(of: RulePartitioner, key: bytes | None, partitions: int = 12) -> list[Step]:
    return list(of.place(key, partitions).steps)


def test_the_first_step_says_which_rule_matched() -> None:
    placement = BANANA.place(b"Banana", 12)
    assert (placement.partitioner, placement.partitions, placement.partition, placement.hash) == ("mine", 12, 11, None)
    assert placement.steps == (Step("rule 1", 'key = "Banana"'), Step("last of 12", "11"))


def test_the_others_are_hashed_over_the_rest() -> None:
    placement = BANANA.place(b"user-42", 12)
    java = find("java").place(b"user-42", 11)
    assert placement.steps == (Step("no rule matches", "otherwise"), Step("rest", "0 to 10 of 12"), *java.steps)
    assert (placement.partition, placement.hash) == (java.partition, java.hash)


def test_the_first_rule_that_is_about_the_key_decides() -> None:
    assert [MANY.partition(key, 12) for key in (b"abc", b"b", b"a", b'{"id": 1}')] == [0, 1, 0, 11]
    assert MANY.partition(b"bc", 12) in (2, 3)
    assert steps(MANY, b"abc")[0] == Step("rule 1", "regex = '^a'")
    assert steps(MANY, b"b")[0] == Step("rule 2", 'key = "abc" or 1 more')


def test_a_rule_that_cannot_look_into_the_key_says_so() -> None:
    assert steps(MANY, b"\xff")[:3] == [
        Step("no rule matches", "otherwise"),
        Step("not rule 1", "the key is no UTF-8"),
        Step("not rule 4", "the key is no JSON"),
    ]
    assert steps(MANY, b"bc")[:2] == [Step("rule 3", 'prefix = "b"'), Step("range", "2 to 3 of 12")]


def test_a_place_among_partitions_that_do_not_begin_at_0_is_counted_off() -> None:
    placement = MANY.place(b"user-42", 12)
    place = find("java").partition(b"user-42", 7)
    assert place is not None
    assert placement.partition == 4 + place
    assert Step("rest", "4 to 10 of 12") in placement.steps
    assert placement.steps[-1] == Step(f"partition at place {place}", str(4 + place))


def test_null_and_empty_keys_are_met_only_by_rules_that_name_them() -> None:
    everything = rules('[[rule]]\nregex = ".*"\nto = 3\n')
    assert everything.place(b"", 12).steps[0] == Step("no rule matches", "otherwise")
    assert everything.place(b"", 12).partition is not None
    assert everything.place(None, 12).partition is None
    assert steps(MANY, b"")[0] == Step("rule 6", "empty = true")
    assert MANY.partition(b"", 12) == find("java").partition(b"", 12)


def test_where_no_number_is_promised_the_producer_s_pick_is_not_kept_to_some_partitions() -> None:
    placement = MANY.place(None, 12)
    assert (placement.partition, MANY.partition(None, 12)) == (None, None)
    assert placement.steps[0] == Step("rule 5", "null = true")
    assert placement.steps[-1].what == "of 12"
    assert placement.why.startswith("any of 12 ")
    assert placement.why.endswith("; its pick is not kept to 4 to 10 of 12")
    assert "kept to" not in rules('[[rule]]\nnull = true\nto = "all"').place(None, 12).why


def test_a_refused_key_is_an_error_with_the_sentence() -> None:
    refusing = rules('[[rule]]\nnull = true\nrefuse = "names only"\n[otherwise]\nrefuse = ""\n')
    for key, sentence in (
        (None, "rule 1 of mine refuses a null key: names only"),
        (b"", "[otherwise] of mine refuses an empty key"),
        (b"x", "[otherwise] of mine refuses this key"),
    ):
        for placing in (refusing.place, refusing.partition, lambda key, count: refusing.partitions_of([key], count)):
            with pytest.raises(Unplaceable) as refusal:
                placing(key, 12)
            assert str(refusal.value) == sentence
    assert refusing.partitions_of((), 12) == []


@pytest.mark.parametrize(
    ("text", "partitions", "sentences"),
    [
        (
            '[[rule]]\nkey = "a"\nto = 12\n[[rule]]\nkey = "b"\nto = [8, 13]\n[otherwise]\nto = 99',
            12,
            [
                "rule 1 of mine does not fit this topic: it sends to partition 12, and the topic has partitions 0 to",
                "rule 2 of mine does not fit this topic: it sends to partitions 8 to 13, and the topic has partitions",
                "[otherwise] of mine does not fit this topic: it sends to partition 99, and the topic has partitions 0",
            ],
        ),
        (
            '[[rule]]\nkey = "a"\nto = "last"',
            1,
            ["[otherwise] of mine sends to the rest, and nothing is left: the rules name the only partition of this"],
        ),
        (
            '[[rule]]\nkey = "a"\nto = [0, 7]\n[[rule]]\nkey = "b"\nto = [5, "last"]',
            12,
            ["[otherwise] of mine sends to the rest, and nothing is left: the rules name every one of the 12 partit"],
        ),
    ],
)
def test_rules_that_do_not_fit_the_topic_place_no_key_on_it(text: str, partitions: int, sentences: list[str]) -> None:
    unfit = rules(text)
    for placing in (unfit.place, unfit.partition, lambda key, count: unfit.partitions_of((), count)):
        with pytest.raises(Unplaceable) as refusal:
            placing(b"x", partitions)
        said = [problem.what for problem in refusal.value.problems]
        assert len(said) == len(sentences)
        assert all(one.startswith(sentence) for one, sentence in zip(said, sentences, strict=True))


def test_a_count_that_no_topic_can_have() -> None:
    for partitions in (0, -1, 2**31):
        with pytest.raises(ValueError, match="cannot have"):
            BANANA.place(b"x", partitions)


def test_the_largest_topic_and_two_partitions() -> None:
    assert BANANA.partition(b"Banana", 2**31 - 1) == 2**31 - 2
    assert BANANA.partition(b"x", 2**31 - 1) == find("java").partition(b"x", 2**31 - 2)
    assert [BANANA.partition(key, 2) for key in (b"Banana", b"x", b"y")] == [1, 0, 0]
    assert BANANA.partitions_of([b"Banana", b"x", None], 2) == [1, 0, 0]


KEYS = st.none() | st.binary(max_size=6) | st.sampled_from([b"", b"abc", b"b", b"ba", b"Banana", b'{"id": 1}'])


@given(st.lists(KEYS, max_size=20), st.integers(1, 40))
def test_placed_one_by_one_or_in_bulk_it_is_the_same(keys: list[bytes | None], partitions: int) -> None:
    for one in (BANANA, MANY):
        try:
            bulk = one.partitions_of(keys, partitions)
        except Unplaceable:
            assert partitions < 6
            continue
        assert bulk == [one.partition(key, partitions) for key in keys]
        assert bulk == [one.place(key, partitions).partition for key in keys]


def test_what_is_remembered_of_counts_stays_small() -> None:
    one = rules('[[rule]]\nkey = "a"\nto = 0')
    for partitions in range(2, 300):
        one.partition(b"a", partitions)
    assert len(one._spans) <= 64


def test_rules_can_be_compared_and_hashed() -> None:
    text = '[[rule]]\nkey = "Banana"\nto = "last"\n'
    assert rules(text) == rules(text) != MANY
    assert len({rules(text), rules(text)}) == 1
