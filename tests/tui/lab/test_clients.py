"""The view of all clients: the cursor, the sentence, emulating by Enter and by the mouse."""

from __future__ import annotations

from tests.tui.lab.opened import lab
from workbench.tui.lab.clients import ClientsView


async def test_the_cursor_starts_at_a_client_that_differs_and_stays_where_it_is_put() -> None:
    async with lab() as driver:
        view = driver.app.screen.query_one(ClientsView)
        assert view.cursor == "consistent_random"
        await driver.press("down")
        chosen = view.cursor
        assert chosen != "consistent_random"
        await driver.type("789")
        assert view.cursor == chosen
        await driver.press("up", "pagedown", "pageup", "shift+down", "shift+up")
        assert view.cursor in {client.name for client in view._page.clients}


async def test_a_click_goes_there_and_a_second_one_emulates() -> None:
    async with lab() as driver:
        view = driver.app.screen.query_one(ClientsView)
        place = view._page.places[view._page.index("aiokafka")]
        await driver.pilot.click("#client-rows", offset=(place.start + 1, place.line), times=2)
        await driver.sees("✓ Emulating aiokafka")
        assert driver.session.settings.partitioner == "aiokafka"


async def test_null_keys_make_no_numbers_up() -> None:
    async with lab("ctrl+t", "ctrl+t") as driver:
        await driver.sees("Java: any partition", "~ ")
