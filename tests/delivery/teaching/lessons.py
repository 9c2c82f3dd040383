"""Every lesson in representative cases, as the known answers have it.

`python -m tests.delivery.teaching.lessons` writes the table anew: read what has changed before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import tests.vectors
from workbench.delivery.error_kinds import ErrorKind, kind_of
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.teaching import connections, sizes
from workbench.delivery.teaching.catalogue import LESSONS
from workbench.delivery.teaching.facts import UNKNOWN, Facts
from workbench.delivery.teaching.fates import MAYBE_WRITTEN, NEVER_SENT, Fate, fate
from workbench.delivery.teaching.teach import Taught, teach

TABLE = Path(tests.vectors.__file__).with_name("error_lessons.txt")

WHOLE = Facts(
    topic="orders",
    partition=4,
    partitions=12,
    has_key=True,
    key_size=7,
    batch_size=1_400_212,
    producer_size=1_400_178,
    topic_limit=1_048_588,
    producer_limit=2_000_000,
    compression="none",
    timeout_ms=300_000,
    handed_over=1_700_000_000.114,
    deadline=1_700_000_300.114,
    acks="all",
    idempotent=True,
    user="alice",
    replicas=3,
    in_sync=1,
    min_in_sync=2,
    leader=2,
    leader_address="kafka-2:9092",
    leader_up=True,
    cluster="staging",
)
CASES = {
    "nothing known": UNKNOWN,
    "all known": WHOLE,
    "over the producer's limit": replace(WHOLE, producer_limit=1_000_000, topic_limit=2_097_164),
    "over both limits": replace(WHOLE, producer_limit=1_000_000),
    "a small record": replace(WHOLE, batch_size=812, producer_size=778, topic_limit=10_000),
    "broker away": replace(WHOLE, leader_up=False),
    "no leader": replace(WHOLE, leader=None, leaderless=True, leader_address="", leader_up=None, in_sync=0),
    "cluster down": replace(WHOLE, down="Connection refused by kafka-1:9092: nothing listens there"),
    "in sync again": replace(WHOLE, in_sync=3),
    "too few replicas": replace(WHOLE, replicas=1, in_sync=1),
    "no such partition": replace(WHOLE, partition=99, leader=None, leader_address="", leader_up=None),
    "no key": replace(WHOLE, has_key=False, key_size=0),
    "in transactions": replace(WHOLE, transactional_id="billing-1"),
    "not idempotent": replace(WHOLE, idempotent=False, acks="1"),
    "no time limit": replace(WHOLE, timeout_ms=0, deadline=None),
}
UNNAMED = {
    "INVALID_GROUP_ID": "Broker: Invalid group.id",
    "_ISR_UPDATE": "Local: Something was updated.",
    "OFFSET_NOT_AVAILABLE": "Broker: Leader high watermark is not caught up",
    "INVALID_TXN_STATE?": "",
}
MAYBE = DeliveryError("_MSG_TIMED_OUT", f"Local: Message timed out; {MAYBE_WRITTEN}", retriable=True)


def error(name: str) -> DeliveryError:
    """The error of that name as a report has it; two lessons have no name of their own."""
    if name == connections.NEVER_LEFT:
        return DeliveryError("_TRANSPORT", f"Local: Broker transport failure; {NEVER_SENT}", retriable=True)
    if name == sizes.NO_ROOM:
        return DeliveryError("_QUEUE_FULL", "x")
    return DeliveryError(name, UNNAMED.get(name, "x"), retriable=kind_of(name) is ErrorKind.RETRIABLE)


def table() -> str:
    """The whole table."""
    parts = [_block(name, _errors(name)) for name in (*LESSONS, *UNNAMED)]
    parts += [_block(f"({state.word})", _fates(state)) for state in DeliveryState]
    parts.append(_block("(maybe written)", _fates(DeliveryState.FAILED, MAYBE)))
    return "\n".join(parts)


def _block(name: str, told: Iterator[tuple[str, str]]) -> str:
    """What is told in each case, but for cases in which it is what was told in one before."""
    seen: dict[str, str] = {}
    for case, words in told:
        seen.setdefault(words, case)
    return "\n".join([name, *(f"  {case}: {words}" for words, case in seen.items())]) + "\n"


def _errors(name: str) -> Iterator[tuple[str, str]]:
    for case, facts in CASES.items():
        yield case, _taught(teach(error(name), facts))


def _fates(state: DeliveryState, failed: DeliveryError | None = None) -> Iterator[tuple[str, str]]:
    for case, facts in CASES.items():
        yield case, _fate(fate(state, failed, facts))


def _taught(taught: Taught) -> str:
    return f"{taught.kind.value} · {taught.mender.value} · {taught.meaning} → {taught.next_step}"


def _fate(told: Fate) -> str:
    return f"{told.meaning} → {told.next_step}".strip() if told.meaning else "nothing"


if __name__ == "__main__":
    TABLE.write_text(table())
