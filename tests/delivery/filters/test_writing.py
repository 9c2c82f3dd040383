"""Text → filter → text → filter."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workbench.delivery.filters.conditions import (
    Clause,
    Column,
    Errors,
    Filter,
    KeyText,
    Latency,
    Numbers,
    States,
    Times,
    Topics,
    Whole,
)
from workbench.delivery.filters.moments import Moment
from workbench.delivery.filters.reading import read
from workbench.delivery.filters.writing import write
from workbench.delivery.report import DeliveryState

texts = st.text(min_size=1, max_size=8)
lower = texts.map(str.lower)
some_texts = st.lists(texts, min_size=1, max_size=3).map(tuple)
ends = st.none() | st.integers(0, 2**62)


def ordered(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """The two the right way round; 0 where both are open."""
    if low is None or high is None:
        return (0, None) if low is high else (low, high)
    return min(low, high), max(low, high)


def latency(low: int | None, high: int | None, first: bool, second: bool) -> Latency:
    """As it can be written: a range of two ends holds both."""
    low, high = ordered(low, high)
    both = low is not None and high is not None
    begin, end = (None if one is None else Decimal(one).scaleb(-9) for one in (low, high))
    return Latency(begin, end, both or begin is None or first, both or end is None or second)


def exact_if_capital(some: tuple[str, ...], exact: bool) -> KeyText:
    """As it can be written: what has a capital letter is exact."""
    return KeyText(some, exact or any(text != text.lower() for text in some))


whole = st.builds(ordered, ends, ends).map(lambda both: Whole(*both))
moments = st.sampled_from([Moment("12:03"), Moment("12:03:07"), Moment("12:04:00.25"), Moment("23:59")])
conditions = st.one_of(
    st.builds(exact_if_capital, some_texts, st.booleans()),
    st.builds(States, st.frozensets(st.sampled_from(DeliveryState), min_size=1)),
    st.builds(Topics, some_texts),
    st.builds(Errors, st.lists(lower, min_size=1, max_size=3).map(lambda some: tuple(map(str.lower, some)))),
    st.builds(Numbers, st.sampled_from(Column), st.lists(whole, min_size=1, max_size=3).map(tuple)),
    st.builds(latency, st.none() | st.integers(0, 10**12), st.none() | st.integers(0, 10**12), *[st.booleans()] * 2),
    st.builds(Times, moments, st.none(), st.booleans()),
    st.builds(lambda pair: Times(*sorted(pair, key=lambda one: one.text)), st.tuples(moments, moments)),
)
filters = st.lists(st.builds(Clause, conditions, st.booleans()), max_size=5).map(lambda some: Filter(tuple(some)))


@given(filters)
def test_every_filter_is_read_as_it_was_written(wanted: Filter) -> None:
    reading = read(write(wanted))
    assert reading.problems == ()
    assert reading.filter == wanted
    assert write(reading.filter) == write(wanted)


@given(st.text(alphabet='abU -":,\\.<>=0123456789ms', max_size=30))
def test_any_line_is_read_or_said_to_be_wrong(line: str) -> None:
    reading = read(line)
    assert read(write(reading.filter)).filter == reading.filter
    for problem in reading.problems:
        assert 0 <= problem.start <= problem.end <= len(line)


def test_the_line_of_the_issue() -> None:
    line = "user-42 state:failed topic:orders partition:3,5 latency:>10ms time:12:03..12:05 -state:delivered"
    assert write(read(line).filter) == line
