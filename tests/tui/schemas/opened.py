"""The schemas screen opened over the embedded cluster and its registry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.tui.driving import Driver, driving
from tests.tui.still import StillSession, books
from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.schemas.embedded.registry import EmbeddedRegistry
from workbench.schemas.registry import Registry
from workbench.schemas.settings import RegistrySettings
from workbench.tui.screens.schemas import Schemas

ORDER = """{"id": 1, "customer": "ada", "status": "RETURNED", "total": "19.99", "placed": "2026-11-22T12:00:00Z"}"""
ORDERS = RecordDraft("orders", FieldDraft(text="user-42"), FieldDraft("avro", text=ORDER))
PAYMENT = """{
  "id": "p-1",
  "order_id": 9007199254740993,
  "currency": "EUR",
  "paid_at": "2026-11-22T12:00:00Z",
  "labels": {"a": "b"}
}"""
PAYMENTS = RecordDraft(
    "payments",
    FieldDraft(text="user-42"),
    FieldDraft("protobuf", text=PAYMENT),
    (HeaderDraft("trace", FieldDraft("hex", text="deadbeef")), HeaderDraft("n", FieldDraft("long", text="42"))),
)
SUBJECTS = ("orders-value", "payments-value")


@asynccontextmanager
async def schemas(*keys: str, size: tuple[int, int] = (120, 40), draft: RecordDraft = ORDERS) -> AsyncIterator[Driver]:
    """The screen, once the registry has answered, with these keys pressed in it."""
    async with driving(size=size, draft=draft) as driver:
        await driver.sees("✓ up")
        await driver.until(lambda: driver.session.is_ready(draft), "the schemas are there")
        await driver.press("ctrl+r")
        await driver.sees(*SUBJECTS)
        await driver.press(*keys)
        yield driver


def screen(driver: Driver) -> Schemas:
    """The screen itself."""
    assert isinstance(driver.app.screen, Schemas)
    return driver.app.screen


def still(draft: RecordDraft) -> StillSession:
    """A session in which nothing moves, with the embedded registry under a name that is always the same."""
    session = StillSession(log=books())
    session.embedded_registry = EmbeddedRegistry()
    session.registry = Registry(RegistrySettings.of({"schema.registry.url": session.embedded_registry.url}))
    session.serializers.use(session.registry)
    assert session.ready_for(draft)
    session.registry.settings = RegistrySettings.of({"schema.registry.url": "http://127.0.0.1:8081"})
    return session
