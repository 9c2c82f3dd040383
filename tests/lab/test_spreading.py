"""A spread in a thread of its own: it ends with the whole, it can be stopped, and what goes wrong is a sentence."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from workbench.lab.keys import KeyBlock, KeysError
from workbench.lab.spreading import SpreadRun
from workbench.partitioning.partitioners import find
from workbench.partitioning.placement import Placement

JAVA = find("java")


def test_it_ends_with_every_key_counted() -> None:
    blocks = [KeyBlock([b"a", b"b", None], done=0.5), KeyBlock([b"a"], done=1.0)]
    run = SpreadRun(iter(blocks), JAVA, 12)
    assert (run.spread.total, run.done) == (0, False)
    run.start()
    assert run.join(30)
    assert (run.spread.total, run.spread.unplaced, run.spread.distinct) == (4, 1, 3)
    assert run.spread.frequent[0] == (b"a", 2)
    assert sorted(run.keys) == [b"a", b"b"]
    assert (run.progress, run.problem, run.placed) == (1.0, "", [])


def test_keys_that_lie_somewhere_are_kept_with_where() -> None:
    run = SpreadRun(iter([KeyBlock([b"a", None, b"b"], [3, 1, 2])]), JAVA, 12)
    run.start()
    assert run.join(30)
    assert run.placed == [(b"a", 3), (b"b", 2)]


def test_stopped_it_keeps_what_it_has() -> None:
    taken, go_on = threading.Event(), threading.Event()

    def endless() -> Iterator[KeyBlock]:
        while True:
            yield KeyBlock([b"a"])
            taken.set()
            go_on.wait(30)

    run = SpreadRun(endless(), JAVA, 12)
    run.start()
    assert taken.wait(30)
    run.stop()
    go_on.set()
    assert run.join(30)
    assert run.spread.total == 1


def test_what_the_source_holds_open_is_closed_when_it_is_stopped() -> None:
    closed, taken = threading.Event(), threading.Event()

    def held() -> Iterator[KeyBlock]:
        try:
            while True:
                yield KeyBlock([b"a"])
                taken.set()
        finally:
            closed.set()

    run = SpreadRun(held(), JAVA, 12)
    run.start()
    assert taken.wait(30)
    run.stop()
    assert run.join(30)
    assert closed.is_set()


def test_a_partitioner_that_fails_ends_it_with_a_sentence() -> None:
    class Failing:
        name = about = "failing"

        def place(self, key: bytes | None, partitions: int) -> Placement:
            raise RuntimeError

        def partition(self, key: bytes | None, partitions: int) -> int | None:
            raise RuntimeError("\x1b[2J")

        def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
            raise RuntimeError("\x1b[2J")

    run = SpreadRun(iter([KeyBlock([b"a"], done=1.0)]), Failing(), 12)
    run.start()
    assert run.join(30)
    assert run.problem == r"the keys cannot be spread: RuntimeError: \x1b[2J"


def test_a_source_that_fails_leaves_what_came_before_and_the_sentence() -> None:
    def failing() -> Iterator[KeyBlock]:
        yield KeyBlock([b"a"])
        raise KeysError("line 2 of 'keys': it is not UTF-8")

    def broken() -> Iterator[KeyBlock]:
        yield KeyBlock([b"a"])
        raise RuntimeError("boom")

    for source, problem in ((failing(), "line 2 of 'keys': it is not UTF-8"), (broken(), "RuntimeError: boom")):
        run = SpreadRun(source, JAVA, 12)
        run.start()
        assert run.join(30)
        assert problem in run.problem
        assert run.spread.total == 1
