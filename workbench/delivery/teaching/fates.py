"""What a record's state means where it is no plain success: on its way, sent unconfirmed, unknown, maybe written."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.teaching.facts import UNKNOWN, Facts
from workbench.delivery.teaching.words import capital, look_for_it, obstacle, until

MAYBE_WRITTEN = "it may have been written"
"""What `delivery.errors.outcome` says of a record that the broker may have although it failed."""

NEVER_SENT = "it was never sent: no connection to its broker"
"""And of one that the broker cannot have."""


@dataclass(frozen=True, slots=True)
class Fate:
    """`meaning` is whole sentences, `next_step` a clause or empty, as for errors."""

    meaning: str = ""
    next_step: str = ""


_UNCONFIRMED = Fate(
    "Nobody asked for an answer (acks=0, or fire and forget): the record may be written or lost, and has no offset.",
    "set acks to all, or to 1, and wait for the answers where every record counts",
)


def fate(state: DeliveryState, error: DeliveryError | None = None, facts: Facts = UNKNOWN) -> Fate:
    """What to say of the state beside what is said of the error; both empty where there is nothing to say."""
    if state is DeliveryState.QUEUED:
        return Fate(_on_its_way(facts))
    if state is DeliveryState.SENT:
        return _UNCONFIRMED
    if state is DeliveryState.UNKNOWN:
        return Fate(f"{_unknown(facts)} {_resend(facts)}", look_for_it(facts))
    if error is not None and error.message.endswith(MAYBE_WRITTEN):
        return Fate(f"It failed here, and may be on the broker all the same. {_resend(facts)}", look_for_it(facts))
    return Fate()


def still_trying(facts: Facts) -> str:
    """`librdkafka is still trying, until 12:08:11 (message.timeout.ms 300,000)`."""
    return f"librdkafka is still trying, {until(facts)}"


def _on_its_way(facts: Facts) -> str:
    stopped = obstacle(facts)
    if stopped:
        return f"{capital(stopped)}; {still_trying(facts)}."
    return f"In the producer's queue, or on its way to the broker; librdkafka tries {until(facts)}."


def _unknown(facts: Facts) -> str:
    twice = ""
    if facts.idempotent is False:
        twice = " Without idempotence librdkafka's own retries may have written it twice."
    return f"The connection or the process ended before an answer: the broker may have the record, or not.{twice}"


def _resend(facts: Facts) -> str:
    guard = ": idempotence guards librdkafka's own retries alone" if facts.idempotent else ""
    return f"Sent again it is a new record, and may be a second copy{guard}."
