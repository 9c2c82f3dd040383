"""Which rows of a growing list are on screen: a state machine without a screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Viewport:
    """Row numbers run from `first` up to, not including, `next`; the oldest may leave, new ones come at the end.

    While `following`, the newest row is the cursor and the bottom line. Any move upwards pauses: then neither the
    cursor nor the rows on screen move, whatever arrives, unless the rows themselves leave the list.
    """

    height: int = 1
    first: int = 1
    next: int = 1
    top: int = 1
    cursor: int = 1
    following: bool = True
    paused_at: int = 1

    @property
    def last(self) -> int:
        """The newest row's number; one below `first` while the list is empty."""
        return self.next - 1

    @property
    def waiting(self) -> int:
        """How many rows have come since the pause."""
        return 0 if self.following else max(0, self.next - self.paused_at)

    def update(self, first: int, next_: int) -> bool:
        """Take the list's new bounds; True if what is on screen has moved."""
        before = (self.top, self.cursor)
        self.first, self.next = first, next_
        self._settle()
        return (self.top, self.cursor) != before

    def anchor(self, first: int, next_: int, top: int, cursor: int, paused_at: int) -> None:
        """Take new bounds in which the rows on screen have other positions, those that are given."""
        self.top, self.cursor, self.paused_at = top, cursor, paused_at
        self.update(first, next_)

    def resize(self, height: int) -> None:
        """Take the number of lines there are for rows."""
        self.height = max(1, height)
        self._settle()

    def move(self, rows: int) -> None:
        """Move the cursor; upwards pauses, reaching the newest row follows again."""
        self._go(self.cursor + rows)

    def scroll(self, rows: int) -> None:
        """Move the window and keep the cursor inside it, as a mouse wheel does."""
        self.top = max(self.first, min(self.top + rows, self._lowest_top))
        if self.top == self._lowest_top and rows > 0:
            self.follow()
            return
        self._pause()
        self.cursor = max(self.top, min(self.cursor, self.top + self.height - 1, self.last))

    def home(self) -> None:
        """Go to the oldest row."""
        self._go(self.first)

    def follow(self) -> None:
        """Go to the newest row and stay there."""
        self.following = True
        self._settle()

    def pause(self) -> None:
        """Hold still."""
        self._pause()

    def select(self, number: int) -> None:
        """Put the cursor on a row; the newest one follows."""
        self._go(number)

    def seek(self, fraction: float) -> None:
        """Show the rows at a fraction of the list, as a click on the scroll bar asks for."""
        self._go(self.first + round(fraction * max(0, self.last - self.first)))

    @property
    def _lowest_top(self) -> int:
        return max(self.first, self.next - self.height)

    def _pause(self) -> None:
        if self.following:
            self.following, self.paused_at = False, self.next

    def _go(self, number: int) -> None:
        number = max(self.first, min(number, self.last))
        if number >= self.last:
            self.follow()
            return
        self._pause()
        self.cursor = number
        self._settle()

    def _settle(self) -> None:
        if self.following:
            self.top, self.cursor = self._lowest_top, max(self.first, self.last)
            return
        self.cursor = max(self.first, min(self.cursor, self.last))
        self.top = min(max(self.top, self.first, self.cursor - self.height + 1), max(self.cursor, self.first))
