"""The cluster's topics to pick from, each with its partitions as they are now."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from textual import work
from textual.geometry import Region

from workbench.clusters.metadata import Topic
from workbench.session import Session
from workbench.tui.figures import plural
from workbench.tui.screens.pick import Option, Pick


class Topics(Pick):
    """Opens with what was last heard of the topics, and takes the cluster's answer as soon as it is there."""

    def __init__(self, session: Session, value: str, below: Region) -> None:
        super().__init__("topic", _options(session.status.metadata.topics), value, below)
        self._session = session

    def on_mount(self) -> None:
        """Ask for the topics there are now: one may have come, or grown."""
        self._freshen()

    @work(exclusive=True)
    async def _freshen(self) -> None:
        await asyncio.to_thread(self._session.freshen_all)
        options = _options(self._session.status.metadata.topics)
        if options != self.options:
            self.offer(options)


def _options(topics: Mapping[str, Topic]) -> tuple[Option, ...]:
    return tuple(Option(name, plural(len(topics[name].partitions), "partition")) for name in sorted(topics))
