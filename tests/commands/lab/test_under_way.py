"""How far it is: counted when done with, shown on a terminal, gone at the end."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator

import pytest

from tests.commands.lab.asking import keys
from workbench.commands.lab import under_way
from workbench.commands.lab.keys import Keys
from workbench.commands.lab.under_way import UnderWay
from workbench.commands.refused import Refused


class Terminal(io.StringIO):
    """Tells when something is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def write(self, text: str) -> int:
        count = super().write(text)
        self.written.set()
        return count


def test_a_block_counts_once_it_is_done_with() -> None:
    going = UnderWay(None)
    blocks = going.through([Keys(["a", "b"], [b"a", b"b"], done=0.5), Keys(["c"], [b"c"], done=1.0)])
    assert going.words == "0 keys"
    next(blocks)
    assert going.words == "0 keys"
    next(blocks)
    assert going.words == "2 keys (50%)"
    assert list(blocks) == []
    assert going.words == "3 keys (100%)"


def test_where_the_end_is_not_known_there_is_no_share() -> None:
    going = UnderWay(None)
    list(going.through([keys("a")]))
    assert going.words == "1 key"


def test_it_is_shown_on_a_terminal_and_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_way, "SHOWN_AFTER", 0.0)
    terminal = Terminal()
    with UnderWay(terminal) as going:
        assert terminal.written.wait(30)
        going.end()
        assert terminal.getvalue().startswith("\r\x1b[K0 keys · 0/s")
        assert terminal.getvalue().endswith("/s\r\x1b[K")
    going.end()


def test_what_is_quick_shows_nothing() -> None:
    terminal = Terminal()
    with UnderWay(terminal) as going:
        list(going.through([keys("a")]))
    assert terminal.getvalue() == ""


def test_without_a_terminal_there_is_nothing_to_end() -> None:
    with UnderWay(None) as going:
        assert list(going.through([keys("a")])) == [keys("a")]
    going.end()


@pytest.mark.parametrize(("blocks", "code", "noted"), [(1, 3, True), (0, 3, False), (1, 2, False)])
def test_a_source_that_ends_too_early_still_has_an_answer(blocks: int, code: int, noted: bool) -> None:
    def source() -> Iterator[Keys]:
        yield from [keys("a")] * blocks
        raise Refused("partition 3 has no leader", code)

    going = UnderWay(None)
    if noted:
        assert list(going.through(source())) == [keys("a")]
        assert str(going.problem) == "partition 3 has no leader"
    else:
        with pytest.raises(Refused):
            list(going.through(source()))
        assert going.problem is None
