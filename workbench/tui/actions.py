"""Every action once: its key, its words; the bindings, the key bar, the help and the palette are made of this table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. `name` is the app's action; `short` stands in the key bar, if it does."""

    name: str
    key: str
    title: str
    help: str
    short: str = ""


ACTIONS = (
    Action("send", "f5", "Send", "Hand the record over once. The form stays as it is.", "send"),
    Action("send_ten", "f6", "Send ten", "Hand the same record over ten times.", "send ten"),
    Action("add_header", "f4", "Add a header", "A new header row at the end; names may repeat.", "header"),
    Action("topics", "f8", "Choose a topic", "The cluster's topics with their partitions; type to search.", "topic"),
    Action(
        "settings", "f2", "Producer settings", "Go to acks, idempotence, compression, linger, partitioner.", "settings"
    ),
    Action("command_palette", "ctrl+p", "Commands", "Search every action by name.", "commands"),
    Action("help", "f1", "Help", "Every key, and what the panes show.", "help"),
    Action("lab", "ctrl+l,f11", "Partition lab", "Where the key lands under every client, and why; many keys.", "lab"),
    Action("bytes", "ctrl+b,ctrl+g", "Bytes", "The record's bytes by name, sizes and limits; and back.", "bytes"),
    Action(
        "schemas", "ctrl+r", "Schemas", "The schema registry: subjects, versions, evolution, registering.", "schemas"
    ),
    Action(
        "transaction",
        "ctrl+e",
        "Transaction",
        "Begin one, commit it or abort it; F5 sends into the one that is open.",
        "transaction",
    ),
    Action("presence", "ctrl+t", "Text, empty or null", "Step the key, value or header under the cursor on.", "null"),
    Action("sample", "ctrl+s", "Sample value", "A value that fits the schema; again: another. ^Z undoes.", "sample"),
    Action(
        "problem",
        "ctrl+n",
        "Next error",
        "The cursor goes where the next error is; its words in full.",
        "next error",
    ),
    Action("follow", "f7", "Follow or pause", "Stay at the newest delivery, or hold still while more arrive.", "pause"),
    Action("filter", "ctrl+f", "Filter the deliveries", "By key, state, topic, error, latency, time; live.", "filter"),
    Action(
        "statistics",
        "ctrl+d",
        "Statistics",
        "Rates, latencies, queue, brokers, partitions at a glance; librdkafka's own lines.",
        "statistics",
    ),
    Action("remove_header", "f12", "Remove the header", "Take the header under the cursor away.", ""),
    Action("jump", "ctrl+o", "Jump", "Show a letter on every field; type it to go there.", "jump"),
    Action("reconnect", "f3", "Reconnect", "Ask the cluster again. Records in flight stay accounted for.", "reconnect"),
    Action("next_pane", "f9", "Next pane", "Connection, record, partition, deliveries: a record's way.", "pane"),
    Action("switch_theme", "f10", "Next theme", "Dark, light, and back.", "theme"),
    Action("quit", "ctrl+q", "Quit", "Leave; asks first while records are in flight.", "quit"),
)
"""In the order of the key bar, which shows as many as fit."""

OF_A_DELIVERY = (
    Action("resend", "r", "Resend", "Hand the delivery, or all that are marked, over again as they were.", "resend"),
    Action("edit_again", "E", "Edit and resend", "Put what the delivery was composed of back into the form.", "edit"),
    Action(
        "ways", "w", "Cost of the ways", "Measure async, sync, fire and forget on this cluster; asks first.", "ways"
    ),
    Action("journal", "j", "Journal", "What was sent, what became of it; what a crash left unknown.", "journal"),
    Action(
        "read_back",
        "b",
        "Read back",
        "Fetch it from its partition and offset; compare byte for byte.",
        "read back",
    ),
)
"""Keys in the list of deliveries, and where one is shown in full."""

OF_THE_LIST = (
    Action("filter", "/", "Filter", "Show the deliveries that match; what may be typed is offered.", "filter"),
    Action("failure(1)", "x", "Next failure", "The next delivery that failed or whose fate is unknown.", "failure"),
    Action("failure(-1)", "X", "Failure before", "Go to the one before."),
    Action("sort", "s", "Sort", "By latency, size, key, partition or time, as they are now.", "sort"),
    Action("mark", "space", "Mark", "Mark the delivery or take its mark away; r resends all that are marked.", "mark"),
    Action("mark_all", "a", "Mark all", "Mark all that match, or take all marks away."),
    Action("copy", "c", "Copy", "The delivery as a JSON line, to the clipboard.", "copy"),
    Action("export", "e", "Export", "All that match to a file: JSON lines or CSV.", "export"),
)
"""Keys in the list of deliveries; `name` is the list's own action."""

DELIVERY_KEYS = (
    ACTIONS[0],
    *(action for action in (*OF_THE_LIST, *OF_A_DELIVERY) if action.short),
    *(action for action in ACTIONS if action.name in ("follow", "help")),
)
"""The key bar while the cursor is in the deliveries."""


def key_sign(key: str) -> str:
    """`ctrl+o` as ^O, `f5` as F5 and `escape` as Esc, as the key bar and the help show them; a letter
    stays as it is typed, and of two keys it is the first."""
    key = key.partition(",")[0]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    shown = {"escape": "Esc", "enter": "Enter", "tab": "Tab", "pagedown": "PgDn"}
    return shown.get(key) or (key if len(key) == 1 else key.upper())
