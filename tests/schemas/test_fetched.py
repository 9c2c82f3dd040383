"""Values that take time: made in threads, kept, made again when they are old; nobody waits for ever."""

from __future__ import annotations

import threading
from threading import Event

import pytest

from workbench.records.errors import Problem, Unserializable
from workbench.schemas import fetched
from workbench.schemas.fetched import Fetched


@pytest.fixture(autouse=True)
def quick_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetched, "_IDLE_SECONDS", 0.05)


def same(key: str, before: str | None) -> tuple[str, float]:
    return key, 1e9


def value_of(kept: Fetched[str, str], key: str) -> str | None:
    made = kept.wait(key, 5)
    assert made is not None
    return made.value


def test_nothing_is_there_at_first_and_then_it_is() -> None:
    go = Event()

    def make(key: str, before: str | None) -> tuple[str, float]:
        assert go.wait(5)
        return key.upper(), 1e9

    kept = Fetched(make)
    assert kept.get("a") is None
    assert not kept.has("a")
    assert kept.wait("a", 0.01) is None
    go.set()
    assert value_of(kept, "a") == "A"
    assert kept.arrived == 1
    assert kept.has("a")
    made = kept.get("a")
    assert made is not None
    assert made.value == "A"
    kept.close()


def test_what_is_old_stands_until_the_new_is_there() -> None:
    values = iter("abb")
    before_them = []

    def make(key: str, before: str | None) -> tuple[str, float]:
        before_them.append(before)
        return next(values), -1.0 if len(before_them) < 3 else 1e9

    kept = Fetched(make)
    assert [value_of(kept, "k") for _ in range(4)] == ["a", "b", "b", "b"]
    assert before_them == [None, "a", "b"]
    assert kept.arrived == 2
    kept.close()


def test_a_failure_is_kept_for_a_while_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def make(key: str, before: str | None) -> tuple[str, float]:
        tries.append(key)
        raise Unserializable(Problem("no"))

    kept = Fetched(make)
    for _ in range(3):
        made = kept.wait("k", 5)
        assert made is not None
        assert made.failure is not None
    assert (len(tries), kept.arrived) == (1, 1)
    monkeypatch.setattr(fetched, "FAILURES_FOR", -1.0)
    kept.wait("k", 5, anew=True)
    kept.wait("k", 5)
    assert (len(tries), kept.arrived) == (3, 1)
    kept.close()


def test_a_mistake_of_ours_is_a_sentence_and_nobody_waits() -> None:
    def make(key: str, before: str | None) -> tuple[str, float]:
        raise RecursionError("deep")

    kept = Fetched(make)
    made = kept.wait("k", 5)
    assert made is not None
    assert made.failure is not None
    assert "the schema cannot be used: RecursionError: deep" in str(made.failure)
    kept.close()


def test_what_is_wanted_last_is_made_first_and_the_first_are_let_go() -> None:
    go, order = Event(), []

    def make(key: str, before: str | None) -> tuple[str, float]:
        assert go.wait(5)
        order.append(key)
        return key, 1e9

    kept = Fetched(make)
    for number in range(40):
        kept.get(f"{number}")
    go.set()
    assert value_of(kept, "39") == "39"
    assert len(order) <= 20 + 4
    kept.close()


def test_forgetting_drops_what_comes_late() -> None:
    go, started = Event(), Event()
    values = iter("ab")

    def make(key: str, before: str | None) -> tuple[str, float]:
        value = next(values)
        started.set()
        if value == "a":
            assert go.wait(5)
        return value, 1e9

    kept = Fetched(make)
    kept.get("k")
    assert started.wait(5)
    kept.forget()
    assert value_of(kept, "k") == "b"
    go.set()
    assert value_of(kept, "k") == "b"
    kept.close()


def test_a_closed_one_makes_nothing_and_its_threads_end() -> None:
    kept = Fetched(same)
    value_of(kept, "a")
    kept.close()
    assert kept.get("b") is None
    assert kept.wait("b", 0.01) is None
    _ended("schemas")


def test_threads_end_when_there_is_nothing_to_do() -> None:
    kept = Fetched(same)
    value_of(kept, "a")
    _ended("schemas")
    assert value_of(kept, "b") == "b"
    kept.close()


def test_a_great_many_keys_are_not_kept_for_ever() -> None:
    kept = Fetched(same)
    for number in range(300):
        assert value_of(kept, f"{number}") == f"{number}"
    assert len(kept._entries) <= 256
    assert value_of(kept, "0") == "0"
    kept.close()


def test_looking_makes_nothing() -> None:
    kept = Fetched(same)
    assert kept.peek("a") is None
    assert not kept.has("a")
    value_of(kept, "a")
    found = kept.peek("a")
    assert found is not None
    assert found.value == "a"
    kept.close()


def _ended(name: str) -> None:
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(5)
            assert not thread.is_alive()
