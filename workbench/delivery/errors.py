"""What an error of librdkafka or the broker means for a record: its state, its words, whether a retry can help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.delivery.report import DeliveryError, DeliveryState

if TYPE_CHECKING:
    from confluent_kafka import KafkaError

RETRIABLE = frozenset(
    {
        "BROKER_NOT_AVAILABLE",
        "CONCURRENT_TRANSACTIONS",
        "COORDINATOR_LOAD_IN_PROGRESS",
        "COORDINATOR_NOT_AVAILABLE",
        "FENCED_LEADER_EPOCH",
        "KAFKA_STORAGE_ERROR",
        "LEADER_NOT_AVAILABLE",
        "LISTENER_NOT_FOUND",
        "NETWORK_EXCEPTION",
        "NOT_CONTROLLER",
        "NOT_COORDINATOR",
        "NOT_ENOUGH_REPLICAS",
        "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
        "NOT_LEADER_FOR_PARTITION",
        "REPLICA_NOT_AVAILABLE",
        "REQUEST_TIMED_OUT",
        "THROTTLING_QUOTA_EXCEEDED",
        "UNKNOWN_LEADER_EPOCH",
        "UNKNOWN_TOPIC_OR_PART",
        "_ALL_BROKERS_DOWN",
        "_MSG_TIMED_OUT",
        "_PURGE_INFLIGHT",
        "_PURGE_QUEUE",
        "_QUEUE_FULL",
        "_RESOLVE",
        "_RETRY",
        "_TIMED_OUT",
        "_TIMED_OUT_QUEUE",
        "_TRANSPORT",
        "_WAIT_CACHE",
    }
)
"""Kafka's own RetriableException classes (clients, org.apache.kafka.common.protocol.Errors), and librdkafka's local
errors after which the same record may go through. A delivery report's `retriable()` says False for all of them."""

_NO_ANSWER = frozenset({"_PURGE_INFLIGHT", "_TIMED_OUT", "_TRANSPORT"})
"""The request was on its way and no answer came: the record's fate is not known."""

_MAY_BE_WRITTEN = frozenset({"NOT_ENOUGH_REPLICAS_AFTER_APPEND", "REQUEST_TIMED_OUT", "_MSG_TIMED_OUT"}) | _NO_ANSWER
"""Errors that leave open whether the broker has the record (rdkafka_msg.c RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED)."""

_OWN_WORDS = {
    "_PURGE_QUEUE": "not sent: given up while it waited in the producer's queue",
    "_PURGE_INFLIGHT": "given up before the broker's answer",
}


def outcome(error: KafkaError, *, left: bool) -> tuple[DeliveryState, DeliveryError]:
    """The state and the error of a record whose report came with `error`; `left` whether it can have been sent."""
    name = error.name()
    words = _OWN_WORDS.get(name) or error.str()
    if name in _MAY_BE_WRITTEN:
        words += "; it may have been written" if left else "; it was never sent: no connection to its broker"
    state = DeliveryState.UNKNOWN if name in _NO_ANSWER and left else DeliveryState.FAILED
    return state, DeliveryError(name, words, retriable(error))


def refused(error: Exception) -> DeliveryError:
    """The error of a record that the producer did not take."""
    from confluent_kafka import KafkaError

    found = error.args[0] if error.args else None
    if isinstance(found, KafkaError):
        return DeliveryError(found.name(), found.str().removeprefix(_REFUSED), retriable(found))
    return DeliveryError("_INVALID_ARG", f"the producer cannot take this record: {error}")


def retriable(error: KafkaError) -> bool:
    """Whether the same record may go through at another time."""
    return error.retriable() or error.name() in RETRIABLE


_REFUSED = "Unable to produce message: "  # confluent-kafka's words before librdkafka's

NOT_SENT = DeliveryError("_PURGE_QUEUE", _OWN_WORDS["_PURGE_QUEUE"], retriable=True)
NO_ROOM = DeliveryError(
    "_QUEUE_FULL",
    "the record is larger than the producer's whole buffer; raise queue.buffering.max.kbytes",
)


def not_open(problem: str) -> DeliveryError:
    """The error of a record that was sent while there was no producer."""
    return DeliveryError("_STATE", f"not sent: there is no producer: {problem}", retriable=True)
