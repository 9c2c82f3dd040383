"""What an error of librdkafka or the broker means for a record: its state, its words, whether a retry can help."""

from __future__ import annotations

from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.librdkafka.library import error_name, error_words

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

_NO_ANSWER = frozenset({"_MSG_TIMED_OUT", "_PURGE_INFLIGHT", "_TIMED_OUT", "_TRANSPORT"})
"""The request was on its way and no answer came: the record's fate is not known."""

_MAY_BE_WRITTEN = frozenset({"NOT_ENOUGH_REPLICAS_AFTER_APPEND", "REQUEST_TIMED_OUT"}) | _NO_ANSWER
"""Errors that leave open whether the broker has the record (rdkafka_msg.c RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED)."""

_FATES = {
    (True, True): "; it may have been written",
    (False, True): "; no broker has taken it",
    (False, False): "; it was never sent: no connection to its broker",
}
"""By whether a broker may have the record, and whether its broker was reached."""

_OWN_WORDS = {
    "_PURGE_QUEUE": "not sent: given up while it waited in the producer's queue",
    "_PURGE_INFLIGHT": "given up before the broker's answer",
}


def outcome(code: int, *, left: bool, reached: bool = True) -> tuple[DeliveryState, DeliveryError]:
    """The state and the error of a record whose report came with an error: `left` whether a broker may have it, and
    `reached` whether there was a connection to the one it belongs to.
    """
    name = error_name(code)
    words = _OWN_WORDS.get(name) or error_words(code)
    if name in _MAY_BE_WRITTEN:
        words += _FATES[left and reached, reached]
    state = DeliveryState.UNKNOWN if name in _NO_ANSWER and left and reached else DeliveryState.FAILED
    return state, DeliveryError(name, words, name in RETRIABLE)


def refused(code: int) -> DeliveryError:
    """The error of a record that the producer did not take."""
    name = error_name(code)
    return DeliveryError(name, error_words(code), name in RETRIABLE)


NOT_SENT = DeliveryError("_PURGE_QUEUE", _OWN_WORDS["_PURGE_QUEUE"], retriable=True)
NOT_WRITTEN_DOWN = DeliveryError("_JOURNAL", "not sent: the journal could not write it down first", retriable=True)
NEVER_SENT = frozenset({NOT_SENT.name, NOT_WRITTEN_DOWN.name})
"""The errors of records that nobody refused: they were given up before they left."""

NO_ROOM = DeliveryError(
    "_QUEUE_FULL",
    "the record is larger than the producer's whole buffer; raise queue.buffering.max.kbytes",
)
NO_NAME = DeliveryError("_INVALID_ARG", "the producer cannot take this record: a topic's name holds no NUL")


def not_open(problem: str) -> DeliveryError:
    """The error of a record that was sent while there was no producer."""
    return DeliveryError("_STATE", f"not sent: there is no producer: {problem}", retriable=True)
