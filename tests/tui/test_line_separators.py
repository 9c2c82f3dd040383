"""Line separators that are text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.line_separators import with_stand_ins, without_stand_ins


@given(st.text(st.characters(max_codepoint=0x10FEFF)))
def test_every_text_comes_back_and_only_line_ends_divide_it(text: str) -> None:
    kept = with_stand_ins(text)
    assert without_stand_ins(kept) == text
    assert len(kept) == len(text)
    assert (
        kept.splitlines() == kept.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n") or not kept
    )
