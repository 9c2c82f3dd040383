"""The screens as pictures: still moments at three sizes, dark and light.

`pytest tests/tui/test_snapshots.py --snapshot-update` takes them anew; look at each before keeping it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.tui.driving import PATIENCE
from tests.tui.read_backs import ReadBackSession
from tests.tui.schemas import opened
from tests.tui.still import DOWN, UP, StillSession, books, busy, freeze, settled
from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.settings import ProducerSettings
from workbench.commands.tui import SANDBOX_DRAFT
from workbench.delivery.log import DeliveryLog
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.session import Session
from workbench.tui.app import WorkbenchApp

NARROW, NORMAL, WIDE = (80, 24), (120, 40), (200, 60)
DARK, LIGHT = "workbench-dark", "workbench-light"

WRONG = RecordDraft(
    "ordrs",
    FieldDraft("long", text="user-42"),
    FieldDraft("json", text='{\n  "id": 42,\n}'),
    (HeaderDraft("trace", FieldDraft("hex", text="[/]")),),
    "99",
    "yesterday",
)
HEADERS = replace(
    SANDBOX_DRAFT,
    key=FieldDraft("string", Presence.NULL, "user-42"),
    headers=(
        HeaderDraft("trace", FieldDraft(text="YWJj==,a=b")),
        HeaderDraft("trace", FieldDraft(presence=Presence.NULL)),
        HeaderDraft("source", FieldDraft("long", text="42")),
    ),
)
HUGE = replace(SANDBOX_DRAFT, topic="huge")
ONE = replace(SANDBOX_DRAFT, topic="audit")
BY_HAND = replace(SANDBOX_DRAFT, partition="7")
OFFLINE = replace(SANDBOX_DRAFT, topic="payments", partition="2")
NO_ACKS = ProducerSettings("0", idempotence=False, compression="zstd")
TO_CLIENTS = (*["tab"] * 5, "enter")
CONNECTING = ConnectionStatus(ConnectionState.CONNECTING)

LAYOUT = replace(SANDBOX_DRAFT, value=FieldDraft("layout,schema=customer", text='{\n  "customerID": 7\n}'))
LOST = replace(SANDBOX_DRAFT, key=FieldDraft("string,charset=US-ASCII", text="Malmö"))
TO_VALUE = ("tab", "enter")

Compare: TypeAlias = Callable[..., bool]


def still() -> Session:
    """A cluster that is up and a list with every kind of row."""
    return StillSession(log=books())


def away() -> Session:
    """The same, with one broker that is not reached."""
    return StillSession(replace(UP, brokers_up={1: True, 2: True, 3: False}), log=books())


def another() -> Session:
    """The same, and whatever is read back is another record than the one that was sent."""
    return ReadBackSession(log=books())


def with_files() -> Session:
    """The same, without a registry: schemas are files."""
    session = still()
    session.serializers.use(None)
    session.ready_for(LAYOUT)
    return session


def under(client: str) -> Callable[[], Session]:
    """The same, with keys placed as that client does."""
    return lambda: StillSession(log=books(), settings=ProducerSettings(partitioner=client))


@dataclass(frozen=True, slots=True)
class Scene:
    """The pane to go to, what is pressed there, and the words that show that the screen is there."""

    size: tuple[int, int] = NORMAL
    theme: str = DARK
    session: Callable[[], Session] = still
    draft: RecordDraft = SANDBOX_DRAFT
    stop: str = ""
    keys: tuple[str, ...] = ()
    sees: tuple[str, ...] = ("✓ up",)


SCENES = {
    "80x24-dark": Scene(NARROW),
    "80x24-light": Scene(NARROW, LIGHT),
    "120x40-dark": Scene(NORMAL),
    "120x40-light": Scene(NORMAL, LIGHT),
    "200x60-dark": Scene(WIDE),
    "200x60-light": Scene(WIDE, LIGHT),
    "connection-tab": Scene(NARROW, stop="connection", sees=("idempotence",)),
    "partition-tab": Scene(NARROW, stop="partition", sees=("0x5700682c",)),
    "partition-tab-light": Scene(NARROW, LIGHT, stop="partition", sees=("0x5700682c",)),
    "one-partition-80": Scene(NARROW, draft=ONE, stop="partition", sees=("[0]",)),
    "one-partition-80-light": Scene(NARROW, LIGHT, draft=ONE, stop="partition", sees=("[0]",)),
    "one-partition-120": Scene(NORMAL, draft=ONE, sees=("[0]",)),
    "thousand-partitions-80": Scene(NARROW, draft=HUGE, stop="partition", sees=("→ huge-",)),
    "thousand-partitions-80-light": Scene(NARROW, LIGHT, draft=HUGE, stop="partition", sees=("→ huge-",)),
    "thousand-partitions-120": Scene(NORMAL, draft=HUGE, sees=("→ huge-",)),
    "thousand-partitions-200-light": Scene(WIDE, LIGHT, draft=HUGE, sees=("→ huge-",)),
    "offline-partition": Scene(NORMAL, LIGHT, draft=OFFLINE, sees=("offline: no leader",)),
    "offline-partition-80": Scene(NARROW, draft=OFFLINE, stop="partition", sees=("offline: no leader",)),
    "by-hand-120": Scene(NORMAL, draft=BY_HAND, sees=("≠ murmur2_random would put",)),
    "sarama-120": Scene(NORMAL, session=under("sarama"), sees=("! Java puts this on 4",)),
    "sarama-80": Scene(NARROW, LIGHT, session=under("sarama"), sees=("sarama ≠ java → 4",)),
    "kafka-go-120": Scene(NORMAL, LIGHT, session=under("kafka-go"), sees=("any of 12",)),
    "kafka-go-80": Scene(NARROW, session=under("kafka-go"), stop="partition", sees=("any of 12",)),
    "rule-file-120": Scene(NORMAL, session=under("banana"), sees=("no rule matches",)),
    "headers-and-null-key": Scene(NORMAL, draft=HEADERS, sees=("any of 12",)),
    "headers-80": Scene(NARROW, LIGHT, draft=HEADERS, sees=("any of 12",)),
    "errors-120": Scene(NORMAL, draft=WRONG, keys=("f5",), sees=("✗ not sent",)),
    "errors-80": Scene(NARROW, LIGHT, draft=WRONG, keys=("f5",), sees=("✗ not sent",)),
    "connecting": Scene(NORMAL, session=lambda: StillSession(CONNECTING), sees=("… connecting",)),
    "down": Scene(NORMAL, session=lambda: StillSession(DOWN), sees=("F3 tries again",)),
    "down-80": Scene(NARROW, session=lambda: StillSession(DOWN), stop="connection", sees=("F3 tries again",)),
    "topics-120": Scene(NORMAL, keys=("f8",), sees=("1,000 partitions",)),
    "clients-80": Scene(NARROW, LIGHT, stop="connection", keys=TO_CLIENTS, sees=("as Sarama's default",)),
    "clients-120": Scene(NORMAL, stop="connection", keys=TO_CLIENTS, sees=("as Sarama's default",)),
    "clients-found-120": Scene(NORMAL, LIGHT, stop="connection", keys=(*TO_CLIENTS, *"ruby"), sees=("· Ruby",)),
    "rule-file-asked-for-80": Scene(
        NARROW, stop="connection", keys=(*TO_CLIENTS, *"rule file", "enter"), sees=("Enter takes it",)
    ),
    "long-name-120": Scene(
        NORMAL, session=under("confluent-kafka-python"), stop="connection", sees=("confluent-kafka-python ▾",)
    ),
    "help-120": Scene(NORMAL, keys=("f1",), sees=("Esc back",)),
    "help-80": Scene(NARROW, LIGHT, keys=("f1",), sees=("Esc back",)),
    "detail-failed": Scene(NORMAL, stop="deliveries", keys=("up", "up", "up", "enter"), sees=("Record 34",)),
    "detail-failed-80": Scene(NARROW, stop="deliveries", keys=(*["up"] * 4, "enter"), sees=("Record 33", "Next step")),
    "detail-unknown-80": Scene(NARROW, LIGHT, stop="deliveries", keys=(*["up"] * 6, "enter"), sees=("Record 31",)),
    "detail-broker-away": Scene(
        NORMAL, LIGHT, session=away, stop="deliveries", keys=("enter",), sees=("not connected",)
    ),
    "detail-delivered-80": Scene(NARROW, LIGHT, stop="deliveries", keys=("up", "up", "enter"), sees=("Record 35",)),
    "read-back-80": Scene(NARROW, session=another, stop="deliveries", keys=("b",), sees=("2 differences",)),
    "read-back-80-light": Scene(NARROW, LIGHT, session=another, stop="deliveries", keys=("b",), sees=("2 diff",)),
    "read-back-120": Scene(NORMAL, session=another, stop="deliveries", keys=("b",), sees=("2 differences",)),
    "leaving": Scene(NORMAL, session=lambda: StillSession(log=busy()), keys=("ctrl+q",), sees=("1,204 records",)),
    "jump": Scene(NORMAL, LIGHT, keys=("ctrl+o",)),
    "nothing-sent-yet": Scene(NORMAL, LIGHT, session=lambda: StillSession(log=DeliveryLog()), sees=("Nothing sent",)),
    "acks-0": Scene(
        NORMAL,
        session=lambda: StillSession(log=books(), settings=NO_ACKS),
        sees=("acks 0",),
    ),
}

SCENES |= {
    "serializers-120": Scene(NORMAL, keys=TO_VALUE, sees=("value serializer", "uuid-bytes")),
    "serializers-80-light": Scene(NARROW, LIGHT, keys=(*TO_VALUE, *"schema"), sees=("JSON Schema",)),
    "serializer-in-use-80": Scene(
        NARROW, draft=LOST, keys=("shift+tab", "shift+tab", "enter"), sees=("string with …",)
    ),
    "form-avro-120": Scene(NORMAL, keys=(*TO_VALUE, *"avro", "enter"), sees=("default: confluent",)),
    "form-avro-80-light": Scene(NARROW, LIGHT, keys=(*TO_VALUE, *"avro", "enter"), sees=("default: confluent",)),
    "form-list-80": Scene(NARROW, keys=(*TO_VALUE, *"list", "enter"), sees=("choose one",)),
    "charset-120": Scene(NORMAL, LIGHT, draft=LOST, sees=("US-ASCII", "! ")),
    "layout-120": Scene(NORMAL, session=with_files, draft=LAYOUT, sees=("customer", "✗", "^S writes")),
    "layout-80": Scene(NARROW, LIGHT, session=with_files, draft=LAYOUT, sees=("customer", "✗")),
    "layout-sample-120": Scene(
        NORMAL, session=with_files, draft=LAYOUT, keys=("ctrl+s",), sees=("7 + 14 B", "^S writes")
    ),
    "layout-sample-80": Scene(
        NARROW, session=with_files, draft=LAYOUT, keys=("ctrl+s",), sees=("7 + 14 B", "^S writes")
    ),
}

LAB = ("ctrl+l",)
SPREAD = (*LAB, "f6", "f9")
LONG_KEY = replace(SANDBOX_DRAFT, topic="payments", key=FieldDraft("uuid", text="0a1b2c3d-0000-4000-8000-00000000002a"))
SCENES |= {
    "lab-clients-80-dark": Scene(NARROW, keys=LAB, sees=("≠ 7", "crc32")),
    "lab-clients-80-light": Scene(NARROW, LIGHT, keys=LAB, sees=("≠ 7", "crc32")),
    "lab-clients-120-dark": Scene(NORMAL, keys=LAB, sees=("≠ 7", "crc32")),
    "lab-clients-120-light": Scene(NORMAL, LIGHT, keys=LAB, sees=("≠ 7", "crc32")),
    "lab-clients-200-dark": Scene(WIDE, keys=LAB, sees=("≠ 7", "crc32")),
    "lab-clients-thousand": Scene(NORMAL, draft=HUGE, keys=LAB, sees=("Java: partition 460",)),
    "lab-clients-one": Scene(NARROW, draft=ONE, keys=LAB, sees=("Java: partition 0",)),
    "lab-clients-null-key": Scene(NORMAL, LIGHT, keys=(*LAB, "ctrl+t", "ctrl+t"), sees=("Java: any partition",)),
    "lab-emulated-rule-file": Scene(NORMAL, session=under("banana"), keys=LAB, sees=("in force here",)),
    "lab-find-80": Scene(NARROW, keys=(*LAB, "f8", *"go"), sees=("find a client", "sarama")),
    "lab-doctor-120": Scene(NORMAL, keys=(*LAB, "f3"), sees=("string (yours)",)),
    "lab-doctor-80-light": Scene(NARROW, LIGHT, draft=LONG_KEY, keys=(*LAB, "f3", "down"), sees=("(yours)",)),
    "lab-partitions-120": Scene(NORMAL, draft=OFFLINE, keys=(*LAB, "f4"), sees=("✗ 1 offline",)),
    "lab-partitions-80": Scene(NARROW, LIGHT, draft=OFFLINE, keys=(*LAB, "f4"), sees=("✗ 1 offline",)),
    "lab-partitions-thousand": Scene(NORMAL, draft=HUGE, keys=(*LAB, "f4"), sees=("the key lands here",)),
    "lab-spread-idle-80": Scene(NARROW, keys=(*LAB, "f6"), sees=("F9 or Enter",)),
    "lab-spread-one": Scene(
        NORMAL, LIGHT, draft=ONE, keys=SPREAD, sees=("One partition takes every key", "all distinct")
    ),
    "lab-spread-twelve-80": Scene(NARROW, keys=SPREAD, sees=("Even: ", "all distinct")),
    "lab-spread-twelve-120": Scene(NORMAL, keys=SPREAD, sees=("Even: ", "all distinct")),
    "lab-spread-thousand-80": Scene(NARROW, LIGHT, draft=HUGE, keys=SPREAD, sees=("Even: ", "all distinct")),
    "lab-spread-thousand-120": Scene(NORMAL, draft=HUGE, keys=SPREAD, sees=("Even: ", "all distinct")),
    "lab-what-if-120": Scene(NORMAL, keys=(*LAB, "f7"), sees=("~ hidden", "From 12 to 24")),
    "lab-what-if-80-light": Scene(NARROW, LIGHT, keys=(*LAB, "f7"), sees=("~ hidden", "From 12 to 24")),
    "lab-help-120": Scene(NORMAL, keys=(*LAB, "f1"), sees=("Esc back",)),
}

SCHEMAS, BYTES = ("ctrl+r",), ("ctrl+b",)
OF_ORDERS, OF_PAYMENTS = partial(opened.still, opened.ORDERS), partial(opened.still, opened.PAYMENTS)
UNFINISHED = replace(opened.ORDERS, value=FieldDraft("avro", text='{"id": "x", "status": "LOST"}'))
LATEST = "Avro · version 2 of 2"


def of_orders(*keys: str, sees: tuple[str, ...] = (LATEST,), **other: Any) -> Scene:
    """An order as Avro."""
    return Scene(session=OF_ORDERS, draft=opened.ORDERS, keys=keys, sees=sees, **other)


def of_payments(*keys: str, sees: tuple[str, ...], **other: Any) -> Scene:
    """A payment as Protobuf, with headers."""
    return Scene(session=OF_PAYMENTS, draft=opened.PAYMENTS, keys=keys, sees=sees, **other)


SCENES |= {
    "schemas-80-dark": of_orders(*SCHEMAS, size=NARROW),
    "schemas-80-light": of_orders(*SCHEMAS, size=NARROW, theme=LIGHT),
    "schemas-120-light": of_orders(*SCHEMAS, theme=LIGHT),
    "schemas-200-dark": of_orders(*SCHEMAS, size=WIDE),
    "schemas-help-80": of_orders(*SCHEMAS, "f1", size=NARROW, sees=("Esc back", "F3     Evolution.")),
    "evolution-80-light": of_orders(*SCHEMAS, "f3", size=NARROW, theme=LIGHT, sees=("sent with", "v1 ", "✗ cannot")),
    "evolution-120-dark": of_orders(*SCHEMAS, "f3", sees=("A consumer on version 2 reads", "✗ cannot")),
    "register-80-dark": of_orders(*SCHEMAS, "f4", size=NARROW, sees=("Type the file of a schema",)),
    "bytes-avro-80-dark": of_orders(stop="bytes", size=NARROW, sees=("schema id 2 → orders-value v2",)),
    "bytes-avro-120-light": of_orders(*BYTES, theme=LIGHT, sees=("schema id 2 → orders-value v2",)),
    "bytes-error-120-dark": Scene(
        NORMAL, session=OF_ORDERS, draft=UNFINISHED, keys=BYTES, sees=("size not known yet",)
    ),
    "bytes-protobuf-80-light": of_payments(stop="bytes", size=NARROW, theme=LIGHT, sees=("schema id 4 → payments",)),
    "bytes-protobuf-120-dark": of_payments(*BYTES, sees=("message indexes",)),
    "bytes-protobuf-200-light": of_payments(*BYTES, size=WIDE, theme=LIGHT, sees=("message indexes",)),
}


@pytest.mark.parametrize("name", SCENES)
def test_the_screen_is_as_it_was(name: str, snap_compare: Compare) -> None:
    scene = SCENES[name]
    app = WorkbenchApp(scene.session(), scene.draft, scene.theme)

    async def play(pilot: Pilot[None]) -> None:
        await settled(app)
        await _gone_to(app, pilot, scene.stop)
        await pilot.press(*scene.keys)
        await _shown(app, pilot, scene.sees)
        freeze(app)
        await pilot.pause()

    try:
        assert snap_compare(app, terminal_size=scene.size, run_before=play)
    finally:
        if app.session.embedded_registry is not None:
            app.session.embedded_registry.close()


async def _shown(app: App[None], pilot: Pilot[None], words: tuple[str, ...]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not all(word in _text(app) for word in words):
            await pilot.pause(0.01)


async def _gone_to(app: WorkbenchApp, pilot: Pilot[None], stop: str) -> None:
    if stop:
        app._main.go(stop)
        async with asyncio.timeout(PATIENCE):
            while not app._main._holds_focus(stop):
                await pilot.pause(0.01)


def _text(app: App[None]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())
