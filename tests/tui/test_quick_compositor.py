"""What is painted of a few changed lines is what Textual's own compositor would paint there."""

from __future__ import annotations

from random import Random

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.driving import driving
from tests.tui.still import StillSession, books, settled
from workbench.tui.quick_compositor import QuickCompositor


def changes(random: Random, width: int, height: int) -> list[Region]:
    """Some lines and some boxes."""
    return [
        Region(x, y, random.randint(1, width - x), random.choice((1, 1, 1, height - y)))
        for x, y in ((random.randrange(width), random.randrange(height)) for _ in range(random.randint(1, 8)))
    ]


def painted(update: ChopsUpdate | None) -> list[tuple[int, int, Strip]]:
    """What goes to the terminal: line, cell, strip, for the lines that were asked for."""
    assert update is not None
    return [
        (y, x, strip)
        for y, first, last in update.spans
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False)
        if strip is not None and x < last and end > first
    ]


async def test_the_same_is_painted_by_fewer_widgets() -> None:
    random = Random(4)
    async with driving(session=StillSession(log=books())) as driver:
        await settled(driver.app)
        quick = driver.app.screen._compositor
        assert isinstance(quick, QuickCompositor)
        for _ in range(50):
            regions = changes(random, *driver.app.size)
            quick._dirty_regions = set(regions)
            few = painted(quick.render_partial_update())
            quick._dirty_regions = set(regions)
            assert few == painted(Compositor.render_partial_update(quick))


async def test_only_widgets_on_the_changed_lines_are_asked() -> None:
    async with driving(session=StillSession(log=books())) as driver:
        await settled(driver.app)
        asked: list[Widget] = []
        for widget in driver.app.screen.query("*"):
            render = widget.render_lines

            def watched(crop: Region, widget: Widget = widget, render: object = render) -> list[Strip]:
                asked.append(widget)
                return render(crop)  # type: ignore[no-any-return, operator]

            widget.render_lines = watched  # type: ignore[method-assign]
        key, sheet = driver.app.screen.query_one("#key-text"), driver.app.screen.query_one("#placement")
        compositor = driver.app.screen._compositor
        compositor._dirty_regions = {key.region, Region(sheet.region.x, sheet.region.bottom - 1, 5, 1)}
        compositor.render_partial_update()
        assert {key, sheet} <= set(asked)
        assert driver.app.screen.query_one("#value-text") not in asked


async def test_nothing_changed_paints_nothing() -> None:
    async with driving(session=StillSession()) as driver:
        compositor = driver.app.screen._compositor
        compositor._dirty_regions = set()
        assert compositor.render_partial_update() is None
