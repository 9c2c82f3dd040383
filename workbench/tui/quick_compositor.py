"""Paints few lines quickly: only the widgets on them are asked, not all that lie between the first and the last."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.widget import Widget


class QuickCompositor(Compositor):
    """Textual's own, which for a partial update asks every widget in the smallest rectangle around all that changed.

    A letter typed at the left changes a line there and some at the right: the rectangle is half of the screen, and
    asking all of it what it looks like takes longer than everything else between the key and the paint.
    """

    _asked: dict[Widget, tuple[Region, Region]] | None = None

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """Widgets with their region and clip; during a partial update those alone that have a part in it."""
        return super().visible_widgets if self._asked is None else self._asked

    def render_partial_update(self) -> ChopsUpdate | None:
        """The lines that changed, as Textual's own gives them."""
        boxes = _boxes(self._dirty_regions)
        everyone, _cuts = super().visible_widgets, self.cuts  # the cuts are worked out from all widgets, once a layout
        self._asked = {
            widget: (region, clip)
            for widget, (region, clip) in everyone.items()
            if any(region.overlaps(box) for box in boxes)
        }
        try:
            return super().render_partial_update()
        finally:
            self._asked = None


def _boxes(regions: Iterable[Region]) -> list[Region]:
    """Lines that stand in one column as one box around them: fewer to compare with."""
    columns: dict[tuple[int, int], list[Region]] = {}
    for region in regions:
        columns.setdefault((region.x, region.width), []).append(region)
    return [Region.from_union(column) for column in columns.values()]
