"""Figures, places and times as the sentences about errors say them."""

from __future__ import annotations

import time

from workbench.delivery.teaching.facts import Facts
from workbench.records.escape import escape

_CUT = 160
_NAME = 64


def outside(text: str, limit: int = _CUT) -> str:
    """A text that brokers, files or people gave: one line, escaped, at most `limit` characters."""
    shown = escape(" ".join(text.split()))
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


def name(text: str) -> str:
    """A name from outside in quotes."""
    return f"'{outside(text, _NAME)}'"


def sized(count: int) -> str:
    """1,400,212 bytes."""
    return f"{count:,} byte{'' if count == 1 else 's'}"


def clock(epoch: float) -> str:
    """The local time of day, 12:08:11."""
    return time.strftime("%H:%M:%S", time.localtime(epoch))


def now(value: float | str | None) -> str:
    """`, 1,048,588 now` after a setting's name; empty where the value is not known."""
    if value is None or value == "":
        return ""
    return f", {value if isinstance(value, str) else f'{value:,}'} now"


def clauses(*parts: str) -> str:
    """Those that say anything, with semicolons."""
    return "; ".join(part for part in parts if part)


def the_topic(facts: Facts) -> str:
    """`the topic 'orders'`."""
    return f"the topic {name(facts.topic)}" if facts.topic.strip() else "the topic"


def the_partition(facts: Facts) -> str:
    """`partition 4 of 'orders'`."""
    if facts.partition is None:
        return "the partition"
    return f"partition {facts.partition}" + (f" of {name(facts.topic)}" if facts.topic.strip() else "")


def the_leader(facts: Facts) -> str:
    """`broker 2 at kafka-2:9092`, or who it would be."""
    if facts.leader is None:
        return "the partition's leader"
    at = f" at {outside(facts.leader_address, _NAME)}" if facts.leader_address.strip() else ""
    return f"broker {facts.leader}{at}"


def the_user(facts: Facts) -> str:
    """`the user 'alice'`."""
    return f"the user {name(facts.user)}" if facts.user and facts.user.strip() else "these credentials"


def the_cluster(facts: Facts) -> str:
    """`the cluster 'staging'`."""
    return f"the cluster {name(facts.cluster)}" if facts.cluster.strip() else "the cluster"


def in_sync(facts: Facts) -> str:
    """`1 of 3 replicas in sync`; empty where that is not known."""
    if facts.in_sync is None:
        return ""
    of = f" of {facts.replicas:,}" if facts.replicas is not None else ""
    return f"{facts.in_sync:,}{of} replica{'' if (facts.replicas or facts.in_sync) == 1 else 's'} in sync"


def why_down(facts: Facts) -> str:
    """Why the cluster is not reached; empty where it is."""
    why = outside(facts.down)
    if why.endswith("…") and why.count("(") > why.count(")"):
        why = why[: why.rindex("(")]  # cut within brackets
    return why.rstrip(".!?;:, ")


def obstacle(facts: Facts) -> str:
    """What keeps the record from its partition's leader now, as a sentence without its stop; empty if nothing does."""
    if why_down(facts):
        return f"{the_cluster(facts)} is not reached: {why_down(facts)}"
    if facts.leaderless:
        return f"{the_partition(facts)} has no leader"
    if facts.leader_up is False:
        return f"{the_leader(facts)}, which leads {the_partition(facts)}, is not connected"
    return ""


def look_for_it(facts: Facts) -> str:
    """Where a record would be that may have been written."""
    return f"look for it at the end of {the_partition(facts)} before sending it again"


def until(facts: Facts) -> str:
    """`until 12:08:11 (message.timeout.ms 300,000)`."""
    if facts.timeout_ms == 0:
        return "without end (message.timeout.ms 0)"
    setting = "message.timeout.ms" + (f" {facts.timeout_ms:,}" if facts.timeout_ms is not None else "")
    return f"until {clock(facts.deadline)} ({setting})" if facts.deadline is not None else f"until {setting} is over"


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
