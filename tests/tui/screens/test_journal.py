"""The journal's screen on a real journal and the embedded cluster: what was left open, and what is done about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from tests.brokers import kcat
from tests.brokers.cluster import EmbeddedCluster
from tests.delivery.journal.desk import Desk, numbered
from tests.delivery.journal.desk import origin as desk_origin
from tests.end_to_end.command import LINES, killed_send
from tests.tui.driving import SANDBOX, Driver, driving
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings
from workbench.commands.tui import LinesAgain
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.settings import JournalSettings, default_path
from workbench.session import Session
from workbench.tui.screens.journal import JournalScreen
from workbench.tui.screens.main import Main


def origin(count: int) -> Origin:
    return replace(desk_origin(count, Kind.AGAIN), profile=SANDBOX.name)


def crashed(path: Path, count: int, delivered: int) -> None:
    """A workbench that ended with records in flight."""
    path.parent.mkdir(parents=True, exist_ok=True)
    desk = Desk(path)
    batches = desk.hand_all(desk.send(numbered(count), origin(count)), 1)
    for batch in batches[:delivered]:
        desk.deliver(batch)
    desk.books.look()
    desk.crash()


@asynccontextmanager
async def started() -> AsyncIterator[Driver]:
    """The app with the journal in its usual place."""
    async with driving(session=Session(SANDBOX, journal=JournalSettings(default_path()))) as driver:
        await driver.sees("✓ up")
        yield driver


async def test_the_next_start_says_what_is_unknown_and_a_look_settles_it() -> None:
    crashed(default_path(), 5, 2)
    async with started() as driver:
        await driver.until(lambda: isinstance(driver.app.screen, JournalScreen), "the journal")
        await driver.sees("? open", "2 delivered, 0 failed, 3 unknown", "had an answer")
        await driver.press("k")
        await driver.sees("0 are in the topic and count as delivered, 3 are not there", "3 failed, 0 unknown")
        await driver.press("r")
        await driver.sees("3 records handed over again")
        await driver.until(lambda: driver.totals.delivered == 3, "they are delivered")
        assert one_send(default_path(), 1).resumed == 2
        await driver.press("escape")
        assert isinstance(driver.app.screen, Main)


async def test_it_can_be_left_at_that() -> None:
    crashed(default_path(), 3, 0)
    async with started() as driver:
        await driver.sees("? open")
        await driver.press("d")
        await driver.sees("stays as it is", "– dismissed")


async def test_without_anything_open_nobody_is_asked_and_the_history_is_a_key_away() -> None:
    async with started() as driver:
        assert isinstance(driver.app.screen, Main)
        await driver.press("f5", "f6")
        await driver.until(lambda: driver.totals.delivered == 11, "they are delivered")
        driver.app.action_journal()
        await driver.sees("record × 10", "✓ settled", "10 delivered")
        await driver.press("down")
        await driver.sees("1 record: 1 delivered", "user-42")
        await driver.press("slash", *"audit")
        await driver.sees("Nothing was sent yet.")
        await driver.press("escape", "r", "k", "d", "pagedown", "escape")
        assert isinstance(driver.app.screen, Main)


async def test_a_send_of_another_profile_is_nobodys_question_here() -> None:
    default_path().parent.mkdir(parents=True)
    desk = Desk(default_path())
    desk.hand_all(desk.send(numbered(2), replace(origin(2), profile="production")))
    desk.crash()
    async with started() as driver:
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 1, "it is delivered")
        assert isinstance(driver.app.screen, Main)


async def test_a_file_that_was_sent_half_is_looked_for_and_sent_on_from_here(
    embedded: EmbeddedCluster, tmp_path: Path
) -> None:
    topic, lines, servers = embedded.topic(3), tmp_path / "lines", embedded.bootstrap_servers
    killed_send(servers, topic, lines)
    session = Session(ClusterProfile.of(servers), journal=JournalSettings(default_path()))
    assert session.journal is not None
    session.journal.lines = LinesAgain(session)
    async with driving(session=session) as driver:
        await driver.sees("? open", "k looks on the broker")
        await driver.press("k")
        await driver.sees("in the topic and count as delivered")
        handed = one_send(default_path(), 1).handed
        await driver.press("r")
        await driver.sees("what is left of its lines is being handed over")
        left = LINES - one_send(default_path(), 1).totals.delivered
        await driver.until(lambda: driver.totals.delivered == left, "the rest is delivered")
        assert handed < LINES
        arrived = Counter(one.value for one in kcat.read_back(servers, topic))
        assert arrived == Counter(b"%d" % number for number in range(LINES)), "each once, none lost"


async def test_where_its_keys_would_go_elsewhere_it_is_not_sent(embedded: EmbeddedCluster, tmp_path: Path) -> None:
    topic, servers = embedded.topic(3), embedded.bootstrap_servers
    killed_send(servers, topic, tmp_path / "lines")
    session = Session(
        ClusterProfile.of(servers), ProducerSettings(partitioner="sarama"), journal=JournalSettings(default_path())
    )
    async with driving(session=session) as driver:
        await driver.sees("? open")
        await driver.press("r")
        await driver.sees("✗ of send 1 its keys were placed by", "choose that partitioner")
        assert driver.totals.handed_over == 0
