"""Somebody else's code: what it answers is checked, what it raises becomes one sentence, whichever way it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from workbench.partitioning.placement import Placement, Step
from workbench.partitioning.plugged import PluggedFunction, PluggedPartitioner
from workbench.records.errors import Unplaceable


def plugged(function: Callable[..., Any]) -> PluggedFunction:
    return PluggedFunction("mine", "about it", function)


class Whole:
    """A partitioner of somebody else's that always answers the same."""

    name, about = "theirs", "theirs"

    def __init__(self, placement: object, partition: object = 3, bulk: object = None) -> None:
        self._placement, self._partition, self._bulk = placement, partition, bulk

    def place(self, key: bytes | None, partitions: int) -> Any:
        return self._placement

    def partition(self, key: bytes | None, partitions: int) -> Any:
        return self._partition

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> Any:
        return [self._partition] * len(keys) if self._bulk is None else self._bulk


def test_a_function() -> None:
    last = plugged(lambda key, partitions: partitions - 1 if key else None)
    placement = last.place(b"k", 1_200)
    assert (placement.partitioner, placement.partition) == ("mine", 1_199)
    assert placement.steps == (Step("plug-in", "mine"), Step("of 1,200", "1199"))
    anywhere = last.place(None, 12)
    assert (anywhere.partition, anywhere.steps[-1].value) == (None, "any")
    assert anywhere.why == "any partition: the plug-in leaves the choice to the producer"
    assert last.partitions_of([b"k", None, b""], 12) == [11, None, None]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (12, "the plug-in mine answered 12; valid are 0 to 11, and None for any"),
        (-1, "the plug-in mine answered -1; valid are 0 to 11, and None for any"),
        (True, "the plug-in mine answered True; valid are 0 to 11, and None for any"),
        ("3", "the plug-in mine answered '3'; valid are 0 to 11, and None for any"),
        (3.0, "the plug-in mine answered 3.0; valid are 0 to 11, and None for any"),
        ("\x1b[31m" * 50, "the plug-in mine answered '\\x1b[31m"),
    ],
)
def test_nonsense_is_one_sentence(answer: object, sentence: str) -> None:
    function, whole = plugged(lambda key, partitions: answer), PluggedPartitioner("mine", "", Whole(None, answer))
    for asked in (
        lambda: function.partition(b"k", 12),
        lambda: function.partitions_of([b"k"], 12),
        lambda: whole.partition(b"k", 12),
        lambda: whole.partitions_of([b"k"], 12),
    ):
        with pytest.raises(Unplaceable) as refusal:
            asked()
        assert str(refusal.value).startswith(sentence)
        assert str(refusal.value).isprintable()


class Unprintable:
    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize("error", [ZeroDivisionError("by 0"), SystemExit(3), RecursionError(), AssertionError("\x1b")])
def test_what_it_raises_is_one_sentence(error: BaseException) -> None:
    def failing(key: bytes | None, partitions: int) -> int:
        raise error

    for asked in (plugged(failing).place, plugged(failing).partition):
        with pytest.raises(Unplaceable, match=f"^the plug-in mine failed with {type(error).__name__}: ") as refusal:
            asked(b"k", 12)
        assert str(refusal.value).isprintable()
        assert refusal.value.__suppress_context__


def test_its_own_refusal_stays_its_own_and_an_interruption_is_not_held_up() -> None:
    def refusing(key: bytes | None, partitions: int) -> int:
        raise Unplaceable

    with pytest.raises(Unplaceable, match=r"^$"):
        plugged(refusing).partition(b"k", 12)

    def interrupted(key: bytes | None, partitions: int) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plugged(interrupted).partition(b"k", 12)


def test_an_answer_that_cannot_even_be_written() -> None:
    with pytest.raises(Unplaceable, match="answered Unprintable; valid are 0, and None"):
        plugged(lambda key, partitions: Unprintable()).partition(b"k", 1)


def test_a_whole_partitioner_keeps_its_working() -> None:
    placement = Placement("other", 5, 3, 0xFF, (Step("hash\x1b", "0xff"), Step("mod 12", "3")), "w\x1b")
    placed = PluggedPartitioner("mine", "", Whole(placement)).place(b"k", 12)
    assert (placed.partitioner, placed.partitions, placed.partition, placed.hash) == ("mine", 12, 3, 0xFF)
    assert placed.steps == (Step("plug-in", "mine"), Step("hash\\x1b", "0xff"), Step("mod 12", "3"))
    assert placed.why == "w\\x1b"


@pytest.mark.parametrize(
    ("whole", "sentence"),
    [
        (Whole(3), "the plug-in mine answered 3; place() gives a Placement"),
        (Whole(Placement("x", 12, 4)), "the plug-in mine answered 4; partition() gives 3 for the same key"),
        (Whole(Placement("x", 12, True), 1), "the plug-in mine answered True; partition() gives 1 for the same key"),
        (Whole(Placement("x", 12, None)), "the plug-in mine answered None; partition() gives 3 for the same key"),
        (Whole(Placement("x", 12, 3, steps=(3,))), "the plug-in mine failed with AttributeError: "),  # type: ignore[arg-type]
    ],
)
def test_a_working_that_is_none(whole: Whole, sentence: str) -> None:
    with pytest.raises(Unplaceable) as refusal:
        PluggedPartitioner("mine", "", whole).place(b"k", 12)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize("bulk", [3, [1], (1, 2), [1, 2, 3], [1, 99], [1, True], "ab"])
def test_a_bulk_that_is_none(bulk: object) -> None:
    with pytest.raises(Unplaceable, match=r"^the plug-in mine answered "):
        PluggedPartitioner("mine", "", Whole(None, 3, bulk)).partitions_of([b"a", b"b"], 12)


def test_a_count_that_no_topic_can_have() -> None:
    for one in (plugged(lambda key, partitions: 0), PluggedPartitioner("mine", "", Whole(None))):
        with pytest.raises(ValueError, match="cannot have 0 partitions"):
            one.place(b"k", 0)
