"""The bytes pane follows its size and scrolls what it has no room for."""

from __future__ import annotations

from tests.tui.holding import holding
from workbench.lab.dissection import Anatomy, Dissected
from workbench.records.record import ProducerRecord
from workbench.tui.panes.record_bytes import RecordBytes

VALUE = bytes(range(256)) * 4_000
SHOWN = Anatomy(
    (Dissected("key", "string", b"user-42"), Dissected("value", "hex", VALUE)),
    ProducerRecord("t", b"user-42", VALUE),
    None,
    1_000_000,
)


async def test_the_pane_follows_its_width_and_takes_any_size() -> None:
    pane = RecordBytes()
    async with holding(pane, size=(60, 20)) as held:
        pane.styles.display = "block"
        pane.show(SHOWN)
        await held.pilot.pause()
        assert "75 73 65 72 2d 34 32" in held.screen
        assert "✗ 1,024,043 B on the way: 24,043 B over" in held.screen
        for size in ((1, 1), (8, 3), (12, 5), (200, 60)):
            await held.pilot.resize_terminal(*size)
            await held.pilot.pause()
        assert "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f" in held.screen


async def test_what_has_no_room_scrolls_to_its_end() -> None:
    pane = RecordBytes()
    async with holding(pane, size=(60, 20)) as held:
        pane.styles.width = "100%"
        pane.styles.display = "block"
        pane.show(SHOWN)
        pane.can_focus = True
        pane.focus()
        await held.pilot.pause()
        await held.press("end")
        assert "only the first 65,536 bytes are named" in held.screen
        await held.press("home", "pagedown")
        assert "00 01 02" not in held.screen and "10 11 12" not in held.screen
