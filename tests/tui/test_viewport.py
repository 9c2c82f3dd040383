"""The window over a growing list: follows, pauses, holds still, and never shows a row that is not there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.viewport import Viewport


def filled(rows: int, height: int = 5) -> Viewport:
    view = Viewport()
    view.resize(height)
    view.update(1, rows + 1)
    return view


def test_an_empty_list_follows() -> None:
    view = filled(0)
    assert (view.top, view.following, view.waiting) == (1, True, 0)


def test_following_keeps_the_newest_row_at_the_bottom() -> None:
    view = filled(20)
    assert (view.top, view.cursor) == (16, 20)
    view.update(1, 31)
    assert (view.top, view.cursor) == (26, 30)


def test_a_step_up_pauses_and_what_arrives_is_counted() -> None:
    view = filled(20)
    view.move(-1)
    assert (view.following, view.cursor, view.top) == (False, 19, 16)
    view.update(1, 121)
    assert (view.cursor, view.top, view.waiting) == (19, 16, 100)


def test_end_follows_again() -> None:
    view = filled(20)
    view.move(-10)
    view.update(1, 101)
    view.follow()
    assert (view.cursor, view.top, view.waiting) == (100, 96, 0)


def test_stepping_down_to_the_newest_row_follows() -> None:
    view = filled(20)
    view.move(-2)
    view.move(1)
    assert not view.following
    view.move(1)
    assert view.following


def test_rows_that_leave_take_the_window_along() -> None:
    view = filled(20)
    view.home()
    assert (view.top, view.cursor) == (1, 1)
    view.update(11, 31)
    assert (view.top, view.cursor) == (11, 11)


def test_the_row_being_read_stays_put_while_others_leave() -> None:
    view = filled(100)
    view.select(50)
    top = view.top
    view.update(20, 200)
    assert (view.cursor, view.top) == (50, top)


def test_the_wheel_keeps_the_cursor_on_screen() -> None:
    view = filled(100)
    view.scroll(-30)
    assert view.top == 66
    assert 66 <= view.cursor <= 70
    view.scroll(30)
    assert view.following


def test_a_click_on_the_scroll_bar_goes_there() -> None:
    view = filled(1001)
    view.seek(0.5)
    assert view.cursor == 501
    view.seek(1.0)
    assert view.following


def test_rows_that_have_other_positions_stay_on_screen() -> None:
    view = filled(100)
    view.select(50)
    view.anchor(0, 30, 10, 12, 25)
    assert (view.top, view.cursor, view.following, view.waiting) == (10, 12, False, 5)
    view.anchor(0, 3, 10, 12, 25)
    assert (view.top, view.cursor, view.waiting) == (2, 2, 0)


moves = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(-50, 50)),
        st.tuples(st.just("scroll"), st.integers(-50, 50)),
        st.tuples(st.just("grow"), st.integers(0, 100)),
        st.tuples(st.just("drop"), st.integers(0, 60)),
        st.tuples(st.just("resize"), st.integers(1, 30)),
        st.tuples(st.just("select"), st.integers(-5, 500)),
    ),
    max_size=40,
)


@given(moves)
def test_the_cursor_is_always_a_row_on_screen(steps: list[tuple[str, int]]) -> None:
    view, first, next_ = Viewport(), 1, 1
    for what, amount in steps:
        if what in ("grow", "drop"):
            next_ += amount if what == "grow" else 0
            first = min(next_, first + amount) if what == "drop" else first
            view.update(first, next_)
        else:
            getattr(view, what)(amount)
        if next_ > first:
            assert first <= view.cursor < next_
            assert first <= view.top <= view.cursor
            assert view.cursor < view.top + view.height
        assert view.waiting >= 0
